package io.github.jtidb.embedding.internal.voyage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.embedding.internal.http.ApiRequest;
import io.github.jtidb.embedding.internal.http.BatchLimits;
import io.github.jtidb.embedding.internal.http.Connection;
import io.github.jtidb.embedding.internal.http.EmbeddingApi;
import io.github.jtidb.embedding.internal.http.Json;
import io.github.jtidb.embedding.internal.http.Side;
import io.github.jtidb.embedding.internal.http.Tasks;
import io.github.jtidb.embedding.internal.http.Vectors;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /embeddings}. Immutable.
 *
 * @param further the fields beside model, kind and input
 */
record VoyageEmbeddings(URI uri, String model, Tasks tasks, ObjectNode further, BatchLimits limits)
        implements EmbeddingApi {

    static final int INPUTS = 1000;

    /** How many tokens a request may carry; of all other models the fewest. */
    private static final Map<String, Long> TOKENS = Map.of(
            "voyage-4-lite", 1_000_000L,
            "voyage-3.5-lite", 1_000_000L,
            "voyage-4", 320_000L,
            "voyage-3.5", 320_000L,
            "voyage-2", 320_000L);

    private static final long FEWEST_TOKENS = 120_000;

    static VoyageEmbeddings of(Connection connection, String model) {
        return new VoyageEmbeddings(
                connection.at("/embeddings"),
                model,
                tasks(connection),
                further(connection),
                BatchLimits.inputs(INPUTS).tokens(TOKENS.getOrDefault(model, FEWEST_TOKENS)));
    }

    static Tasks tasks(Connection connection) {
        return Tasks.of(connection.options(), "query", "document");
    }

    static ObjectNode further(Connection connection) {
        ObjectNode further = Json.object();
        connection.options().requestDimensions().ifPresent(length -> further.put("output_dimension", length));
        connection.cutsEnds().ifPresent(cuts -> further.put("truncation", cuts));
        return further;
    }

    @Override
    public ApiRequest request(List<String> texts, Side side) {
        ObjectNode body = Json.object().put("model", model);
        tasks.put(body, "input_type", side);
        body.set("input", Json.array(texts));
        body.setAll(further);
        return ApiRequest.post(uri, body);
    }

    @Override
    public Vectors read(JsonNode answer) {
        return Vectors.ofOpenAi(answer);
    }
}
