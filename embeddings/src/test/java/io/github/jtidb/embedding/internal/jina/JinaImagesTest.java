package io.github.jtidb.embedding.internal.jina;

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

class JinaImagesTest extends ImageContract {

    @Override
    protected EmbeddingProvider provider(Environment environment) {
        return new JinaProvider(environment);
    }

    @Override
    protected String model() {
        return "jina_ai/jina-embeddings-v4-test";
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
    protected int mostImages() {
        return 8;
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
        return refusal(asked, "/v1/embeddings", Set.of("model", "input", "task", "dimensions", "truncate"));
    }

    @Override
    protected List<String> texts(Asked asked) {
        List<String> texts = new ArrayList<>();
        for (JsonNode input : asked.json().path("input")) {
            texts.add(
                    input.isTextual() ? input.textValue() : input.path("image").textValue());
        }
        return texts;
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
    void image_standsForWhatIsFound() {
        try (EmbeddingFunction function = open()) {
            function.embedImage(ImageInput.of(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB)));
        }
        assertThat(service.asked()).extracting(this::side).containsExactly("retrieval.passage");
    }
}
