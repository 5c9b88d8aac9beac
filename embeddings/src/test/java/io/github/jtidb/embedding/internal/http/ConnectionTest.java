package io.github.jtidb.embedding.internal.http;

import static io.github.jtidb.embedding.internal.Reasons.hasReason;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.internal.http.FakeService.Asked;
import io.github.jtidb.embedding.internal.http.FakeService.Reply;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {

    private static final Service SERVICE = new Service() {
        @Override
        public String id() {
            return "test";
        }

        @Override
        public String url() {
            return "https://example.invalid/v1";
        }

        @Override
        public List<String> urlVariables() {
            return List.of("TEST_URL");
        }
    };

    private FakeService server;

    @BeforeEach
    void start() throws Exception {
        server = new FakeService(asked -> Reply.json(200, "[]"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ModelOptions options() {
        return Embeddings.model("test/model").baseUrl(server.url());
    }

    private static Connection open(ModelOptions options) {
        return Connection.open(SERVICE, options, name -> null);
    }

    private Asked ask(ModelOptions options) {
        Connection connection = open(options);
        connection.ask(ApiRequest.post(connection.at("/x"), Json.object()), List.of(), ApiResponse::json);
        return server.asked().get(0);
    }

    @Test
    void plainHttp_doesNotAskForHttp2() {
        assertThat(ask(options()).headers().keySet()).doesNotContain("Upgrade", "Http2-Settings");
    }

    @Test
    void httpClient_ofTheCaller_goesThroughItsProxy() {
        InetSocketAddress proxy =
                new InetSocketAddress("localhost", server.url().getPort());
        ModelOptions options = Embeddings.model("test/model")
                .baseUrl(URI.create("http://far.invalid/v1"))
                .httpClient(
                        HttpClient.newBuilder().proxy(ProxySelector.of(proxy)).build());

        assertThat(ask(options).uri()).hasToString("http://far.invalid/v1/x");
    }

    @ParameterizedTest
    @EnumSource(names = {"ALWAYS", "NORMAL"})
    void httpClient_thatFollowsRedirects_isRefused(HttpClient.Redirect redirect) {
        HttpClient client = HttpClient.newBuilder().followRedirects(redirect).build();

        assertThatThrownBy(() -> open(options().httpClient(client)))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("Redirect.NEVER");
    }

    @Test
    void header_replacesTheUsualOne() {
        Asked asked = ask(options().header("user-agent", "mine").header("X-More", "1"));

        assertThat(asked.header("User-Agent")).isEqualTo("mine");
        assertThat(asked.header("X-More")).isEqualTo("1");
        assertThat(asked.header("Content-Type")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @CsvSource({"Host, a", "content-length, 5", "Upgrade, h2c", "Two Words, a", "Ümlaut, a", "X-Ok, s3cr\u00e9t"})
    void header_thatCannotBeSent_isRefusedWithoutItsValue(String name, String value) {
        assertThatThrownBy(() -> open(options().header(name, value)))
                .satisfies(hasReason(Reason.INVALID_REQUEST))
                .hasMessageContaining(name)
                .hasMessageNotContaining("s3cr");
    }

    @Test
    void optionOfLocalModels_isRefused() {
        assertThatThrownBy(() -> open(options().modelFolder(Path.of("x"))))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("modelFolder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://user:s3cret@localhost/", "s3cret ://", "ftp://s3cret.example", "http:///s3cret"})
    void addressOfTheEnvironment_thatIsNone_isRefusedWithoutShowingIt(String url) {
        assertThatThrownBy(() -> Connection.open(SERVICE, Embeddings.model("test/model"), name -> url))
                .satisfies(hasReason(Reason.INVALID_REQUEST))
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void addressOfTheEnvironment_withoutAScheme_isHttp() {
        String host = server.url().getAuthority();
        Connection connection = Connection.open(SERVICE, Embeddings.model("test/model"), name -> host + "/v1/");

        assertThat(connection.at("/x")).hasToString("http://" + host + "/v1/x");
    }

    /** The service need not work on for an answer that nobody waits for. */
    @Test
    void timeout_closesTheConnection() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI url = URI.create("http://localhost:" + socket.getLocalPort());
            ModelOptions options = Embeddings.model("test/model")
                    .baseUrl(url)
                    .timeout(Duration.ofMillis(200))
                    .maxAttempts(1);
            Connection connection = open(options);
            CompletableFuture<Void> asking = CompletableFuture.runAsync(
                    () -> connection.ask(ApiRequest.get(connection.at("/x")), List.of(), ApiResponse::json));

            try (Socket accepted = socket.accept()) {
                accepted.setSoTimeout(20_000);
                accepted.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[".getBytes(US_ASCII));

                assertThat(accepted.getInputStream().readAllBytes())
                        .asString(US_ASCII)
                        .startsWith("GET /x");
            }
            assertThatThrownBy(asking::join).hasMessageContaining("timeout");
        }
    }
}
