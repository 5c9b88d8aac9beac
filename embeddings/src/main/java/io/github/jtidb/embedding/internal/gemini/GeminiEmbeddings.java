package io.github.jtidb.embedding.internal.gemini;

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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code POST /models/…:batchEmbedContents}, also for a single text. Each text is a request within the request: of several
 * contents in one, a model makes one vector. Immutable.
 */
record GeminiEmbeddings(URI uri, String model, Tasks tasks, Optional<Integer> length) implements EmbeddingApi {

    /** A request may have 4 MiB; quoted as JSON, a text may grow to double its size. */
    private static final BatchLimits LIMITS = BatchLimits.inputs(100).bytes(2_000_000);

    static GeminiEmbeddings of(Connection connection, String model) {
        String path = "/models/" + URLEncoder.encode(model, StandardCharsets.UTF_8) + ":batchEmbedContents";
        boolean prompted = model.startsWith("gemini-embedding-2");
        return new GeminiEmbeddings(
                connection.at(path),
                model,
                Tasks.of(connection.options(), prompted ? "" : "RETRIEVAL_QUERY", prompted ? "" : "RETRIEVAL_DOCUMENT"),
                connection.options().requestDimensions());
    }

    @Override
    public BatchLimits limits() {
        return LIMITS;
    }

    @Override
    public ApiRequest request(List<String> texts, Side side) {
        ObjectNode body = Json.object();
        ArrayNode requests = body.putArray("requests");
        for (String text : texts) {
            ObjectNode request = requests.addObject().put("model", "models/" + model);
            request.putObject("content").putArray("parts").addObject().put("text", text);
            tasks.put(request, "taskType", side);
            length.ifPresent(value -> request.put("outputDimensionality", value));
        }
        return ApiRequest.post(uri, body);
    }

    @Override
    public Vectors read(JsonNode answer) {
        return new Vectors(Vectors.positional(answer.path("embeddings"), "values"), OptionalLong.empty());
    }
}
