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

/**
 * {@code POST /api/embed}: many texts, unit vectors. Immutable.
 *
 * @param further the fields beside model and input
 */
record OllamaEmbeddings(Connection connection, String model, ObjectNode further) implements EmbeddingApi {

    /** Ollama has no limit; with fewer, a request of long texts ends in time, and progress is seen. */
    private static final int INPUTS = 64;

    static OllamaEmbeddings of(Connection connection, String model) {
        ModelOptions options = connection.options();
        if (options.normalize().filter(normalize -> !normalize).isPresent()) {
            throw Refusal.of(
                    options,
                    "/api/embed gives unit vectors only: for the model's own scale set the option legacy to true");
        }
        ObjectNode further = OllamaFields.of(options);
        connection.cutsEnds().ifPresent(cuts -> further.put("truncate", cuts));
        options.requestDimensions().ifPresent(length -> further.put("dimensions", length));
        return new OllamaEmbeddings(connection, model, further);
    }

    @Override
    public BatchLimits limits() {
        return BatchLimits.inputs(INPUTS);
    }

    @Override
    public ApiRequest request(List<String> texts, Side side) {
        ObjectNode body = Json.object().put("model", model);
        body.set("input", Json.array(texts));
        body.setAll(further);
        return ApiRequest.post(connection.at("/api/embed"), body);
    }

    @Override
    public Vectors read(JsonNode answer) {
        return new Vectors(
                Vectors.positional(answer.path("embeddings")), Vectors.tokens(answer.path("prompt_eval_count")));
    }

    @Override
    public OptionalInt askDimensions() {
        return OllamaModels.dimensions(connection, model);
    }
}
