package io.github.jtidb.jmh.contest;

import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.Embeddings;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

    /** The file with the vectors of so many lines from the front, made if it is not there. */
    static Path prepare(Path texts, int lines, Path folder) throws IOException {
        Path file = folder.resolve("minilm-" + texts.getFileName() + "-" + lines + ".f32");
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            Path part = folder.resolve(file.getFileName() + ".part");
            embed(read(texts, lines), part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
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

    private static void embed(List<String> texts, Path file) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(ROW_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (EmbeddingFunction model = Embeddings.open("local/all-MiniLM-L6-v2");
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int from = 0; from < texts.size(); from += BATCH) {
                int to = Math.min(from + BATCH, texts.size());
                for (float[] vector : model.embedDocuments(texts.subList(from, to))) {
                    buffer.clear().asFloatBuffer().put(vector);
                    out.write(buffer.array());
                }
                System.err.printf("Embedded %,d of %,d lines%n", to, texts.size());
            }
        }
    }
}
