package io.github.jtidb.embedding.internal.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.jtidb.embedding.EmbeddingProvider;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.http.FakeService.Asked;
import io.github.jtidb.embedding.internal.http.FakeService.Reply;
import io.github.jtidb.embedding.internal.http.Json;
import io.github.jtidb.embedding.internal.http.ProviderContract;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The wire form that Hugging Face's router and Text Embeddings Inference share. */
abstract class FeatureExtractionContract extends ProviderContract {

    private static final Set<String> KNOWN = Set.of(
            "inputs", "normalize", "prompt_name", "truncate", "truncation_direction", "dimensions", "encoding_format");

    @Override
    protected EmbeddingProvider provider(Environment environment) {
        return new HuggingFaceProvider(environment);
    }

    @Override
    protected String model() {
        return "huggingface/some-org/some-model";
    }

    @Override
    protected int batchCap() {
        return 32;
    }

    @Override
    protected boolean answersByIndex() {
        return false;
    }

    /** The answer to a request with a wrong key. */
    protected abstract Reply wrongKey();

    protected @Nullable Reply refusal(Asked asked, String path) {
        if (!asked.method().equals("POST") || !asked.uri().toString().equals(path)) {
            return Reply.of(404, "text/html", "<html>nothing here</html>");
        }
        if (!asked.header("Authorization").equals("Bearer " + KEY)) {
            return wrongKey();
        }
        JsonNode body = asked.json();
        for (String name : (Iterable<String>) body::fieldNames) {
            if (!KNOWN.contains(name)) {
                return Reply.json(422, error(422, "unknown field " + name));
            }
        }
        int inputs = body.path("inputs").size();
        return inputs <= 32
                ? null
                : Reply.json(422, error(422, "batch size " + inputs + " > maximum allowed batch size 32"));
    }

    @Override
    protected List<String> texts(Asked asked) {
        return asked.json()
                .path("inputs")
                .valueStream()
                .map(JsonNode::textValue)
                .toList();
    }

    @Override
    protected String side(Asked asked) {
        return asked.json().path("prompt_name").asText();
    }

    @Override
    protected List<String> sides() {
        return List.of("", "");
    }

    @Override
    protected String answer(List<Item> items) {
        ArrayNode answer = Json.array(List.of());
        items.forEach(item -> vectorInto(answer.addArray(), item.vector()));
        return nonFinite(answer);
    }

    @Override
    protected String error(int status, String message) {
        return Json.object().put("error", message).toString();
    }
}
