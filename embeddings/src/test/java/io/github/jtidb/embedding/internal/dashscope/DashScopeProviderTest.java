package io.github.jtidb.embedding.internal.dashscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.EmbeddingProvider;
import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.embedding.Truncation;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.http.FakeService;
import io.github.jtidb.embedding.internal.http.FakeService.Asked;
import io.github.jtidb.embedding.internal.http.FakeService.Reply;
import io.github.jtidb.embedding.internal.http.Json;
import io.github.jtidb.embedding.internal.http.OpenAiContract;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DashScopeProviderTest extends OpenAiContract {

    @Override
    protected EmbeddingProvider provider(Environment environment) {
        return new DashScopeProvider(environment);
    }

    @Override
    protected String model() {
        return "dashscope/" + MODEL;
    }

    @Override
    protected String basePath() {
        return "/api/v1";
    }

    @Override
    protected String keyVariable() {
        return "DASHSCOPE_API_KEY";
    }

    @Override
    protected int batchCap() {
        return 10;
    }

    @Override
    protected @Nullable Reply refusal(Asked asked) {
        Reply refusal = refusal(
                asked,
                "/api/v1/services/embeddings/text-embedding/text-embedding",
                Set.of("model", "input", "parameters"));
        if (refusal != null) {
            return refusal;
        }
        for (String name : (Iterable<String>) asked.json().path("parameters")::fieldNames) {
            if (!Set.of("text_type", "dimension", "instruct").contains(name)) {
                return Reply.json(400, error(400, "unknown parameter " + name));
            }
        }
        return texts(asked).size() > 10
                ? Reply.json(400, error(400, "batch size is invalid, it should not be larger than 10."))
                : null;
    }

    @Override
    protected List<String> texts(Asked asked) {
        return asked.json()
                .at("/input/texts")
                .valueStream()
                .map(JsonNode::textValue)
                .toList();
    }

    @Override
    protected String side(Asked asked) {
        return asked.json().at("/parameters/text_type").asText();
    }

    @Override
    protected List<String> sides() {
        return List.of("query", "document");
    }

    @Override
    protected String answer(List<Item> items) {
        ObjectNode answer =
                Json.object().put("status_code", 200).put("request_id", "x").put("code", "");
        ArrayNode embeddings = answer.putObject("output").putArray("embeddings");
        for (Item item : items) {
            vectorInto(embeddings.addObject().put("text_index", item.index()).putArray("embedding"), item.vector());
        }
        answer.putObject("usage").put("total_tokens", 27);
        return nonFinite(answer);
    }

    @Override
    protected String error(int status, String message) {
        return Json.object()
                .put("code", "SomeCode")
                .put("message", message)
                .put("request_id", "x")
                .toString();
    }

    @Test
    void request_hasWhatIsAskedForOnly() {
        try (EmbeddingFunction function = open()) {
            function.embedQuery("hello");
        }
        assertThat(service.asked().get(0).json()).isEqualTo(Json.read("""
                        {"model": "some-model", "input": {"texts": ["hello"]}, "parameters": {"text_type": "query"}}""".getBytes()));
    }

    @Test
    void dimensionAndInstruct_areSent_theLatterForQueries() {
        try (EmbeddingFunction function =
                open(undeclared().requestDimensions(DIMENSIONS).option("instruct", "Find the law"))) {
            function.embedQuery("hello");
            function.embedDocuments(List.of("hello"));
        }
        JsonNode query = service.asked().get(0).json().path("parameters");
        JsonNode document = service.asked().get(1).json().path("parameters");
        assertThat(query.path("instruct").asText()).isEqualTo("Find the law");
        assertThat(document.has("instruct")).isFalse();
        assertThat(List.of(query, document))
                .allSatisfy(parameters ->
                        assertThat(parameters.path("dimension").asInt()).isEqualTo(DIMENSIONS));
    }

    @ParameterizedTest
    @CsvSource({"text-embedding-v4, 3", "text-embedding-v3, 3", "text-embedding-v2, 1", "text-embedding-v1, 1"})
    void batches_areThoseOfTheModel(String model, int requests) throws Exception {
        try (FakeService any = new FakeService(this::answered);
                EmbeddingFunction function = open("dashscope/" + model, any)) {
            assertVectors(function.embedDocuments(numbered(25)), numbered(25));

            assertThat(any.asked()).hasSize(requests);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, Arrearage, UNAUTHORIZED",
        "400, DataInspectionFailed, INVALID_REQUEST",
        "400, InvalidParameter, INVALID_REQUEST",
        "401, InvalidApiKey, UNAUTHORIZED",
        "403, AccessDenied.Unpurchased, UNAUTHORIZED",
        "404, ModelNotFound, INVALID_REQUEST",
        "413, BadRequest.TooLarge, INVALID_REQUEST"
    })
    void failureThatStays_isNotTriedAgain(int status, String code, Reason reason) {
        service.next(Reply.json(status, "{\"code\": \"" + code + "\", \"message\": \"no\", \"request_id\": \"x\"}"));

        assertThat(failure(options()).reason()).isEqualTo(reason);
        assertThat(service.asked()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"429, Throttling.RateQuota", "500, InternalError.Algo", "503, ModelServingError", "408, RequestTimeOut"
    })
    void failureThatPasses_isTriedAgain(int status, String code) {
        service.next(Reply.json(status, "{\"code\": \"" + code + "\", \"message\": \"busy\", \"request_id\": \"x\"}")
                .header("retry-after-ms", "1"));

        try (EmbeddingFunction function = open()) {
            assertThat(function.embedQuery("hello")).containsExactly(vector("hello"));
        }
    }

    @Test
    void everyRegion_needsAKey() {
        URI singapore = URI.create("https://dashscope-intl.aliyuncs.com/api/v1");

        assertThatThrownBy(() -> open(Embeddings.model(model()).baseUrl(singapore)))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("DASHSCOPE_API_KEY");
    }

    @Test
    void truncation_isRefused() {
        assertThatThrownBy(() -> open(options().truncation(Truncation.END)))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("truncation");
    }
}
