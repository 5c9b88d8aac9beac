package io.github.jtidb.embedding.internal.cohere;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.EmbeddingListener;
import io.github.jtidb.embedding.EmbeddingProvider;
import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.embedding.ImageInput;
import io.github.jtidb.embedding.Truncation;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.http.FakeService.Asked;
import io.github.jtidb.embedding.internal.http.FakeService.Reply;
import io.github.jtidb.embedding.internal.http.ImageContract;
import io.github.jtidb.embedding.internal.http.Json;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CohereProviderTest extends ImageContract {

    @Override
    protected EmbeddingProvider provider(Environment environment) {
        return new CohereProvider(environment);
    }

    @Override
    protected String model() {
        return "cohere/" + MODEL;
    }

    @Override
    protected String basePath() {
        return "";
    }

    @Override
    protected String keyVariable() {
        return "COHERE_API_KEY";
    }

    @Override
    protected int batchCap() {
        return 96;
    }

    @Override
    protected boolean answersByIndex() {
        return false;
    }

    @Override
    protected int mostImages() {
        return 1;
    }

    @Override
    protected int mostImageBytes() {
        return 20_000_000;
    }

    @Override
    protected String otherFormat() {
        return "bmp";
    }

    @Override
    protected @Nullable Reply refusal(Asked asked) {
        Reply refusal = refusal(
                asked,
                "/v2/embed",
                Set.of("model", "input_type", "texts", "images", "embedding_types", "output_dimension", "truncate"));
        if (refusal != null) {
            return refusal;
        }
        JsonNode body = asked.json();
        if (body.has("texts") == body.has("images")) {
            return Reply.json(400, error(400, "invalid request: provide one of texts and images"));
        }
        Set<String> kinds = body.has("images")
                ? Set.of("image")
                : Set.of("search_query", "search_document", "classification", "clustering");
        if (!kinds.contains(side(asked))) {
            return Reply.json(400, error(400, "invalid request: valid input_type must be provided with this model"));
        }
        return body.path("texts").size() > 96 || body.path("images").size() > 1
                ? Reply.json(400, error(400, "invalid request: too many inputs"))
                : null;
    }

    @Override
    protected List<String> texts(Asked asked) {
        List<String> texts = new ArrayList<>();
        asked.json().path("texts").forEach(text -> texts.add(text.textValue()));
        asked.json()
                .path("images")
                .forEach(uri ->
                        texts.add(base64(uri.textValue(), "image/png", "image/jpeg", "image/gif", "image/webp")));
        return texts;
    }

    @Override
    protected String side(Asked asked) {
        return asked.json().path("input_type").asText();
    }

    @Override
    protected List<String> sides() {
        return List.of("search_query", "search_document");
    }

    @Override
    protected String answer(List<Item> items) {
        ObjectNode answer = Json.object().put("id", "x").put("response_type", "embeddings_by_type");
        ArrayNode floats = answer.putObject("embeddings").putArray("float");
        items.forEach(item -> vectorInto(floats.addArray(), item.vector()));
        answer.putObject("meta").putObject("billed_units").put("input_tokens", 8);
        return nonFinite(answer);
    }

    @Override
    protected String error(int status, String message) {
        return Json.object().put("id", "x").put("message", message).toString();
    }

    @Test
    void request_hasWhatIsAskedForOnly() {
        try (EmbeddingFunction function = open()) {
            function.embedQuery("hello");
        }
        assertThat(service.asked().get(0).json()).isEqualTo(Json.read("""
                        {"model": "some-model", "input_type": "search_query", "texts": ["hello"], "embedding_types": ["float"]}""".getBytes()));
    }

    @ParameterizedTest
    @EnumSource
    void truncation_isSent(Truncation truncation) {
        try (EmbeddingFunction function = open(options().truncation(truncation).option("documentTask", "clustering"))) {
            function.embedDocuments(List.of("hello"));
        }
        JsonNode body = service.asked().get(0).json();
        assertThat(body.path("truncate").asText()).isEqualTo(truncation.name());
        assertThat(body.path("input_type").asText()).isEqualTo("clustering");
    }

    @Test
    void requestDimensions_isSentWithTextsAndImages() {
        BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
        try (EmbeddingFunction function = open(undeclared().requestDimensions(DIMENSIONS))) {
            function.embedQuery("hello");
            function.embedImage(ImageInput.of(image));
        }
        assertThat(service.asked())
                .extracting(asked -> asked.json().path("output_dimension").asInt())
                .containsExactly(DIMENSIONS, DIMENSIONS);
    }

    @Test
    void tokens_areThoseBilled() {
        List<EmbeddingListener.Request> heard = new ArrayList<>();
        try (EmbeddingFunction function = open(options().listener(heard::add))) {
            function.embedQuery("hello");
        }
        assertThat(heard.get(0).tokens()).hasValue(8);
    }

    @Test
    void conflict_isTriedAgain() {
        service.next(Reply.json(409, error(409, "busy")).header("retry-after-ms", "1"));

        try (EmbeddingFunction function = open()) {
            assertThat(function.embedQuery("hello")).containsExactly(vector("hello"));
        }
    }

    @Test
    void invalidToken_isUnauthorized() {
        service.next(Reply.json(498, error(498, "invalid token")));

        EmbeddingException failure = failure(options());

        assertThat(failure.reason()).isEqualTo(Reason.UNAUTHORIZED);
        assertThat(service.asked()).hasSize(1);
    }

    @Test
    void otherVariables_areReadToo() {
        EmbeddingProvider provider = provider(name -> switch (name) {
            case "CO_API_KEY" -> KEY;
            case "CO_API_URL" -> service.url() + "/";
            default -> null;
        });
        try (EmbeddingFunction function =
                provider.create(Embeddings.model(model()).dimensions(DIMENSIONS))) {
            assertThat(function.embedQuery("hello")).containsExactly(vector("hello"));
        }
    }

    @Test
    void listModels_readsAllPages() {
        service.next(
                Reply.json(
                        200,
                        "{\"models\": [{\"name\": \"embed-v4.0\", \"endpoints\": [\"embed\"]}], \"next_page_token\": \"a=b&c\"}"),
                Reply.json(200, "{\"models\": [{\"name\": \"embed-english-v3.0\"}], \"next_page_token\": null}"));

        assertThat(provider(name -> null).listModels(options()))
                .containsExactly("cohere/embed-english-v3.0", "cohere/embed-v4.0");
        assertThat(service.asked())
                .extracting(asked -> asked.method() + " " + asked.uri())
                .containsExactly(
                        "GET /v1/models?endpoint=embed&page_size=1000",
                        "GET /v1/models?endpoint=embed&page_size=1000&page_token=a%3Db%26c");
    }
}
