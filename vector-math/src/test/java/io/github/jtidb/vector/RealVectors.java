package io.github.jtidb.vector;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;

/** Embeddings of 2,000 one-line texts by all-MiniLM-L6-v2, each value rounded to a byte. */
public final class RealVectors {

    /** How many values each has. */
    public static final int DIMENSIONS = 384;

    private static final int ROWS = 1900;
    private static final float[][] ALL = load();

    private RealVectors() {}

    /** The rows to search; not to be changed. */
    public static float[][] rows() {
        return Arrays.copyOf(ALL, ROWS);
    }

    /** Queries that are none of the rows; not to be changed. */
    public static float[][] queries() {
        return Arrays.copyOfRange(ALL, ROWS, ALL.length);
    }

    private static float[][] load() {
        try (InputStream in = Objects.requireNonNull(RealVectors.class.getResourceAsStream("minilm-2000x384.i8"))) {
            byte[] bytes = in.readAllBytes();
            float[][] vectors = new float[bytes.length / DIMENSIONS][DIMENSIONS];
            for (int i = 0; i < bytes.length; i++) {
                vectors[i / DIMENSIONS][i % DIMENSIONS] = bytes[i];
            }
            return vectors;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
