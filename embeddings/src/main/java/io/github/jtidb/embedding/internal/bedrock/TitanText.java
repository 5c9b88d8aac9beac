package io.github.jtidb.embedding.internal.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.internal.http.ApiRequest;
import io.github.jtidb.embedding.internal.http.BatchLimits;
import io.github.jtidb.embedding.internal.http.EmbeddingApi;
import io.github.jtidb.embedding.internal.http.Json;
import io.github.jtidb.embedding.internal.http.Side;
import io.github.jtidb.embedding.internal.http.Vectors;
import java.net.URI;
import java.util.List;

/**
 * Titan's models for text: one text a request, which is as good for a query as for a document. A text that is too long is
 * refused by the service. Immutable.
 */
record TitanText(URI invoke, Family family, ModelOptions options) implements EmbeddingApi {

    @Override
    public BatchLimits limits() {
        return BatchLimits.inputs(1);
    }

    @Override
    public ApiRequest request(List<String> texts, Side side) {
        ObjectNode body = Json.object().put("inputText", texts.get(0));
        options.requestDimensions().ifPresent(dimensions -> body.put("dimensions", dimensions));
        if (family == Family.TITAN_TEXT_V2) {
            options.normalize().ifPresent(normalize -> body.put("normalize", normalize));
        }
        return ApiRequest.post(invoke, body);
    }

    @Override
    public Vectors read(JsonNode answer) {
        return new Vectors(
                List.of(Vectors.floats(answer.path("embedding"))), Vectors.tokens(answer.path("inputTextTokenCount")));
    }
}
