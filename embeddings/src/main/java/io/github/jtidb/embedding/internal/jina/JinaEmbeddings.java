package io.github.jtidb.embedding.internal.jina;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import java.util.regex.Pattern;

/**
 * {@code POST /embeddings}. Immutable.
 *
 * @param further the fields beside model, task and input
 */
record JinaEmbeddings(URI uri, String model, Tasks tasks, ObjectNode further) implements EmbeddingApi {

    /** Version 4 says so when there are more; some others take 2,048. */
    private static final BatchLimits LIMITS = BatchLimits.inputs(512);

    /** From before there were tasks, or of others. */
    private static final Pattern WITHOUT_TASKS =
            Pattern.compile("jina-embeddings-v[12]-.*|jina-clip-v1|.*colbert.*|.*bge-.*");

    static JinaEmbeddings of(Connection connection, String model) {
        ObjectNode further = Json.object();
        connection.options().requestDimensions().ifPresent(length -> further.put("dimensions", length));
        connection.cutsEnds().ifPresent(cuts -> further.put("truncate", cuts));
        return new JinaEmbeddings(connection.at("/embeddings"), model, tasks(connection, model), further);
    }

    private static Tasks tasks(Connection connection, String model) {
        if (WITHOUT_TASKS.matcher(model).matches()) {
            return Tasks.of(connection.options(), "", "");
        }
        if (model.startsWith("jina-clip-")) {
            return Tasks.of(connection.options(), "retrieval.query", "");
        }
        return model.startsWith("jina-code-")
                ? Tasks.of(connection.options(), "nl2code.query", "nl2code.passage")
                : Tasks.of(connection.options(), "retrieval.query", "retrieval.passage");
    }

    @Override
    public BatchLimits limits() {
        return LIMITS;
    }

    @Override
    public ApiRequest request(List<String> texts, Side side) {
        return request(Json.array(texts), side);
    }

    ApiRequest request(ArrayNode input, Side side) {
        ObjectNode body = Json.object().put("model", model);
        tasks.put(body, "task", side);
        body.set("input", input);
        body.setAll(further);
        return ApiRequest.post(uri, body);
    }

    @Override
    public Vectors read(JsonNode answer) {
        return Vectors.ofOpenAi(answer);
    }
}
