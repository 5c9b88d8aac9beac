package io.github.jtidb.embedding.internal.cache;

import io.github.jtidb.embedding.EmbeddingCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Keeps each vector in a file: its numbers as little-endian floats, then their CRC-32. A file appears whole or not at all,
 * also when several processes share the folder; one that is damaged is as good as none. Thread-safe.
 */
public final class FolderCache implements EmbeddingCache {

    private final Path folder;

    /** Makes the folder. */
    public FolderCache(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the folder of a cache: " + folder, e);
        }
    }

    @Override
    public Optional<float[]> get(String key) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file(key));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int size = bytes.length / Float.BYTES - 1;
        if (size < 1 || bytes.length % Float.BYTES != 0) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (buffer.getInt(size * Float.BYTES) != checksum(bytes, size * Float.BYTES)) {
            return Optional.empty();
        }
        float[] vector = new float[size];
        buffer.asFloatBuffer().get(vector);
        return Optional.of(vector);
    }

    @Override
    public void put(String key, float[] vector) {
        ByteBuffer buffer =
                ByteBuffer.allocate((vector.length + 1) * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(vector);
        int end = vector.length * Float.BYTES;
        buffer.putInt(end, checksum(buffer.array(), end));
        Path file = file(key);
        try {
            Files.createDirectories(file.getParent());
            Path written = Files.createTempFile(file.getParent(), "new", ".tmp");
            try {
                Files.write(written, buffer.array());
                Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(written);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Below one of 256 folders, as some file systems are slow with many files in one. */
    private Path file(String key) {
        if (!key.matches("[0-9A-Za-z]{3,64}")) {
            throw new IllegalArgumentException(
                    "key: expected 3 to 64 letters and digits, got " + key.length() + " others.");
        }
        return folder.resolve(key.substring(0, 2)).resolve(key.substring(2));
    }

    private static int checksum(byte[] bytes, int end) {
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, end);
        return (int) sum.getValue();
    }
}
