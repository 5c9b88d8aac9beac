package io.github.jtidb.embedding.internal.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.Truncation;
import io.github.jtidb.embedding.internal.http.FakeService.Asked;
import io.github.jtidb.embedding.internal.http.FakeService.Reply;
import io.github.jtidb.embedding.internal.http.Json;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code /api/embeddings}, which takes one text. */
class LegacyTest extends OllamaContract {

    @Override
    protected int batchCap() {
        return 1;
    }

    @Override
    protected ModelOptions configure(ModelOptions options) {
        return options.option("legacy", true);
    }

    @Override
    protected @Nullable Reply refusal(Asked asked) {
        return refusal(asked, "/api/embeddings", Set.of("model", "prompt", "keep_alive", "options"));
    }

    @Override
    protected List<String> texts(Asked asked) {
        return List.of(asked.json().path("prompt").textValue());
    }

    /** It has no way to answer with another number than one; an answer of none is what it gives to an empty prompt. */
    @Override
    protected String answer(List<Item> items) {
        ObjectNode answer = Json.object();
        if (items.size() > 1) {
            answer.putArray("embeddings");
        } else {
            ArrayNode embedding = answer.putArray("embedding");
            items.forEach(item -> vectorInto(embedding, item.vector()));
        }
        return nonFinite(answer);
    }

    @Test
    void scale_isTheModelsOwnUnlessToldOtherwise() {
        service.next(
                asked -> Reply.json(200, "{\"embedding\": [3, 4]}"),
                asked -> Reply.json(200, "{\"embedding\": [3, 4]}"));

        try (EmbeddingFunction function = open(undeclared().normalize(false))) {
            assertThat(function.embedQuery("hello")).containsExactly(3, 4);
        }
        try (EmbeddingFunction function = open(undeclared().normalize(true))) {
            assertThat(function.embedQuery("hello")).containsExactly(0.6f, 0.8f);
        }
    }

    @Test
    void maxBatchSize_sendsOneTextAllTheSame() {
        try (EmbeddingFunction function = open(options().maxBatchSize(5))) {
            assertVectors(function.embedDocuments(List.of("a", "b", "c")), List.of("a", "b", "c"));
        }
        assertThat(service.asked()).hasSize(3);
    }

    @Test
    void optionsThatTheInterfaceLacks_areRefused() {
        assertThatThrownBy(() -> open(options().truncation(Truncation.END)))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("truncation");
        assertThatThrownBy(() -> open(options().requestDimensions(DIMENSIONS)))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("requestDimensions");
    }
}
