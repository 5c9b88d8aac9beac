package io.github.jtidb.embedding.internal.nvidia;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.embedding.Truncation;
import io.github.jtidb.embedding.internal.http.ApiRequest;
import io.github.jtidb.embedding.internal.http.BatchLimits;
import io.github.jtidb.embedding.internal.http.Connection;
import io.github.jtidb.embedding.internal.http.EmbeddingApi;
import io.github.jtidb.embedding.internal.http.Json;
import io.github.jtidb.embedding.internal.http.Side;
import io.github.jtidb.embedding.internal.http.Vectors;
import java.net.URI;
import java.util.List;

/**
 * {@code POST /embeddings} with {@code input_type}, which models with two sides insist on and others take. The usual fields
 * are those that NVIDIA's own client always sends. Immutable.
 *
 * @param further the fields beside the usual ones
 */
record NvidiaEmbeddings(URI uri, String model, Truncation truncation, ObjectNode further) implements EmbeddingApi {

    /** No limit is documented; this many NVIDIA's client sends. */
    private static final int INPUTS = 50;

    static NvidiaEmbeddings of(Connection connection, URI uri, String model) {
        ObjectNode further = Json.object();
        connection.options().requestDimensions().ifPresent(length -> further.put("dimensions", length));
        further.setAll(connection.extraBody());
        return new NvidiaEmbeddings(
                uri, model, connection.options().truncation().orElse(Truncation.NONE), further);
    }

    @Override
    public BatchLimits limits() {
        return BatchLimits.inputs(INPUTS);
    }

    @Override
    public ApiRequest request(List<String> texts, Side side) {
        ObjectNode body = Json.object();
        body.set("input", Json.array(texts));
        body.put("model", model)
                .put("encoding_format", "float")
                .put("input_type", side.either("query", "passage"))
                .put("truncate", truncation.name());
        body.setAll(further);
        return ApiRequest.post(uri, body);
    }

    @Override
    public Vectors read(JsonNode answer) {
        return Vectors.ofOpenAi(answer);
    }
}
