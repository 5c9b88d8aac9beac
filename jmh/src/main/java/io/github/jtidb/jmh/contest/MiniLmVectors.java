package io.github.jtidb.jmh.contest;

import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.Embeddings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Real text embeddings: the lines of a text file, embedded once with the local all-MiniLM-L6-v2 and kept in {@code jmh/data} as
 * little-endian floats, 384 a line. Embedding 100,000 short lines takes some four minutes on two cores.
 */
final class MiniLmVectors {

    static final int DIMENSIONS = 384;

    private static final int BATCH = 2_000;
    private static final int ROW_BYTES = DIMENSIONS * Float.BYTES;

    private MiniLmVectors() {}

    /** The file with the vectors of so many lines or more, from the front; lines that it does not have yet are added. */
    static Path prepare(Path texts, int lines, Path folder) throws IOException {
        Path file = Files.createDirectories(folder).resolve("minilm-" + texts.getFileName() + ".f32");
        int known = Files.exists(file) ? (int) (Files.size(file) / ROW_BYTES) : 0;
        if (known < lines) {
            embed(read(texts, lines), known, file);
        }
        return file;
    }

    /** Rows of such a file. */
    static float[][] load(Path file, int from, int to) throws IOException {
        float[][] rows = new float[to - from][DIMENSIONS];
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer buffer = ByteBuffer.allocate(ROW_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            channel.position((long) from * ROW_BYTES);
            for (float[] row : rows) {
                buffer.clear();
                while (buffer.hasRemaining()) {
                    if (channel.read(buffer) < 0) {
                        throw new IOException(file + " must have " + to + " vectors, and ends before");
                    }
                }
                buffer.flip().asFloatBuffer().get(row);
            }
        }
        return rows;
    }

    private static List<String> read(Path texts, int lines) throws IOException {
        boolean zipped = texts.toString().endsWith(".gz");
        try (InputStream raw = Files.newInputStream(texts);
                InputStream plain = zipped ? new GZIPInputStream(raw) : raw;
                BufferedReader reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            List<String> read = reader.lines().limit(lines).toList();
            if (read.size() < lines) {
                throw new IOException(texts + " must have " + lines + " lines, has " + read.size());
            }
            return read;
        }
    }

    private static void embed(List<String> texts, int known, Path file) throws IOException {
        try (EmbeddingFunction model = Embeddings.open("local/all-MiniLM-L6-v2");
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // Over what an interrupted run may have left of a row.
            channel.position((long) known * ROW_BYTES);
            for (int from = known; from < texts.size(); from += BATCH) {
                int to = Math.min(from + BATCH, texts.size());
                ByteBuffer buffer = ByteBuffer.allocate((to - from) * ROW_BYTES).order(ByteOrder.LITTLE_ENDIAN);
                for (float[] vector : model.embedDocuments(texts.subList(from, to))) {
                    for (float value : vector) {
                        buffer.putFloat(value);
                    }
                }
                buffer.flip();
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                System.err.printf("Embedded %,d of %,d lines%n", to, texts.size());
            }
        }
    }
}
