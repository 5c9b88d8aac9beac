package io.github.jtidb.embedding.fork;

import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.Embeddings;
import java.io.IOException;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Embeds some texts in a JVM of its own, and counts the sockets that Java code asks for; none of them can connect. The
 * first argument is what to do, the others are texts.
 */
public final class ForkMain {

    static final AtomicInteger sockets = new AtomicInteger();

    private ForkMain() {}

    @SuppressWarnings("deprecation") // The only way to see every java.net.Socket.
    public static void main(String[] arguments) throws IOException {
        Socket.setSocketImplFactory(() -> {
            sockets.incrementAndGet();
            throw new IllegalStateException("no sockets here");
        });
        try {
            if (arguments[0].equals("sockets")) {
                openSockets();
            } else {
                embed(arguments[0], List.of(arguments).subList(1, arguments.length));
            }
        } catch (RuntimeException e) {
            System.out.println(e);
        }
        System.out.println("sockets " + sockets);
    }

    private static void embed(String model, List<String> texts) {
        System.out.println("models " + Embeddings.models());
        System.out.println("module " + Embeddings.class.getModule().getName());
        try (EmbeddingFunction function = Embeddings.open(model)) {
            for (float[] vector : function.embedDocuments(texts)) {
                System.out.println("vector of " + vector.length);
            }
        }
    }

    private static void openSockets() throws IOException {
        try (Socket socket = new Socket()) {
            System.out.println("unexpected " + socket);
        } catch (IllegalStateException e) {
            System.out.println("refused a socket");
        }
        try (SocketChannel channel = SocketChannel.open()) {
            System.out.println("unexpected " + channel);
        } catch (IllegalStateException e) {
            System.out.println("refused a channel");
        }
    }
}
