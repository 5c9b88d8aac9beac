package io.github.jtidb.vector.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jtidb.vector.RandomVectors;
import io.github.jtidb.vector.TiDBException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileInputTest {

    private static final int D = 7;
    private static final int PER_CHUNK = 4;
    private static final int CHUNK_BYTES = PER_CHUNK * D * Float.BYTES;

    @TempDir
    Path folder;

    /** A file too large for one buffer is mapped in several: here of one byte to all of it. */
    @ParameterizedTest
    @ValueSource(longs = {1, CHUNK_BYTES, 3 * CHUNK_BYTES, Long.MAX_VALUE})
    void map_inSeveralParts_givesAllRowsAndChecksThem(long most) throws IOException {
        for (int rows : new int[] {0, 1, 4, 13, 40}) {
            float[] values = RandomVectors.gaussian(new Random(rows), rows * D + 1, 1);
            Path file = written(values, rows);
            try (FileInput in = new FileInput(file)) {
                assertThat(in.getInt()).isEqualTo(5);
                in.endSection();
                in.align();
                FloatBuffer[] chunks = in.map(rows, D, PER_CHUNK, most);
                in.endSection();
                assertThat(in.getInt()).isEqualTo(6);
                in.endSection();
                in.end();
                assertThat(chunks).hasSize((rows + PER_CHUNK - 1) / PER_CHUNK);
                for (int i = 0; i < rows * D; i++) {
                    assertThat(chunks[i / (PER_CHUNK * D)].get(i % (PER_CHUNK * D)))
                            .isEqualTo(values[i]);
                }
            }
        }
    }

    @Test
    void map_moreThanThereIs_isRefused() throws IOException {
        Path file = written(new float[4 * D], 4);
        try (FileInput in = new FileInput(file)) {
            in.getInt();
            in.endSection();
            in.align();
            assertThatExceptionOfType(TiDBException.class)
                    .isThrownBy(() -> in.map(9, D, PER_CHUNK, Long.MAX_VALUE))
                    .withMessageContaining("it ends early, after " + Files.size(file) + " bytes");
        }
    }

    private Path written(float[] values, int rows) throws IOException {
        Path file = folder.resolve("file");
        try (FileOutput out = new FileOutput(file)) {
            out.put(5);
            out.endSection();
            out.align();
            out.put(values, 0, rows * D);
            out.endSection();
            out.put(6);
            out.endSection();
            out.force();
        }
        return file;
    }
}
