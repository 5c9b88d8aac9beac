package io.github.jtidb.vector.internal.graph;

import io.github.jtidb.vector.TiDBException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** Reads what {@link FileOutput} wrote. Not thread-safe. */
final class FileInput implements Closeable {

    /** Mapped sections begin at a multiple of a cache line. */
    static final int ALIGNMENT = 64;

    /** The most that is mapped at once, about: a buffer has fewer than 2^31 bytes. */
    private static final long MAPPED = 1 << 30;

    private final Path path;
    private final FileChannel channel;
    private final long length;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C checksum = new CRC32C();

    FileInput(Path path) throws IOException {
        this.path = path;
        channel = FileChannel.open(path, StandardOpenOption.READ);
        length = channel.size();
        buffer.limit(0);
        buffer.mark();
    }

    int getInt() throws IOException {
        return need(Integer.BYTES).getInt();
    }

    long getLong() throws IOException {
        return need(Long.BYTES).getLong();
    }

    /** A count of things of so many bytes each, which must still come: no other is believed before its checksum. */
    int getCount(int bytes) throws IOException {
        int count = getInt();
        long left = length - position();
        if (count < 0 || (long) count * bytes > left) {
            throw damaged("it has a count of " + count + ", and ends before that");
        }
        return count;
    }

    double getDouble() throws IOException {
        return need(Double.BYTES).getDouble();
    }

    byte getByte() throws IOException {
        return need(Byte.BYTES).get();
    }

    void get(byte[] values, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
            int count = Math.min(length - done, need(1).remaining());
            buffer.get(values, offset + done, count);
            done += count;
        }
    }

    void get(float[] values, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
            int count = Math.min(length - done, need(Float.BYTES).remaining() / Float.BYTES);
            buffer.asFloatBuffer().get(values, offset + done, count);
            buffer.position(buffer.position() + count * Float.BYTES);
            done += count;
        }
    }

    void get(long[] values, int offset, int length) throws IOException {
        for (int i = 0; i < length; i++) {
            values[offset + i] = getLong();
        }
    }

    void get(int[] values, int offset, int length) throws IOException {
        for (int i = 0; i < length; i++) {
            values[offset + i] = getInt();
        }
    }

    /** A count, and so many ints. */
    int[] getInts() throws IOException {
        int[] values = new int[getCount(Integer.BYTES)];
        get(values, 0, values.length);
        return values;
    }

    /** Goes to where a mapped section may begin. */
    void align() throws IOException {
        for (long at = position(); at % ALIGNMENT != 0; at++) {
            getByte();
        }
    }

    /**
     * Maps rows of floats to memory, and reads them once for the checksum.
     *
     * @param dimensions how many floats a row has
     * @param perChunk how many rows to a buffer
     * @return the buffers; the last may have fewer rows
     */
    FloatBuffer[] map(int rows, int dimensions, int perChunk) throws IOException {
        return map(rows, dimensions, perChunk, MAPPED);
    }

    /** Does so, about so many bytes at once. */
    FloatBuffer[] map(int rows, int dimensions, int perChunk, long most) throws IOException {
        long chunkBytes = (long) perChunk * dimensions * Float.BYTES;
        long left = (long) rows * dimensions * Float.BYTES;
        FloatBuffer[] chunks = new FloatBuffer[(rows + perChunk - 1) / perChunk];
        int chunk = 0;
        for (long at = position(); left > 0; ) {
            long size = Math.min(left, Math.max(1, most / chunkBytes) * chunkBytes);
            if (length - at < size) {
                throw endsEarly();
            }
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, at, size);
            for (int from = 0; from < size; from += (int) chunkBytes) {
                chunks[chunk++] = bytes.slice(from, (int) Math.min(chunkBytes, size - from))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer();
            }
            sum();
            checksum.update(bytes);
            at += size;
            left -= size;
            channel.position(at);
            buffer.limit(0);
            buffer.mark();
        }
        return chunks;
    }

    /** Checks what was got since the last checksum against the one that stands here. */
    void endSection() throws IOException {
        sum();
        int found = (int) checksum.getValue();
        int expected = getInt();
        if (found != expected) {
            throw damaged("a checksum is wrong before byte " + (position()));
        }
        buffer.mark();
        checksum.reset();
    }

    /** Checks that nothing follows. */
    void end() throws IOException {
        if (buffer.hasRemaining() || channel.position() != length) {
            throw damaged("there is something after its end");
        }
    }

    TiDBException damaged(String what) {
        return new TiDBException(
                "Index file " + path + " is damaged: " + what + "; delete it and build the index again from its rows");
    }

    private TiDBException endsEarly() {
        return damaged("it ends early, after " + length + " bytes");
    }

    private long position() throws IOException {
        return channel.position() - buffer.remaining();
    }

    /** What was read from the buffer since the mark goes into the checksum. */
    private void sum() {
        ByteBuffer read = buffer.duplicate();
        read.limit(buffer.position());
        read.position(marked());
        checksum.update(read);
    }

    private int marked() {
        return buffer.duplicate().reset().position();
    }

    private ByteBuffer need(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            sum();
            buffer.compact();
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                continue;
            }
            buffer.flip();
            buffer.mark();
            if (buffer.remaining() < bytes) {
                throw endsEarly();
            }
        }
        return buffer;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
