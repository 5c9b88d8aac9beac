package io.github.jtidb.embedding.internal.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.EmbeddingProvider;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.http.FakeService.Asked;
import io.github.jtidb.embedding.internal.http.FakeService.Reply;
import io.github.jtidb.embedding.internal.http.Json;
import io.github.jtidb.embedding.internal.http.ProviderContract;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The wire form that both of Ollama's interfaces share. */
abstract class OllamaContract extends ProviderContract {

    static final String MODEL = "some-model:335m";

    @Override
    protected EmbeddingProvider provider(Environment environment) {
        return new OllamaProvider(environment);
    }

    @Override
    protected String model() {
        return "ollama/" + MODEL;
    }

    @Override
    protected String basePath() {
        return "";
    }

    /** A server of one's own wants none. */
    @Override
    protected String keyVariable() {
        return "";
    }

    @Override
    protected boolean answersByIndex() {
        return false;
    }

    @Override
    protected String side(Asked asked) {
        return "";
    }

    @Override
    protected List<String> sides() {
        return List.of("", "");
    }

    /** Also answers {@code /api/show}, as long as the model is there. */
    protected @Nullable Reply refusal(Asked asked, String path, Set<String> known) {
        boolean show = asked.uri().toString().equals("/api/show");
        if (!asked.method().equals("POST") || !(show || asked.uri().toString().equals(path))) {
            return Reply.of(404, "text/plain", "404 page not found");
        }
        assertThat(asked.header("Authorization")).isEqualTo("Bearer " + KEY);
        JsonNode body = asked.json();
        assertThat(body.fieldNames()).toIterable().isSubsetOf(show ? Set.of("model") : known);
        if (!body.path("model").asText().equals(MODEL)) {
            return Reply.json(404, error(404, "model '" + body.path("model").asText() + "' not found"));
        }
        return show
                ? Reply.json(
                        200,
                        "{\"model_info\": {\"general.architecture\": \"bert\", \"bert.context_length\": 512,"
                                + " \"bert.embedding_length\": " + DIMENSIONS + ", \"vision.embedding_length\": 3}}")
                : null;
    }

    @Override
    protected String error(int status, String message) {
        return Json.object().put("error", message).toString();
    }

    @Test
    void dimensions_areAskedForWithoutEmbedding() {
        try (EmbeddingFunction function = open(undeclared())) {
            assertThat(function.dimensions()).isEqualTo(DIMENSIONS);
            assertThat(function.embedQuery("hello")).containsExactly(vector("hello"));
            assertThat(function.dimensions()).isEqualTo(DIMENSIONS);
        }
        assertThat(service.asked()).hasSize(2);
        assertThat(service.asked().get(0).uri()).hasToString("/api/show");
    }

    @Test
    void dimensionsThatOllamaDoesNotTell_areThoseOfAVector() {
        service.next(Reply.json(200, "{\"model_info\": {\"general.architecture\": \"bert\"}}"));

        try (EmbeddingFunction function = open(undeclared())) {
            assertThat(function.dimensions()).isEqualTo(DIMENSIONS);
        }
        assertThat(service.asked()).hasSize(2);
    }

    @Test
    void modelThatIsNotThere_isToFetch() {
        service.next(Reply.json(404, error(404, "model 'some-model:335m' not found")));

        assertThat(failure(options())).hasMessageContaining("ollama pull " + MODEL);
    }

    @Test
    void timeInMemoryAndContext_areSent() {
        try (EmbeddingFunction function =
                open(options().option("keepAlive", "5m").option("numCtx", 8192))) {
            function.embedQuery("hello");
        }
        try (EmbeddingFunction function = open(options().option("keepAlive", -1))) {
            function.embedQuery("hello");
        }

        assertThat(service.asked().get(0).json().path("keep_alive").textValue()).isEqualTo("5m");
        assertThat(service.asked().get(0).json().path("options")).hasToString("{\"num_ctx\":8192}");
        assertThat(service.asked().get(1).json().path("keep_alive").intValue()).isEqualTo(-1);
        assertThat(service.asked().get(1).json().has("options")).isFalse();
    }
}
