package io.github.jtidb.embedding.internal.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
 * {@code POST /embeddings}. Only what the caller asked for stands beside model and input, since servers refuse fields that they
 * do not know. Immutable.
 *
 * @param further the fields beside model and input
 */
record OpenAiEmbeddings(URI uri, String model, ObjectNode further, BatchLimits limits) implements EmbeddingApi {

    private static final BatchLimits OPENAI = BatchLimits.inputs(2048).tokens(300_000);
    private static final BatchLimits DASHSCOPE = BatchLimits.inputs(10);

    static OpenAiEmbeddings of(Connection connection, URI uri, String model) {
        ObjectNode further = Json.object();
        connection.options().requestDimensions().ifPresent(length -> further.put("dimensions", length));
        connection.option("encodingFormat").ifPresent(format -> {
            if (!format.equals("float") && !format.equals("base64")) {
                throw connection.invalid("encodingFormat: expected \"float\" or \"base64\"");
            }
            further.put("encoding_format", format);
        });
        connection.option("user").ifPresent(user -> further.put("user", user));
        further.setAll(connection.extraBody());
        boolean dashScope = connection.base().getHost().startsWith("dashscope");
        return new OpenAiEmbeddings(uri, model, further, dashScope ? DASHSCOPE : OPENAI);
    }

    @Override
    public ApiRequest request(List<String> texts, Side side) {
        ObjectNode body = Json.object().put("model", model);
        body.set("input", Json.array(texts));
        body.setAll(further);
        return ApiRequest.post(uri, body);
    }

    @Override
    public Vectors read(JsonNode answer) {
        return Vectors.ofOpenAi(answer);
    }
}
