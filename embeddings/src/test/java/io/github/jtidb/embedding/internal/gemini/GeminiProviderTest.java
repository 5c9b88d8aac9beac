package io.github.jtidb.embedding.internal.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.EmbeddingProvider;
import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.embedding.Truncation;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.http.FakeService;
import io.github.jtidb.embedding.internal.http.FakeService.Asked;
import io.github.jtidb.embedding.internal.http.FakeService.Reply;
import io.github.jtidb.embedding.internal.http.Json;
import io.github.jtidb.embedding.internal.http.ProviderContract;
import io.github.jtidb.vector.VectorMath;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GeminiProviderTest extends ProviderContract {

    @Override
    protected EmbeddingProvider provider(Environment environment) {
        return new GeminiProvider(environment);
    }

    @Override
    protected String model() {
        return "gemini/some-model";
    }

    @Override
    protected String basePath() {
        return "/v1beta";
    }

    @Override
    protected String keyVariable() {
        return "GOOGLE_API_KEY";
    }

    @Override
    protected int batchCap() {
        return 100;
    }

    @Override
    protected boolean answersByIndex() {
        return false;
    }

    @Override
    protected int wrongKeyStatus() {
        return 400;
    }

    @Override
    protected @Nullable Reply refusal(Asked asked) {
        if (!asked.method().equals("POST")
                || !asked.uri().toString().equals("/v1beta/models/some-model:batchEmbedContents")) {
            return Reply.of(404, "text/html", "<html>nothing here</html>");
        }
        if (!asked.header("x-goog-api-key").equals(KEY)) {
            return Reply.json(400, """
                    {"error": {"code": 400, "message": "API key not valid. Please pass a valid API key.", "status": "INVALID_ARGUMENT",
                     "details": [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID"}]}}""");
        }
        JsonNode requests = asked.json().path("requests");
        for (JsonNode request : requests) {
            for (String name : (Iterable<String>) request::fieldNames) {
                if (!Set.of("model", "content", "taskType", "outputDimensionality")
                        .contains(name)) {
                    return Reply.json(400, error(400, "Invalid JSON payload received. Unknown name " + name));
                }
            }
            if (!request.path("model").asText().equals("models/some-model")
                    || request.path("content").path("parts").size() != 1) {
                return Reply.json(400, error(400, "Request contains an invalid argument."));
            }
        }
        return asked.json().size() != 1 || requests.isEmpty() || requests.size() > 100
                ? Reply.json(400, error(400, "at most 100 requests can be in one batch"))
                : null;
    }

    @Override
    protected List<String> texts(Asked asked) {
        return asked.json()
                .path("requests")
                .valueStream()
                .map(request -> request.at("/content/parts/0/text").textValue())
                .toList();
    }

    @Override
    protected String side(Asked asked) {
        return asked.json().at("/requests/0/taskType").asText();
    }

    @Override
    protected List<String> sides() {
        return List.of("RETRIEVAL_QUERY", "RETRIEVAL_DOCUMENT");
    }

    @Override
    protected String answer(List<Item> items) {
        ObjectNode answer = Json.object();
        ArrayNode embeddings = answer.putArray("embeddings");
        items.forEach(item -> vectorInto(embeddings.addObject().putArray("values"), item.vector()));
        return nonFinite(answer);
    }

    @Override
    protected String error(int status, String message) {
        ObjectNode answer = Json.object();
        answer.putObject("error").put("code", status).put("message", message).put("status", "SOME_STATUS");
        return answer.toString();
    }

    @Test
    void request_hasWhatIsAskedForOnly() {
        try (EmbeddingFunction function = open()) {
            function.embedQuery("hello");
        }
        assertThat(service.asked().get(0).json()).isEqualTo(Json.read("""
                        {"requests": [{"model": "models/some-model", "content": {"parts": [{"text": "hello"}]},
                         "taskType": "RETRIEVAL_QUERY"}]}""".getBytes()));
    }

    @Test
    void requestDimensions_isSent_andTheCutVectorIsNormalized() {
        try (EmbeddingFunction function = open(undeclared().requestDimensions(DIMENSIONS))) {
            assertThat(function.embedQuery("hello")).containsExactly(VectorMath.normalize(vector("hello")));
        }
        try (EmbeddingFunction function =
                open(undeclared().requestDimensions(DIMENSIONS).normalize(false))) {
            assertThat(function.embedQuery("hello")).containsExactly(vector("hello"));
        }
        assertThat(service.asked())
                .extracting(asked ->
                        asked.json().at("/requests/0/outputDimensionality").asInt())
                .containsExactly(DIMENSIONS, DIMENSIONS);
    }

    @Test
    void secondGeneration_isToldByPromptsWhatTextsAreFor() throws Exception {
        try (FakeService any = new FakeService(this::answered);
                EmbeddingFunction function = open("gemini/gemini-embedding-2", any)) {
            function.embedQuery("hello");
            function.embedDocuments(List.of("hello"));

            assertThat(any.asked())
                    .extracting(this::texts)
                    .containsExactly(
                            List.of("task: search result | query: hello"), List.of("title: none | text: hello"));
            assertThat(any.asked())
                    .allSatisfy(
                            asked -> assertThat(asked.json().at("/requests/0").has("taskType"))
                                    .isFalse());
        }
    }

    @Test
    void task_ofTheCaller_isSent() {
        try (EmbeddingFunction function = open(options().option("documentTask", "CLUSTERING"))) {
            function.embedDocuments(List.of("hello"));
        }
        assertThat(service.asked()).extracting(this::side).containsExactly("CLUSTERING");
    }

    @Test
    void longTexts_areSentInRequestsBelowFourMebibytes() {
        List<String> texts =
                IntStream.range(0, 30).mapToObj(i -> i + "\"".repeat(150_000)).toList();

        try (EmbeddingFunction function = open()) {
            assertVectors(function.embedDocuments(texts), texts);
        }
        assertThat(service.asked())
                .hasSizeGreaterThan(1)
                .allSatisfy(asked -> assertThat(asked.body().length).isLessThan(4 << 20));
    }

    @Test
    void delayInTheBody_isHonoured() {
        service.next(Reply.json(429, """
                {"error": {"code": 429, "message": "quota", "status": "RESOURCE_EXHAUSTED",
                 "details": [{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "3600s"}]}}"""));

        assertThat(failure(options())).hasMessageContaining("3600");
        assertThat(service.asked()).hasSize(1);
    }

    @Test
    void otherVariable_isReadToo() {
        EmbeddingProvider provider = provider(name -> name.equals("GEMINI_API_KEY") ? KEY : null);

        try (EmbeddingFunction function = provider.create(Embeddings.model(model())
                .baseUrl(options().baseUrl().orElseThrow())
                .dimensions(DIMENSIONS))) {
            assertThat(function.embedQuery("hello")).containsExactly(vector("hello"));
        }
    }

    @Test
    void truncation_isRefused() {
        assertThatThrownBy(() -> open(options().truncation(Truncation.END)))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("truncation");
    }

    @Test
    void listModels_givesThoseThatEmbed() {
        service.next(Reply.json(200, """
                {"models": [{"name": "models/gemini-embedding-001", "supportedGenerationMethods": ["embedContent"]},
                            {"name": "models/gemini-flash", "supportedGenerationMethods": ["generateContent"]}],
                 "nextPageToken": "2"}"""), Reply.json(200, """
                {"models": [{"name": "models/a-embedding", "supportedGenerationMethods": ["x", "embedContent"]}]}"""));

        assertThat(provider(name -> null).listModels(options()))
                .containsExactly("gemini/a-embedding", "gemini/gemini-embedding-001");
        assertThat(service.asked())
                .extracting(asked -> asked.method() + " " + asked.uri())
                .containsExactly("GET /v1beta/models?pageSize=1000", "GET /v1beta/models?pageSize=1000&pageToken=2");
    }
}
