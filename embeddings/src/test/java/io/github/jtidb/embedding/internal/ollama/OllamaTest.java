package io.github.jtidb.embedding.internal.ollama;

import static io.github.jtidb.embedding.internal.Reasons.hasReason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.embedding.Truncation;
import io.github.jtidb.embedding.internal.http.FakeService.Asked;
import io.github.jtidb.embedding.internal.http.FakeService.Reply;
import io.github.jtidb.embedding.internal.http.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /api/embed}. */
class OllamaTest extends OllamaContract {

    @Override
    protected int batchCap() {
        return 64;
    }

    @Override
    protected @Nullable Reply refusal(Asked asked) {
        return refusal(
                asked, "/api/embed", Set.of("model", "input", "truncate", "dimensions", "keep_alive", "options"));
    }

    @Override
    protected List<String> texts(Asked asked) {
        return asked.json().path("input").valueStream().map(JsonNode::textValue).toList();
    }

    @Override
    protected String answer(List<Item> items) {
        ObjectNode answer = Json.object().put("model", MODEL).put("total_duration", 14143917L);
        ArrayNode embeddings = answer.putArray("embeddings");
        items.forEach(item -> vectorInto(embeddings.addArray(), item.vector()));
        return nonFinite(answer.put("prompt_eval_count", 8));
    }

    @Test
    void request_hasOnlyModelAndTextsUnlessMoreIsAskedFor() {
        try (EmbeddingFunction function = open()) {
            function.embedQuery("hello");
        }
        assertThat(service.asked().get(0).json()).hasToString("{\"model\":\"some-model:335m\",\"input\":[\"hello\"]}");
    }

    @Test
    void lengthAndTruncation_areSent() {
        try (EmbeddingFunction function =
                open(options().requestDimensions(DIMENSIONS).truncation(Truncation.NONE))) {
            function.embedQuery("hello");
        }
        try (EmbeddingFunction function = open(options().truncation(Truncation.END))) {
            function.embedQuery("hello");
        }

        assertThat(service.asked().get(0).json())
                .hasToString(
                        "{\"model\":\"some-model:335m\",\"input\":[\"hello\"],\"truncate\":false,\"dimensions\":8}");
        assertThat(service.asked().get(1).json().path("truncate").asBoolean()).isTrue();
    }

    @Test
    void tooLongAndNotTruncated_isRefused() {
        service.next(Reply.json(400, error(400, "the input length exceeds the context length")));

        EmbeddingException failure = failure(options().truncation(Truncation.NONE));

        assertThat(failure.reason()).isEqualTo(Reason.INVALID_REQUEST);
        assertThat(failure).hasMessageContaining("the input length exceeds the context length");
    }

    @Test
    void optionsThatTheInterfaceLacks_areRefused() {
        assertThatThrownBy(() -> open(options().normalize(false))).hasMessageContaining("legacy");
        assertThatThrownBy(() -> open(options().truncation(Truncation.START))).hasMessageContaining("END");
        assertThatThrownBy(() -> open(options().option("legacy", "yes"))).hasMessageContaining("true or false");
        assertThatThrownBy(() -> open(options().option("numCtx", 0))).hasMessageContaining("1 or more");
        assertThatThrownBy(() -> open(options().option("keepAlive", List.of()))).hasMessageContaining("5m");
    }

    @Test
    void fullQueue_isWaitedFor() {
        Reply full = Reply.json(503, error(503, "server busy, please try again.  maximum pending requests exceeded"))
                .header("retry-after-ms", "1");
        service.next(full, full);

        try (EmbeddingFunction function = open()) {
            assertThat(function.embedQuery("hello")).containsExactly(vector("hello"));
        }
        assertThat(service.asked()).hasSize(3);
    }

    @Test
    void prompts_areFoundWhateverTheTag() {
        service.next(this::answered);

        try (EmbeddingFunction function = open(Embeddings.model("ollama/nomic-embed-text:v1.5")
                .baseUrl(service.url())
                .requestDimensions(DIMENSIONS)
                .apiKey(KEY))) {
            function.embedQuery("hello");
        }

        assertThat(texts(service.asked().get(0))).containsExactly("search_query: hello");
    }

    @Test
    void hostAndKeyOfTheEnvironment_areTaken() {
        Map<String, String> variables =
                Map.of("OLLAMA_HOST", "localhost:" + service.url().getPort(), "OLLAMA_API_KEY", KEY);

        try (EmbeddingFunction function =
                provider(variables::get).create(Embeddings.model(model()).dimensions(DIMENSIONS))) {
            assertThat(function.embedQuery("hello")).containsExactly(vector("hello"));
        }
    }

    @Test
    void noKey_isNeeded() {
        service.next(this::answered);

        try (EmbeddingFunction function =
                open(Embeddings.model(model()).baseUrl(service.url()).dimensions(DIMENSIONS))) {
            function.embedQuery("hello");
        }

        assertThat(service.asked().get(0).headers()).doesNotContainKey("Authorization");
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, http://example.com:11434",
        "example.com:56789, http://example.com:56789",
        ":56789, http://127.0.0.1:56789",
        "0.0.0.0, http://127.0.0.1:11434",
        "[::], http://127.0.0.1:11434",
        "[::1]:56789, http://[::1]:56789",
        "https://example.com, https://example.com",
        "http://0.0.0.0:1/behind/a/proxy, http://127.0.0.1:1/behind/a/proxy",
        "'\"example.com\"', http://example.com:11434"
    })
    void host_isReadAsTheServerReadsIt(String value, String url) {
        assertThat(OllamaHost.url(value)).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://user:s3cr3t@example.com", "ftp://s3cr3t", "a b s3cr3t", "http://", "::s3cr3t"})
    void hostThatIsNone_isRefusedWithoutShowingIt(String value) {
        assertThatThrownBy(() -> OllamaHost.url(value))
                .satisfies(hasReason(Reason.INVALID_REQUEST))
                .hasMessageContaining("OLLAMA_HOST")
                .hasMessageNotContaining("s3cr3t");
    }

    @Test
    void listModels_givesFullNames() {
        service.next(Reply.json(
                200, "{\"models\": [{\"name\": \"nomic-embed-text:latest\"}, {\"name\": \"bge-m3:567m\"}]}"));

        assertThat(provider(name -> null).listModels(options()))
                .containsExactly("ollama/bge-m3:567m", "ollama/nomic-embed-text:latest");
        assertThat(service.asked().get(0).uri()).hasToString("/api/tags");
    }
}
