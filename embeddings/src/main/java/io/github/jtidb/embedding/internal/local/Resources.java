package io.github.jtidb.embedding.internal.local;

import io.github.jtidb.embedding.EmbeddingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;

/** Reads the files of a model from the class path or the module path. */
final class Resources {

    private static final int SMALLEST_BUFFER = 1 << 16;

    private Resources() {}

    /** Finds a file: through the context class loader of the thread first, then through that of this library. */
    static URL find(String resource, JarModel model) {
        @Nullable
        ClassLoader[] loaders = {Thread.currentThread().getContextClassLoader(), Resources.class.getClassLoader()};
        for (ClassLoader loader : loaders) {
            URL found = loader == null ? null : loader.getResource(resource);
            if (found != null) {
                return found;
            }
        }
        throw new EmbeddingException(model.name() + " needs the file " + resource
                + ", which is not on the class path: add the dependency " + model.dependency()
                + " (its own dependencies are not used and can be excluded)");
    }

    static InputStream open(URL resource) throws IOException {
        URLConnection connection = resource.openConnection();
        // A cached connection would keep the jar open behind the back of a class loader that is closed later.
        connection.setUseCaches(false);
        return connection.getInputStream();
    }

    /** A whole file outside the heap, which so needs no room for a model that is copied away again at once. */
    static ByteBuffer read(URL resource) throws IOException {
        URLConnection connection = resource.openConnection();
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
}
