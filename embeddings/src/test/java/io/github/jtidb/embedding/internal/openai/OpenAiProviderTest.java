package io.github.jtidb.embedding.internal.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.embedding.EmbeddingProvider;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.http.FakeService.Asked;
import io.github.jtidb.embedding.internal.http.FakeService.Reply;
import io.github.jtidb.embedding.internal.http.Json;
import io.github.jtidb.embedding.internal.http.ProviderContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

class OpenAiProviderTest extends ProviderContract {

    @Override
    protected EmbeddingProvider provider(Environment environment) {
        return new OpenAiProvider(environment);
    }

    @Override
    protected String model() {
        return "openai/some-model";
    }

    @Override
    protected String basePath() {
        return "/v1";
    }

    @Override
    protected String keyVariable() {
        return "OPENAI_API_KEY";
    }

    @Override
    protected int batchCap() {
        return 2048;
    }

    @Override
    protected boolean answersByIndex() {
        return true;
    }

    @Override
    protected @Nullable Reply refusal(Asked asked) {
        if (!asked.method().equals("POST") || !asked.uri().toString().equals("/v1/embeddings")) {
            return Reply.of(404, "text/html", "<html>nothing here</html>");
        }
        if (!asked.header("Authorization").equals("Bearer " + KEY)) {
            return Reply.json(401, error(401, "Incorrect API key provided"));
        }
        JsonNode body = asked.json();
        Set<String> known = Set.of("model", "input", "dimensions", "encoding_format", "user");
        for (String name : (Iterable<String>) body::fieldNames) {
            if (!known.contains(name)) {
                return Reply.json(400, error(400, "Unrecognized request argument supplied: " + name));
            }
        }
        if (!body.path("model").asText().equals("some-model")) {
            return Reply.json(404, error(404, "The model does not exist"));
        }
        int inputs = body.path("input").size();
        return inputs < 1 || inputs > 2048 ? Reply.json(400, error(400, "'$.input' is invalid")) : null;
    }

    @Override
    protected List<String> texts(Asked asked) {
        List<String> texts = new ArrayList<>();
        asked.json().path("input").forEach(text -> texts.add(text.textValue()));
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
        ObjectNode answer = Json.object().put("object", "list").put("model", "some-model");
        ArrayNode data = answer.putArray("data");
        for (Item item : items) {
            ArrayNode vector = data.addObject()
                    .put("object", "embedding")
                    .put("index", item.index())
                    .putArray("embedding");
            for (float value : item.vector()) {
                vector.add(value);
            }
        }
        answer.putObject("usage").put("prompt_tokens", 8).put("total_tokens", 8);
        // Jackson writes NaN as a text, servers in Python do not.
        return answer.toString().replaceAll("\"(NaN|-?Infinity)\"", "$1");
    }

    @Override
    protected String error(int status, String message) {
        ObjectNode answer = Json.object();
        answer.putObject("error")
                .put("message", message)
                .put("type", "invalid_request_error")
                .putNull("param")
                .putNull("code");
        return answer.toString();
    }
}
