package io.github.jtidb.embedding.internal.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A hub with one model, org/tiny, and a second server that large files are redirected to, as the real one does. What it does
 * wrong is told beforehand: each fault happens once, at the first request that it fits.
 */
final class LoopbackHub implements AutoCloseable {

    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    /** Files that are stored elsewhere. */
    private static final String LARGE = ".onnx";

    /** A fault: what path it is for, and what is done in place of an answer. */
    record Fault(String path, Action action) {}

    interface Action {
        void answer(HttpExchange exchange, byte[] content) throws IOException;
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer hub = start();
    private final HttpServer cdn = start();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, byte[]> files = new TreeMap<>();
    private final ConcurrentLinkedQueue<Fault> faults = new ConcurrentLinkedQueue<>();

    /** As {@code GET path}, with the range, if any, and {@code cdn } before those of the second server. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    /** The tokens that came, each behind the server that got it. */
    final List<String> tokens = new CopyOnWriteArrayList<>();

    volatile String wantedToken = "";

    LoopbackHub(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) found.filter(Files::isRegularFile)::iterator) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        hub.createContext("/", exchange -> handle("hub", exchange));
        cdn.createContext("/", exchange -> handle("cdn", exchange));
    }

    private HttpServer start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(threads);
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + hub.getAddress().getPort());
    }

    byte[] file(String path) {
        return Objects.requireNonNull(files.get(path), path);
    }

    void fault(String path, Action action) {
        faults.add(new Fault(path, action));
    }

    /** Sends the beginning of a file and then closes the connection. */
    static Action cutAfter(int bytes) {
        return (exchange, content) -> {
            int start = start(exchange);
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + start + "-" + (content.length - 1) + "/" + content.length);
            exchange.sendResponseHeaders(start > 0 ? 206 : 200, content.length - start);
            exchange.getResponseBody().write(content, start, Math.min(bytes, content.length - start));
            exchange.getResponseBody().flush();
            throw new IOException("cut here");
        };
    }

    static Action status(int status, String... headers) {
        return (exchange, content) -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, -1);
        };
    }

    /** Sends the beginning of a file and then nothing more. */
    Action silentAfter(int bytes) {
        return (exchange, content) -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, bytes);
            exchange.getResponseBody().flush();
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /** Another file of the same length. */
    static Action garbage() {
        return (exchange, content) -> {
            byte[] wrong = content.clone();
            wrong[wrong.length - 1] ^= 1;
            send(exchange, 200, wrong);
        };
    }

    private void handle(String server, HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String range = exchange.getRequestHeaders().getFirst("Range");
        requests.add((server.equals("cdn") ? "cdn " : "") + exchange.getRequestMethod() + " " + exchange.getRequestURI()
                + (range == null ? "" : " " + range));
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        if (token != null) {
            tokens.add(server + " " + token);
        }
        try (exchange) {
            String file = path.substring(path.lastIndexOf("/resolve/" + COMMIT + "/") + 1)
                    .replace("resolve/" + COMMIT + "/", "");
            byte[] content = files.getOrDefault(file, new byte[0]);
            for (Fault fault : faults) {
                if ((server + " " + path).contains(fault.path()) && faults.remove(fault)) {
                    fault.action().answer(exchange, content);
                    return;
                }
            }
            if (server.equals("hub")) {
                answer(exchange, path, file, token);
            } else {
                sendRange(exchange, content);
            }
        }
    }

    private void answer(HttpExchange exchange, String path, String file, String token) throws IOException {
        if (!wantedToken.isEmpty() && !("Bearer " + wantedToken).equals(token)) {
            status(401, "X-Error-Code", "RepoNotFound").answer(exchange, new byte[0]);
        } else if (path.equals("/api/models/org/tiny/revision/main")
                && "blobs=true".equals(exchange.getRequestURI().getQuery())) {
            send(exchange, 200, listing().getBytes(StandardCharsets.UTF_8));
        } else if (!path.startsWith("/org/tiny/resolve/" + COMMIT + "/") || !files.containsKey(file)) {
            status(404, "X-Error-Code", "EntryNotFound").answer(exchange, new byte[0]);
        } else if (file.endsWith(LARGE)) {
            String target = "http://127.0.0.1:" + cdn.getAddress().getPort() + path + "?signature=x";
            status(302, "Location", target, "X-Linked-Size", "" + file(file).length)
                    .answer(exchange, new byte[0]);
        } else {
            sendRange(exchange, file(file));
        }
    }

    private String listing() {
        return files.entrySet().stream()
                .map(file -> {
                    byte[] content = file.getValue();
                    String large = file.getKey().endsWith(LARGE)
                            ? ",\"lfs\":{\"sha256\":\"" + hash("SHA-256", content) + "\",\"size\":" + content.length
                                    + ",\"pointerSize\":130}"
                            : "";
                    byte[] header = ("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII);
                    byte[] blob = Arrays.copyOf(header, header.length + content.length);
                    System.arraycopy(content, 0, blob, header.length, content.length);
                    return "{\"rfilename\":\"" + file.getKey() + "\",\"size\":" + content.length + ",\"blobId\":\""
                            + hash("SHA-1", blob) + "\"" + large + "}";
                })
                .collect(Collectors.joining(
                        ",", "{\"id\":\"org/tiny\",\"sha\":\"" + COMMIT + "\",\"siblings\":[", "]}"));
    }

    private static String hash(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int start(HttpExchange exchange) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        return range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    }

    private static void sendRange(HttpExchange exchange, byte[] content) throws IOException {
        int start = start(exchange);
        if (start >= content.length && start > 0) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        if (start > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + start + "-" + (content.length - 1) + "/" + content.length);
        }
        send(exchange, start > 0 ? 206 : 200, Arrays.copyOfRange(content, start, content.length));
    }

    static void send(HttpExchange exchange, int status, byte[] content) throws IOException {
        exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
    }

    @Override
    public void close() {
        closed.countDown();
        hub.stop(0);
        cdn.stop(0);
        threads.shutdown();
    }
}
