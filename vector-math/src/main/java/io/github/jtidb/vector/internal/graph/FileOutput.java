package io.github.jtidb.vector.internal.graph;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** Writes an index file: little-endian numbers in sections, each followed by its checksum. Not thread-safe. */
final class FileOutput implements Closeable {

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C checksum = new CRC32C();

    FileOutput(Path path) throws IOException {
        channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    void put(int value) throws IOException {
        room(Integer.BYTES).putInt(value);
    }

    void put(long value) throws IOException {
        room(Long.BYTES).putLong(value);
    }

    void put(double value) throws IOException {
        room(Double.BYTES).putDouble(value);
    }

    void put(byte value) throws IOException {
        room(Byte.BYTES).put(value);
    }

    void put(byte[] values, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
            int count = Math.min(length - done, room(1).remaining());
            buffer.put(values, offset + done, count);
            done += count;
        }
    }

    void put(float[] values, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
            int count = Math.min(length - done, room(Float.BYTES).remaining() / Float.BYTES);
            buffer.asFloatBuffer().put(values, offset + done, count);
            buffer.position(buffer.position() + count * Float.BYTES);
            done += count;
        }
    }

    void put(long[] values, int offset, int length) throws IOException {
        for (int i = 0; i < length; i++) {
            put(values[offset + i]);
        }
    }

    void put(int[] values, int offset, int length) throws IOException {
        for (int i = 0; i < length; i++) {
            put(values[offset + i]);
        }
    }

    /** Writes zeros up to where a mapped section may begin. */
    void align() throws IOException {
        flush();
        for (long position = channel.position(); position % FileInput.ALIGNMENT != 0; position++) {
            put((byte) 0);
        }
    }

    /** Writes the checksum of what was put since the last one. */
    void endSection() throws IOException {
        flush();
        long sum = checksum.getValue();
        put((int) sum);
        flush();
        checksum.reset();
    }

    /** Returns when all is on disk. */
    void force() throws IOException {
        flush();
        channel.force(true);
    }

    private ByteBuffer room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }

    private void flush() throws IOException {
        buffer.flip();
        checksum.update(buffer.duplicate());
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
