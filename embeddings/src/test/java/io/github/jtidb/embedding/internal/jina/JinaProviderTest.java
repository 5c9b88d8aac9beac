package io.github.jtidb.embedding.internal.jina;

import static io.github.jtidb.embedding.internal.Reasons.hasReason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.EmbeddingProvider;
import io.github.jtidb.embedding.Truncation;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.http.FakeService;
import io.github.jtidb.embedding.internal.http.FakeService.Asked;
import io.github.jtidb.embedding.internal.http.FakeService.Reply;
import io.github.jtidb.embedding.internal.http.Json;
import io.github.jtidb.embedding.internal.http.OpenAiContract;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JinaProviderTest extends OpenAiContract {

    @Override
    protected EmbeddingProvider provider(Environment environment) {
        return new JinaProvider(environment);
    }

    @Override
    protected String model() {
        return "jina_ai/" + MODEL;
    }

    @Override
    protected String keyVariable() {
        return "JINA_API_KEY";
    }

    @Override
    protected int batchCap() {
        return 512;
    }

    @Override
    protected @Nullable Reply refusal(Asked asked) {
        Reply refusal = refusal(asked, "/v1/embeddings", Set.of("model", "input", "task", "dimensions", "truncate"));
        if (refusal != null) {
            return refusal;
        }
        JsonNode body = asked.json();
        boolean tooLong = texts(asked).stream().anyMatch(text -> text.startsWith("too long"))
                && !body.path("truncate").asBoolean();
        return body.path("input").size() > 512 || tooLong
                ? Reply.json(422, error(422, "[RID: x] Validation error: Invalid value"))
                : null;
    }

    @Override
    protected String side(Asked asked) {
        return asked.json().path("task").asText();
    }

    @Override
    protected List<String> sides() {
        return List.of("retrieval.query", "retrieval.passage");
    }

    @Override
    protected String error(int status, String message) {
        return Json.object().put("detail", message).toString();
    }

    @Test
    void request_hasWhatIsAskedForOnly() {
        try (EmbeddingFunction function = open()) {
            function.embedQuery("hello");
            assertThat(function.embedsImages()).isFalse();
        }
        assertThat(service.asked().get(0).json())
                .isEqualTo(
                        Json.read("{\"model\": \"some-model\", \"task\": \"retrieval.query\", \"input\": [\"hello\"]}"
                                .getBytes()));
    }

    /** What the models were trained for; an empty text stands for nothing said. */
    @ParameterizedTest
    @CsvSource({
        "jina-embeddings-v3, retrieval.query, retrieval.passage",
        "jina-embeddings-v4, retrieval.query, retrieval.passage",
        "jina-embeddings-v5-text-small, retrieval.query, retrieval.passage",
        "jina-clip-v2, retrieval.query, ''",
        "jina-clip-v1, '', ''",
        "jina-embeddings-v2-base-en, '', ''",
        "jina-code-embeddings-1.5b, nl2code.query, nl2code.passage"
    })
    void task_isThatOfTheModel(String model, String query, String document) throws Exception {
        try (FakeService any = new FakeService(this::answered);
                EmbeddingFunction function = open("jina_ai/" + model, any)) {
            function.embedQuery("x");
            function.embedDocuments(List.of("x"));

            assertThat(any.asked()).extracting(this::side).containsExactly(query, document);
            assertThat(any.asked())
                    .extracting(asked -> asked.json().has("task"))
                    .containsExactly(!query.isEmpty(), !document.isEmpty());
        }
    }

    @Test
    void task_ofTheCaller_isSent() {
        try (EmbeddingFunction function =
                open(options().option("queryTask", "code.query").option("documentTask", ""))) {
            function.embedQuery("hello");
            function.embedDocuments(List.of("hello"));
        }
        assertThat(service.asked()).extracting(this::side).containsExactly("code.query", "");
    }

    @Test
    void textTooLong_isRefusedUnlessItsEndIsCut() {
        try (EmbeddingFunction function = open()) {
            assertThatThrownBy(() -> function.embedQuery("too long ..."))
                    .satisfies(hasReason(Reason.INVALID_REQUEST))
                    .hasMessageContaining("Validation error");
        }
        try (EmbeddingFunction function = open(options().truncation(Truncation.END))) {
            assertThat(function.embedQuery("too long ...")).containsExactly(vector("too long ..."));
        }
        assertThatThrownBy(() -> open(options().truncation(Truncation.START)))
                .satisfies(hasReason(Reason.INVALID_REQUEST))
                .hasMessageContaining("END");
    }

    @Test
    void requestDimensions_isSent() {
        try (EmbeddingFunction function =
                open(undeclared().requestDimensions(DIMENSIONS).truncation(Truncation.NONE))) {
            assertThat(function.embedQuery("hello")).containsExactly(vector("hello"));
        }
        JsonNode body = service.asked().get(0).json();
        assertThat(body.path("dimensions").asInt()).isEqualTo(DIMENSIONS);
        assertThat(body.path("truncate").asBoolean(true)).isFalse();
    }

    @Test
    void noBalance_isUnauthorized() {
        service.next(
                Reply.json(403, "{\"code\": \"AUTHZ_INSUFFICIENT_BALANCE\", \"detail\": \"Insufficient balance\"}"));

        assertThat(failure(options()))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNAUTHORIZED))
                .hasMessageContaining("Insufficient balance");
    }
}
