package io.github.jtidb.embedding.internal.dashscope;

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
import java.util.Optional;
import java.util.Set;

/** Models for texts. Immutable. */
record DashScopeEmbeddings(URI uri, String model, Tasks tasks, Optional<Integer> dimension, Optional<String> instruct)
        implements EmbeddingApi {

    private static final Set<String> OLD = Set.of("text-embedding-v1", "text-embedding-v2");
    private static final BatchLimits OLD_LIMITS = BatchLimits.inputs(25);
    private static final BatchLimits LIMITS = BatchLimits.inputs(10);

    static DashScopeEmbeddings of(Connection connection, String model) {
        return new DashScopeEmbeddings(
                connection.at("/services/embeddings/text-embedding/text-embedding"),
                model,
                Tasks.of(connection.options(), "query", "document"),
                connection.options().requestDimensions(),
                connection.option(DashScopeProvider.INSTRUCT));
    }

    @Override
    public BatchLimits limits() {
        return OLD.contains(model) ? OLD_LIMITS : LIMITS;
    }

    @Override
    public ApiRequest request(List<String> texts, Side side) {
        ObjectNode body = Json.object().put("model", model);
        body.putObject("input").set("texts", Json.array(texts));
        ObjectNode parameters = body.putObject("parameters");
        tasks.put(parameters, "text_type", side);
        dimension.ifPresent(length -> parameters.put("dimension", length));
        if (side == Side.QUERY) {
            instruct.ifPresent(what -> parameters.put(DashScopeProvider.INSTRUCT, what));
        }
        return ApiRequest.post(uri, body);
    }

    @Override
    public Vectors read(JsonNode answer) {
        return new Vectors(
                Vectors.indexed(answer.path("output").path("embeddings"), "text_index", "embedding"),
                Vectors.tokens(answer.path("usage").path("total_tokens")));
    }
}
