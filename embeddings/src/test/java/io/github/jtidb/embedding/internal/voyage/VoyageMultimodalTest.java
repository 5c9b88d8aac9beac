package io.github.jtidb.embedding.internal.voyage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.EmbeddingProvider;
import io.github.jtidb.embedding.ImageInput;
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

class VoyageMultimodalTest extends ImageContract {

    @Override
    protected EmbeddingProvider provider(Environment environment) {
        return new VoyageProvider(environment);
    }

    @Override
    protected String model() {
        return "voyage/voyage-multimodal-test";
    }

    @Override
    protected String keyVariable() {
        return "VOYAGE_API_KEY";
    }

    @Override
    protected int batchCap() {
        return 1000;
    }

    @Override
    protected int mostImages() {
        return 10;
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
        return refusal(
                asked,
                "/v1/multimodalembeddings",
                Set.of("model", "inputs", "input_type", "truncation", "output_dimension"));
    }

    @Override
    protected List<String> texts(Asked asked) {
        List<String> texts = new ArrayList<>();
        for (JsonNode input : asked.json().path("inputs")) {
            assertThat(input.path("content").size()).isEqualTo(1);
            JsonNode piece = input.path("content").get(0);
            texts.add(
                    piece.path("type").asText().equals("text")
                            ? piece.path("text").textValue()
                            : base64(
                                    piece.path("image_base64").textValue(),
                                    "image/png",
                                    "image/jpeg",
                                    "image/gif",
                                    "image/webp"));
        }
        return texts;
    }

    @Override
    protected String side(Asked asked) {
        return asked.json().path("input_type").asText();
    }

    @Override
    protected List<String> sides() {
        return List.of("query", "document");
    }

    @Override
    protected String error(int status, String message) {
        return Json.object().put("detail", message).toString();
    }

    @Test
    void requests_areAsDocumented() {
        try (EmbeddingFunction function = open()) {
            function.embedQuery("hello");
            function.embedImage(ImageInput.of(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB)));
        }
        assertThat(service.asked().get(0).json()).isEqualTo(Json.read("""
                        {"model": "voyage-multimodal-test", "input_type": "query",
                         "inputs": [{"content": [{"type": "text", "text": "hello"}]}]}""".getBytes()));
        JsonNode body = service.asked().get(1).json();
        assertThat(body.path("input_type").asText()).isEqualTo("document");
        assertThat(body.at("/inputs/0/content/0/type").asText()).isEqualTo("image_base64");
    }
}
