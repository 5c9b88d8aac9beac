package io.github.jtidb.embedding.internal.local;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An ONNX file, with the files beside it that hold weights, or one in a jar. Immutable. */
final class NetworkFile {

    /** The operators of dynamic quantisation, alone and fused with others, begin so. */
    private static final byte[] DYNAMIC = "DynamicQuantize".getBytes(StandardCharsets.US_ASCII);

    private static final int SMALLEST_BUFFER = 1 << 16;

    private final URL location;

    /** Null for a file in a jar. */
    private final @Nullable Path path;

    NetworkFile(URL location) {
        this.location = location;
        path = location.getProtocol().equals("file") ? Path.of(URI.create(location.toString())) : null;
    }

    /** The whole file, or null where a session reads it by itself. */
    @Nullable
    ByteBuffer content() throws IOException {
        return path == null ? read() : null;
    }

    /**
     * Opens a session.
     *
     * @param content what {@link #content} gave
     */
    OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions options, @Nullable ByteBuffer content)
            throws OrtException {
        return content == null
                ? environment.createSession(String.valueOf(path), options)
                : environment.createSession(content.duplicate().order(ByteOrder.nativeOrder()), options);
    }

    /** How many bytes there are, in all of the files. */
    long size() throws IOException {
        if (path == null) {
            return location.openConnection().getContentLengthLong();
        }
        long size = 0;
        String name = path.getFileName().toString();
        try (Stream<Path> files = Files.list(path.toAbsolutePath().getParent())) {
            for (Path file : (Iterable<Path>) files::iterator) {
                // Such as model.onnx_data.
                size += file.getFileName().toString().startsWith(name) ? Files.size(file) : 0;
            }
        }
        return size;
    }

    /**
     * Whether the network scales its activations over a whole run, as dynamically quantised ones do: the vectors of a text
     * then depend on what it is run with.
     *
     * @param content what {@link #content} gave
     */
    boolean scalesByRun(@Nullable ByteBuffer content) throws IOException {
        byte[] buffer = new byte[1 << 18];
        int kept = 0;
        try (InputStream in = content == null ? ModelFiles.open(location) : stream(content.duplicate())) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer, kept, buffer.length - kept)) {
                int filled = kept + read;
                if (hasDynamic(buffer, filled)) {
                    return true;
                }
                // What is looked for may begin in this part and end in the next.
                kept = Math.min(filled, DYNAMIC.length - 1);
                System.arraycopy(buffer, filled - kept, buffer, 0, kept);
            }
        }
        return false;
    }

    private static InputStream stream(ByteBuffer content) {
        return new InputStream() {
            @Override
            public int read() {
                return content.hasRemaining() ? content.get() & 0xff : -1;
            }

            @Override
            public int read(byte[] to, int start, int most) {
                int count = Math.min(most, content.remaining());
                content.get(to, start, count);
                return count == 0 ? -1 : count;
            }
        };
    }

    private static boolean hasDynamic(byte[] buffer, int length) {
        for (int i = 0; i <= length - DYNAMIC.length; i++) {
            if (buffer[i] == DYNAMIC[0] && Arrays.equals(buffer, i, i + DYNAMIC.length, DYNAMIC, 0, DYNAMIC.length)) {
                return true;
            }
        }
        return false;
    }

    /** Outside the heap, which so needs no room for a model that is copied away again at once. */
    private ByteBuffer read() throws IOException {
        URLConnection connection = location.openConnection();
        connection.setUseCaches(false);
        try (ReadableByteChannel channel = Channels.newChannel(connection.getInputStream())) {
            // One byte more than announced, so that the end is seen without growing.
            int announced = Math.max(SMALLEST_BUFFER, connection.getContentLength() + 1);
            ByteBuffer content = direct(announced);
            while (channel.read(content) >= 0) {
                if (!content.hasRemaining()) {
                    content = direct(Math.multiplyExact(content.capacity(), 2)).put(content.flip());
                }
            }
            return content.flip().slice().order(ByteOrder.nativeOrder());
        }
    }

    private static ByteBuffer direct(int capacity) {
        return ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder());
    }

    @Override
    public String toString() {
        return location.toString();
    }
}
