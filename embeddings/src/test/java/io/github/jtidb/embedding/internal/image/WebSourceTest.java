package io.github.jtidb.embedding.internal.image;

import static io.github.jtidb.embedding.internal.Reasons.hasReason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.ImageInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images of the web, from a server that behaves and one that does not. */
@Timeout(60)
class WebSourceTest {

    private static final String SECRET = "?key=secret#secret";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    /** Closed when a test ends, so that answers that never end do. */
    private final CountDownLatch over = new CountDownLatch(1);

    private HttpServer server;
    private byte[] png;

    @BeforeEach
    void start() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(PillowTest.scene(40, 30), "png", file);
        png = file.toByteArray();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path + " " + exchange.getProtocol());
        switch (path.split("/")[1]) {
            case "cat.png" -> send(exchange, 200, "image/png", png);
            case "untyped" -> send(exchange, 200, null, png);
            case "octets" -> send(exchange, 200, "Application/Octet-Stream; x=y", png);
            case "page" -> send(exchange, 200, "text/html; charset=utf-8", png);
            case "lie" -> send(exchange, 200, "image/png", "<html>secret</html>".getBytes());
            case "status" -> send(exchange, Integer.parseInt(path.split("/")[2]), "text/plain", "secret".getBytes());
            case "moved" -> {
                int left = Integer.parseInt(path.split("/")[2]);
                exchange.getResponseHeaders().add("Location", left == 1 ? "/cat.png" : "/moved/" + (left - 1));
                send(exchange, 302, null, new byte[10]);
            }
            case "astray" -> {
                exchange.getResponseHeaders().add("Location", "file:///etc/passwd");
                send(exchange, 301, null, new byte[0]);
            }
            case "endless" -> {
                exchange.getResponseHeaders().add("Content-Type", "image/png");
                exchange.sendResponseHeaders(200, 0);
                try (OutputStream out = exchange.getResponseBody()) {
                    for (long sent = 0; sent < 4L * ImageSource.MOST_BYTES; sent += 1 << 16) {
                        out.write(new byte[1 << 16]);
                    }
                }
                requests.add("read to the end");
            }
            case "stalled" -> {
                exchange.getResponseHeaders().add("Content-Type", "image/png");
                exchange.sendResponseHeaders(200, png.length);
                exchange.getResponseBody().write(png, 0, 10);
                exchange.getResponseBody().flush();
                requests.add("stalled");
                await(over);
                exchange.close();
            }
            case "cut" -> {
                exchange.sendResponseHeaders(200, png.length);
                exchange.getResponseBody().write(png, 0, png.length - 50);
                exchange.close();
            }
            default -> send(exchange, 404, null, new byte[0]);
        }
    }

    private static void send(HttpExchange exchange, int status, @Nullable String type, byte[] body) throws IOException {
        if (type != null) {
            exchange.getResponseHeaders().add("Content-Type", type);
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(50, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cat.png", "/cat.png" + SECRET, "/untyped", "/octets", "/moved/1", "/moved/5"})
    void decode_image_fetchedByHttp11(String path) {
        assertThat(ImageInput.of(uri(path)).decode().getWidth()).isEqualTo(40);
        assertThat(ImageInput.of(uri(path)).bytes()).isEqualTo(png);
        assertThat(requests)
                .allSatisfy(request -> assertThat(request).startsWith("GET /").endsWith(" HTTP/1.1"));
    }

    @ParameterizedTest
    @CsvSource({
        "/page, INVALID_REQUEST, text/html",
        "/lie, INVALID_REQUEST, HTML",
        "/moved/6, INVALID_REQUEST, more than 5 redirects",
        "/astray, INVALID_REQUEST, no proper address",
        "/endless, INVALID_REQUEST, 64 MiB",
        "/cut, UNAVAILABLE, could not be fetched"
    })
    void bytes_noImage_refused(String path, Reason reason, String message) {
        fails(reason, () -> ImageInput.of(uri(path + SECRET)).bytes())
                .hasMessageContaining(message)
                .hasMessageContaining("http://localhost:");

        assertThat(requests).doesNotContain("read to the end");
    }

    @ParameterizedTest
    @CsvSource({
        "401, INVALID_REQUEST",
        "404, INVALID_REQUEST",
        "206, INVALID_REQUEST",
        "429, RATE_LIMITED",
        "500, UNAVAILABLE",
        "503, UNAVAILABLE"
    })
    void bytes_otherStatus_reason(int status, Reason reason) {
        fails(reason, () -> ImageInput.of(uri("/status/" + status + SECRET)).bytes())
                .hasMessageContaining("status " + status)
                .isInstanceOfSatisfying(
                        EmbeddingException.class, e -> assertThat(e.status()).isEqualTo(OptionalInt.of(status)));
    }

    @Test
    void bytes_stalled_timeUp() {
        WebSource source = new WebSource(uri("/stalled"));

        fails(Reason.CANCELLED, () -> source.bytes(Duration.ofMillis(300))).hasMessageContaining("in time");
    }

    @Test
    void bytes_interrupted_endsAtOnceAndKeepsTheFlag() throws Exception {
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                ImageInput.of(uri("/stalled")).bytes();
            } catch (EmbeddingException e) {
                thrown.set(Thread.currentThread().isInterrupted() ? e : new AssertionError("no flag", e));
            }
        });
        caller.start();
        while (!requests.contains("stalled")) {
            Thread.onSpinWait();
        }
        caller.interrupt();
        caller.join();

        assertThat(thrown.get()).satisfies(hasReason(Reason.CANCELLED));
    }

    @Test
    void bytes_noServer_unavailable() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        fails(
                        Reason.UNAVAILABLE,
                        () -> ImageInput.of(URI.create("http://localhost:" + port + "/a.png" + SECRET))
                                .bytes())
                .hasMessageContaining("ConnectException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://secret:secret@localhost/a.png",
                "http:///a.png",
                "https:cat.png",
                "http://localhost:99999/a.png"
            })
    void bytes_badAddress_refusedUnasked(String address) {
        fails(Reason.INVALID_REQUEST, () -> ImageInput.of(URI.create(address)).bytes());
    }

    @ParameterizedTest
    @CsvSource({
        "https://93.184.216.34/a, http://93.184.216.34/b, https to http",
        "http://93.184.216.34/a, http://127.0.0.1/b, private",
        "http://93.184.216.34/a, http://169.254.169.254/b, private",
        "http://93.184.216.34/a, http://10.1.2.3/b, private",
        "http://93.184.216.34/a, http://192.168.0.1/b, private",
        "http://93.184.216.34/a, http://100.64.0.1/b, private",
        "http://93.184.216.34/a, 'http://[fd00::1]/b', private",
        "http://93.184.216.34/a, 'http://[::1]/b', private",
        "http://93.184.216.34/a, 'http://[::ffff:127.0.0.1]/b', private",
        "http://93.184.216.34/a, ftp://93.184.216.34/b, proper address",
        "http://93.184.216.34/a, http://secret:secret@93.184.216.34/b, user",
        "http://93.184.216.34/a, 'http://a b', no address"
    })
    void redirect_astray_refused(URI from, String to, String message) {
        fails(Reason.INVALID_REQUEST, () -> WebAddress.redirect(from, to, "The image"))
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "http://93.184.216.34/a/b, c.png, http://93.184.216.34/a/c.png",
        "http://93.184.216.34/a/b, //93.184.216.35/c, http://93.184.216.35/c",
        "http://93.184.216.34/a, https://93.184.216.34/a, https://93.184.216.34/a",
        "http://127.0.0.1/a, http://10.0.0.1/a, http://10.0.0.1/a"
    })
    void redirect_well_followed(URI from, String location, URI to) {
        assertThat(WebAddress.redirect(from, location, "The image")).isEqualTo(to);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> fails(Reason reason, ThrowingCallable call) {
        return assertThatThrownBy(call).satisfies(hasReason(reason)).hasMessageNotContaining("secret");
    }
}
