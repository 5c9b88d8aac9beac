package io.github.jtidb.embedding.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on the loopback address that keeps what it is asked, and answers as it is told. Thread-safe. */
public final class FakeService implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Handler usual;
    private final Deque<Handler> next = new ConcurrentLinkedDeque<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Answers a request. */
    @FunctionalInterface
    public interface Handler {

        /** The answer. */
        Reply answer(Asked asked) throws Exception;
    }

    /**
     * A request as it came.
     *
     * @param headers by name, in any case; several values are joined by commas
     */
    public record Asked(String method, URI uri, Map<String, String> headers, byte[] body) {

        /** The body. */
        public JsonNode json() {
            return Json.read(body);
        }

        /** A header, or an empty text. */
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /** All that was sent, as one text. */
        public String whole() {
            return method + " " + uri + " " + headers + " " + new String(body, StandardCharsets.UTF_8);
        }
    }

    /**
     * An answer.
     *
     * @param status 0 to break the connection off without one
     * @param length what Content-Length says; more than the body has, to cut it off
     * @param holds whether to send the first byte only, and hold the rest until the server is closed
     */
    public record Reply(int status, Map<String, String> headers, byte[] body, long length, boolean holds) {

        /** JSON. */
        public static Reply json(int status, String json) {
            return of(status, "application/json", json);
        }

        /** Anything. */
        public static Reply of(int status, String contentType, String body) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            return new Reply(status, Map.of("Content-Type", contentType), bytes, bytes.length, false);
        }

        /** No answer at all. */
        public static Reply broken() {
            return new Reply(0, Map.of(), new byte[0], 0, false);
        }

        /** This answer with one header more. */
        public Reply header(String name, String value) {
            Map<String, String> all = new TreeMap<>(headers);
            all.put(name, value);
            return new Reply(status, all, body, length, holds);
        }

        /** This answer, cut off before its end. */
        public Reply cut() {
            return new Reply(status, headers, body, length + 10, false);
        }

        /** This answer, of which the end does not come. */
        public Reply slow() {
            return new Reply(status, headers, body, length, true);
        }
    }

    /** Starts. */
    public FakeService(Handler usual) throws IOException {
        this.usual = usual;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Where it listens, without a slash at the end. */
    public URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** The next requests, in their order, are answered so. */
    public void next(Handler... handlers) {
        next.addAll(List.of(handlers));
    }

    /** The next requests get these. */
    public void next(Reply... replies) {
        for (Reply reply : replies) {
            next.add(asked -> reply);
        }
    }

    /** All requests so far, in the order in which they came. */
    public List<Asked> asked() {
        return asked;
    }

    /** Waits until the server is closed; what comes then does not matter. */
    public Reply hold() throws InterruptedException {
        closing.await();
        return Reply.broken();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(",", values)));
            Asked request = new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    headers,
                    exchange.getRequestBody().readAllBytes());
            asked.add(request);
            Handler handler = next.poll();
            send(exchange, (handler == null ? usual : handler).answer(request));
        } catch (IOException e) {
            // The client went away, as many tests want it to.
        } catch (Exception | AssertionError e) {
            throw new IllegalStateException(e);
        }
    }

    private void send(HttpExchange exchange, Reply reply) throws IOException, InterruptedException {
        if (reply.status() == 0) {
            return;
        }
        reply.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
        exchange.sendResponseHeaders(reply.status(), reply.length() == 0 ? -1 : reply.length());
        OutputStream out = exchange.getResponseBody();
        if (reply.holds()) {
            out.write(reply.body(), 0, 1);
            out.flush();
            closing.await();
        }
        out.write(reply.body());
        out.flush();
        if (reply.length() == reply.body().length) {
            out.close();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
