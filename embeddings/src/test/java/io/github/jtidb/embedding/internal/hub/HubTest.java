package io.github.jtidb.embedding.internal.hub;

import static io.github.jtidb.embedding.internal.Reasons.hasReason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.internal.Environment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models are fetched once, whole or not at all, and the token stays with the hub. */
@Timeout(60)
class HubTest {

    private static final String NETWORK = "onnx/model.onnx";
    private static final String NETWORK_PATH = "/org/tiny/resolve/" + LoopbackHub.COMMIT + "/" + NETWORK;

    private static final Environment NOTHING = name -> null;

    @TempDir
    Path temporary;

    private LoopbackHub hub;
    private Path cache;

    @BeforeEach
    void start() throws IOException {
        Path files = temporary.resolve("files");
        Files.createDirectories(files.resolve("onnx"));
        byte[] network = new byte[300_000];
        new Random(1).nextBytes(network);
        Files.write(files.resolve(NETWORK), network);
        Files.writeString(files.resolve("config.json"), "{}");
        Files.writeString(files.resolve("odd name+%.json"), "{\"odd\": true}");
        Files.writeString(files.resolve("README.md"), "not wanted");
        Files.writeString(files.resolve("empty.json"), "");
        hub = new LoopbackHub(files);
        cache = temporary.resolve("cache");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private ModelOptions options() {
        return Embeddings.model("local/org/tiny").baseUrl(hub.url()).modelFolder(cache);
    }

    private static Path fetch(ModelOptions options) {
        return fetch(options, Set.of("config.json", NETWORK, "odd name+%.json", "empty.json"));
    }

    private static Path fetch(ModelOptions options, Set<String> wanted) {
        HubSettings settings = HubSettings.of(options, NOTHING).withPause(Duration.ofMillis(1));
        return new Hub(settings, options.progress())
                .fetch("org/tiny", all -> all.stream().filter(wanted::contains).toList());
    }

    private void assertWhole(Path folder) throws IOException {
        for (String file : List.of("config.json", NETWORK, "odd name+%.json", "empty.json")) {
            assertThat(folder.resolve(file)).hasBinaryContent(hub.file(file));
        }
        assertThat(folder.resolve("README.md")).doesNotExist();
        assertNoPartsIn(folder);
    }

    private static void assertNoPartsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
        }
    }

    @Test
    void fetch_first_wantedFilesOnly() throws IOException {
        Path folder = fetch(options());

        assertThat(folder).isEqualTo(cache.resolve("org/tiny/main"));
        assertWhole(folder);
        assertThat(hub.requests).first().isEqualTo("GET /api/models/org/tiny/revision/main?blobs=true");
        assertThat(hub.requests)
                .contains("GET " + NETWORK_PATH, "cdn GET " + NETWORK_PATH + "?signature=x")
                .contains("GET /org/tiny/resolve/" + LoopbackHub.COMMIT + "/odd%20name%2B%25.json");
    }

    @Test
    void fetch_again_nothingAsked() throws IOException {
        fetch(options());
        hub.close();
        int asked = hub.requests.size();

        assertWhole(fetch(options()));
        assertThat(hub.requests).hasSize(asked);
    }

    /** As in an image that models were put into beforehand. */
    @Test
    void fetch_folderCompleteAndCannotBeWritten_used() throws IOException {
        Path folder = fetch(options());
        Files.delete(folder.resolve(".lock"));
        Files.createDirectory(folder.resolve(".lock"));

        assertWhole(fetch(options()));
        assertThatThrownBy(() -> fetch(options(), Set.of("README.md")))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("could not be kept in " + folder)
                .hasMessageContaining("modelFolder");
    }

    @Test
    void fetch_moreFilesLater_onlyThoseFromTheSameCommit() throws IOException {
        fetch(options(), Set.of("config.json"));
        hub.requests.clear();

        fetch(options());

        assertThat(hub.requests).noneMatch(request -> request.contains("/api/") || request.contains("config.json"));
        assertWhole(cache.resolve("org/tiny/main"));
    }

    @Test
    void fetch_progress_upToAllBytes() {
        List<Long> done = new ArrayList<>();
        long size = hub.file(NETWORK).length + hub.file("config.json").length;
        hub.fault("cdn", LoopbackHub.cutAfter(100_000));
        hub.fault("cdn", LoopbackHub.status(416));

        fetch(
                options().progress((task, now, total) -> {
                    assertThat(task).isEqualTo("fetching org/tiny");
                    assertThat(total).isEqualTo(size);
                    done.add(now);
                }),
                Set.of("config.json", NETWORK));

        assertThat(done).isSorted().endsWith(size).hasSizeGreaterThan(2);
    }

    @Test
    void fetch_connectionCutOften_goesOnWhereItEnded() throws IOException {
        for (int i = 0; i < 7; i++) {
            hub.fault("cdn", LoopbackHub.cutAfter(40_000));
        }

        assertWhole(fetch(options()));
        assertThat(hub.requests)
                .filteredOn(request -> request.startsWith("cdn"))
                .hasSize(8);
        assertThat(hub.requests)
                .filteredOn(request -> request.contains("bytes="))
                .isNotEmpty();
    }

    @Test
    void fetch_abandoned_laterCallGoesOn() throws IOException {
        hub.fault("cdn", LoopbackHub.cutAfter(200_000));
        for (int i = 0; i < 4; i++) {
            hub.fault("cdn", LoopbackHub.status(503));
        }
        assertThatThrownBy(() -> fetch(options()))
                .isInstanceOfSatisfying(EmbeddingException.class, e -> {
                    assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE);
                    assertThat(e.status()).hasValue(503);
                })
                .hasMessageContaining("in 4 attempts")
                .hasMessageContaining("HF_ENDPOINT");
        Path part = cache.resolve("org/tiny/main/" + NETWORK + ".part");
        long there = Files.size(part);
        assertThat(there).isPositive();
        assertThat(part.resolveSibling("model.onnx")).doesNotExist();

        assertWhole(fetch(options()));
        assertThat(hub.requests).last().asString().startsWith("cdn").endsWith("bytes=" + there + "-");
    }

    @Test
    void fetch_rangeIgnored_beginsAnew() throws IOException {
        hub.fault("cdn", LoopbackHub.cutAfter(100_000));
        hub.fault("cdn", (exchange, content) -> LoopbackHub.send(exchange, 200, content));

        assertWhole(fetch(options()));
    }

    @Test
    void fetch_anotherRangeThanAsked_beginsAnew() throws IOException {
        hub.fault("cdn", LoopbackHub.cutAfter(100_000));
        hub.fault("cdn", (exchange, content) -> {
            exchange.getResponseHeaders().set("Content-Range", "bytes 7-299999/300000");
            LoopbackHub.send(exchange, 206, Arrays.copyOfRange(content, 7, content.length));
        });

        assertWhole(fetch(options()));
    }

    @Test
    void fetch_partOfAnotherFile_replaced() throws IOException {
        Path part = cache.resolve("org/tiny/main/" + NETWORK + ".part");
        Files.createDirectories(part.getParent());
        Files.write(part, new byte[400_000]);

        assertWhole(fetch(options()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cdn", "config.json"})
    void fetch_wrongContent_nothingKept(String path) throws IOException {
        hub.fault(path, LoopbackHub.garbage());

        assertThatThrownBy(() -> fetch(options()))
                .satisfies(hasReason(Reason.INVALID_RESPONSE))
                .hasMessageContaining("other content than its list says")
                .hasMessageContaining(path.equals("cdn") ? "SHA-256" : "Git hash");
        assertNoPartsIn(cache);
        assertThat(cache.resolve("org/tiny/main").resolve(path.equals("cdn") ? NETWORK : path))
                .doesNotExist();

        assertWhole(fetch(options()));
    }

    @Test
    void fetch_moreBytesThanListed_stopped() {
        hub.fault("cdn", (exchange, content) -> LoopbackHub.send(exchange, 200, new byte[content.length + 1]));

        assertThatThrownBy(() -> fetch(options())).hasMessageContaining("more than the 300000 bytes");
    }

    @Test
    void fetch_silentServer_triedAgain() throws IOException {
        hub.fault("cdn", hub.silentAfter(1000));

        assertWhole(fetch(options().timeout(Duration.ofSeconds(2))));
        assertThat(hub.requests)
                .filteredOn(request -> request.startsWith("cdn"))
                .hasSizeGreaterThan(1);
    }

    @Test
    void fetch_busyHub_waits() throws IOException {
        hub.fault("/api/", LoopbackHub.status(429, "Retry-After", "0"));
        hub.fault("/api/", LoopbackHub.status(500));
        hub.fault("/api/", LoopbackHub.status(503));

        assertWhole(fetch(options()));
    }

    @Test
    void fetch_busyForLong_givenUp() {
        hub.fault("/api/", LoopbackHub.status(429, "Retry-After", "3600"));

        assertThatThrownBy(() -> fetch(options())).satisfies(hasReason(Reason.RATE_LIMITED));
    }

    @ParameterizedTest
    @CsvSource({
        "401, RepoNotFound, , UNAUTHORIZED, set HF_TOKEN",
        "401, RepoNotFound, wrong, UNAUTHORIZED, is wrong or may not read it",
        "403, GatedRepo, , UNAUTHORIZED, accept its terms",
        "404, RepoNotFound, , INVALID_REQUEST, ORGANISATION/MODEL",
        "418, , , OTHER, status 418"
    })
    void fetch_refused_saysWhatToDo(int status, String code, String token, Reason reason, String part) {
        hub.fault("/api/", LoopbackHub.status(status, "X-Error-Code", String.valueOf(code)));
        ModelOptions options = token == null ? options() : options().apiKey(token);

        assertThatThrownBy(() -> fetch(options))
                .isInstanceOfSatisfying(EmbeddingException.class, e -> {
                    assertThat(e.reason()).isEqualTo(reason);
                    assertThat(e.status()).hasValue(status);
                })
                .hasMessageContaining("local/org/tiny")
                .hasMessageContaining(part)
                .hasMessageNotContaining("wrong-");
        assertThat(hub.requests).hasSize(1);
    }

    @Test
    void fetch_token_onlyToTheHub() throws IOException {
        hub.wantedToken = "secret-token";

        assertWhole(fetch(options().apiKey("secret-token")));
        assertThat(hub.tokens).isNotEmpty().containsOnly("hub Bearer secret-token");
    }

    @Test
    void fetch_redirects_followedOrRefused() throws IOException {
        hub.fault(
                "config.json",
                LoopbackHub.status(307, "Location", "/org/tiny/resolve/" + LoopbackHub.COMMIT + "/config.json"));
        assertWhole(fetch(options()));

        for (String location : List.of("file:///etc/passwd", "ftp://x.test/", "http://[", "")) {
            hub.fault("README.md", LoopbackHub.status(302, "Location", location));
            assertThatThrownBy(() -> fetch(options(), Set.of("README.md")))
                    .isInstanceOf(EmbeddingException.class)
                    .hasMessageContaining("redirect");
        }
        for (int i = 0; i < 20; i++) {
            hub.fault("README.md", LoopbackHub.status(302, "Location", "README.md"));
        }
        assertThatThrownBy(() -> fetch(options(), Set.of("README.md"))).hasMessageContaining("more than 8 redirects");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>",
                "{}",
                "[]",
                "{\"sha\": \"main\", \"siblings\": []}",
                "{\"sha\": \"" + LoopbackHub.COMMIT + "\"}"
            })
    void fetch_noListing_saysSo(String answer) {
        hub.fault("/api/", (exchange, content) -> LoopbackHub.send(exchange, 200, answer.getBytes("UTF-8")));

        assertThatThrownBy(() -> fetch(options()))
                .satisfies(hasReason(Reason.INVALID_RESPONSE))
                .hasMessageContaining("no list of files")
                .hasMessageNotContaining("html");
    }

    @Test
    void listing_pathsThatLeaveTheFolder_leftOut() throws IOException {
        String files = Stream.of("../x", "/x", "a/../x", "a\\\\x", "c:x", "", "a//x", "a/ok.json", ".gitattributes")
                .map(path -> "{\"rfilename\": \"" + path + "\"}")
                .collect(Collectors.joining(","));

        HubListing listing = HubListing.parse(
                ("{\"sha\": \"" + LoopbackHub.COMMIT + "\", \"siblings\": [" + files + "]}").getBytes("UTF-8"));

        assertThat(listing.files()).containsOnlyKeys("a/ok.json", ".gitattributes");
    }

    @Test
    void fetch_twoAtOnce_eachFileOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Path>> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                calls.add(threads.submit(() -> fetch(options())));
            }
            for (Future<Path> call : calls) {
                assertWhole(call.get());
            }
        } finally {
            threads.shutdown();
        }
        assertThat(hub.requests).doesNotHaveDuplicates();
    }

    @Test
    void fetch_interrupted_cancelled() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> fetch(options())).satisfies(hasReason(Reason.CANCELLED));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void fetch_unreachable_saysWhatToDo() {
        ModelOptions options = options();
        hub.close();

        assertThatThrownBy(() -> fetch(options))
                .satisfies(hasReason(Reason.UNAVAILABLE))
                .hasMessageContaining("local:FOLDER");
    }

    @Test
    void settings_environment_asTheHubsOwnToolsReadIt() {
        ModelOptions options = Embeddings.model("local/org/tiny");
        Map<String, String> environment = Map.of("HF_ENDPOINT", "https://mirror.test/hub/", "HF_TOKEN", " t0ken\n");

        HubSettings settings = HubSettings.of(options, environment::get);

        assertThat(settings.endpoint()).isEqualTo("https://mirror.test/hub");
        assertThat(settings.token()).isEqualTo("t0ken");
        assertThat(settings.toString()).doesNotContain("t0ken");
        assertThat(settings.folder()).isEqualTo(Path.of(System.getProperty("user.home"), ".cache/jtidb/models"));
        HubSettings bare = HubSettings.of(options, NOTHING);
        assertThat(bare.endpoint()).isEqualTo("https://huggingface.co");
        assertThat(bare.token()).isNull();
        HubSettings own =
                HubSettings.of(options.baseUrl(URI.create("https://own.test")).apiKey("k"), environment::get);
        assertThat(own.endpoint()).isEqualTo("https://own.test");
        assertThat(own.token()).isEqualTo("k");
    }

    @Test
    void settings_unsafe_refused() {
        ModelOptions options = Embeddings.model("local/org/tiny").apiKey("s3cret");

        assertUnsafe(options.baseUrl(URI.create("http://mirror.test")), "https");
        assertUnsafe(
                options.httpClient(HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .build()),
                "Redirect.NEVER");
        assertUnsafe(options.option("revision", "../x"), "revision");
        assertUnsafe(options.apiKey("s3cret\nx: y"), "no token has");
        assertThatThrownBy(() -> HubSettings.of(options, name -> "https://u:p@x"))
                .hasMessageContaining("HF_ENDPOINT")
                .hasMessageNotContaining("u:p");
        assertThat(HubSettings.of(options.baseUrl(URI.create("http://localhost:80")), NOTHING)
                        .token())
                .isEqualTo("s3cret");
    }

    private static void assertUnsafe(ModelOptions options, String part) {
        assertThatThrownBy(() -> HubSettings.of(options, NOTHING))
                .satisfies(hasReason(Reason.INVALID_REQUEST))
                .hasMessageContaining(part)
                .hasMessageNotContaining("s3cret");
    }
}
