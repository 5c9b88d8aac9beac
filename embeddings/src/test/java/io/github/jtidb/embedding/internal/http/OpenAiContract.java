package io.github.jtidb.embedding.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.embedding.internal.http.FakeService.Asked;
import io.github.jtidb.embedding.internal.http.FakeService.Reply;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The wire form of OpenAI, which many services share, with small differences. */
public abstract class OpenAiContract extends ProviderContract {

    protected static final String MODEL = "some-model";

    @Override
    protected String basePath() {
        return "/v1";
    }

    @Override
    protected boolean answersByIndex() {
        return true;
    }

    /** Refuses what is no request with a bearer token, for a model that is there, with fields that are known. */
    protected @Nullable Reply refusal(Asked asked, String path, Set<String> knownFields) {
        if (!asked.method().equals("POST") || !asked.uri().toString().equals(path)) {
            return Reply.of(404, "text/html", "<html>nothing here</html>");
        }
        if (!asked.header("Authorization").equals("Bearer " + KEY)) {
            return Reply.json(401, error(401, "Incorrect API key provided"));
        }
        JsonNode body = asked.json();
        for (String name : (Iterable<String>) body::fieldNames) {
            if (!knownFields.contains(name)) {
                return Reply.json(400, error(400, "Unrecognized request argument supplied: " + name));
            }
        }
        return model().endsWith("/" + body.path("model").asText())
                ? null
                : Reply.json(404, error(404, "The model does not exist"));
    }

    @Override
    protected List<String> texts(Asked asked) {
        return asked.json().path("input").valueStream().map(JsonNode::textValue).toList();
    }

    @Override
    protected String answer(List<Item> items) {
        ObjectNode answer = Json.object().put("object", "list").put("model", "some-model");
        ArrayNode data = answer.putArray("data");
        for (Item item : items) {
            vectorInto(
                    data.addObject()
                            .put("object", "embedding")
                            .put("index", item.index())
                            .putArray("embedding"),
                    item.vector());
        }
        answer.putObject("usage").put("prompt_tokens", 8).put("total_tokens", 8);
        return nonFinite(answer);
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
