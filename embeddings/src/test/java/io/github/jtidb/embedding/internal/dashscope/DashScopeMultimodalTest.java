package io.github.jtidb.embedding.internal.dashscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.EmbeddingProvider;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.http.FakeService.Asked;
import io.github.jtidb.embedding.internal.http.FakeService.Reply;
import io.github.jtidb.embedding.internal.http.ImageContract;
import io.github.jtidb.embedding.internal.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashScopeMultimodalTest extends ImageContract {

    @Override
    protected EmbeddingProvider provider(Environment environment) {
        return new DashScopeProvider(environment);
    }

    @Override
    protected String model() {
        return "dashscope/multimodal-embedding-test";
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
        return 1;
    }

    @Override
    protected int mostImages() {
        return 1;
    }

    @Override
    protected int mostImageBytes() {
        return 3_000_000;
    }

    @Override
    protected String otherFormat() {
        return "gif";
    }

    @Override
    protected @Nullable Reply refusal(Asked asked) {
        Reply refusal = refusal(
                asked,
                "/api/v1/services/embeddings/multimodal-embedding/multimodal-embedding",
                Set.of("model", "input", "parameters"));
        boolean known = Set.of(0, 1).contains(asked.json().path("parameters").size());
        return refusal != null || known ? refusal : Reply.json(400, error(400, "unknown parameter"));
    }

    @Override
    protected List<String> texts(Asked asked) {
        List<String> texts = new ArrayList<>();
        for (JsonNode content : asked.json().at("/input/contents")) {
            assertThat(content.size()).isEqualTo(1);
            texts.add(
                    content.has("text")
                            ? content.path("text").textValue()
                            : base64(content.path("image").textValue(), "image/png", "image/jpeg", "image/bmp"));
        }
        return texts;
    }

    @Override
    protected String side(Asked asked) {
        return "";
    }

    @Override
    protected List<String> sides() {
        return List.of("", "");
    }

    @Override
    protected String answer(List<Item> items) {
        ObjectNode answer = Json.object().put("request_id", "x");
        ArrayNode embeddings = answer.putObject("output").putArray("embeddings");
        for (Item item : items) {
            vectorInto(
                    embeddings
                            .addObject()
                            .put("index", item.index())
                            .put("type", "text")
                            .putArray("embedding"),
                    item.vector());
        }
        answer.putObject("usage").put("input_tokens", 12).put("image_tokens", 0);
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
        try (EmbeddingFunction function = open(undeclared().requestDimensions(DIMENSIONS))) {
            function.embedQuery("hello");
        }
        assertThat(service.asked().get(0).json()).isEqualTo(Json.read("""
                        {"model": "multimodal-embedding-test", "input": {"contents": [{"text": "hello"}]},
                         "parameters": {"dimension": 8}}""".getBytes()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"queryTask", "documentTask", "instruct"})
    void optionOfModelsForTexts_isRefused(String option) {
        assertThatThrownBy(() -> open(options().option(option, "x")))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining(option);
    }
}
