package io.github.jtidb.embedding.internal.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.internal.Refusal;
import io.github.jtidb.embedding.internal.http.ApiRequest;
import io.github.jtidb.embedding.internal.http.BatchLimits;
import io.github.jtidb.embedding.internal.http.Connection;
import io.github.jtidb.embedding.internal.http.EmbeddingApi;
import io.github.jtidb.embedding.internal.http.Json;
import io.github.jtidb.embedding.internal.http.Side;
import io.github.jtidb.embedding.internal.http.Vectors;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * {@code POST /api/embeddings}, which older programs ask: one text, and a vector of the model's own scale. Immutable.
 *
 * @param further the fields beside model and prompt
 */
record LegacyEmbeddings(Connection connection, String model, ObjectNode further) implements EmbeddingApi {

    static LegacyEmbeddings of(Connection connection, String model) {
        ModelOptions options = connection.options();
        for (String name : List.of("truncation", "requestDimensions")) {
            if (options.names().contains(name)) {
                throw Refusal.of(
                        options, "/api/embeddings has nothing like the option " + name + ": leave it or legacy out");
            }
        }
        return new LegacyEmbeddings(connection, model, OllamaFields.of(options));
    }

    @Override
    public BatchLimits limits() {
        return BatchLimits.inputs(1);
    }

    @Override
    public ApiRequest request(List<String> texts, Side side) {
        ObjectNode body = Json.object().put("model", model).put("prompt", texts.get(0));
        body.setAll(further);
        return ApiRequest.post(connection.at("/api/embeddings"), body);
    }

    @Override
    public Vectors read(JsonNode answer) {
        return new Vectors(List.of(Vectors.floats(answer.path("embedding"))), OptionalLong.empty());
    }

    @Override
    public OptionalInt askDimensions() {
        return OllamaModels.dimensions(connection, model);
    }
}
