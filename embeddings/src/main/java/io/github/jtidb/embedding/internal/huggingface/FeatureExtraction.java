package io.github.jtidb.embedding.internal.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.Truncation;
import io.github.jtidb.embedding.internal.http.ApiRequest;
import io.github.jtidb.embedding.internal.http.BatchLimits;
import io.github.jtidb.embedding.internal.http.Connection;
import io.github.jtidb.embedding.internal.http.EmbeddingApi;
import io.github.jtidb.embedding.internal.http.InvalidAnswerException;
import io.github.jtidb.embedding.internal.http.Json;
import io.github.jtidb.embedding.internal.http.Side;
import io.github.jtidb.embedding.internal.http.Vectors;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Texts as {@code inputs}, and beside them only what the caller asked for. Immutable.
 *
 * @param pooling what becomes of an answer with a vector for each token
 * @param queryPrompt the name by which the server knows the prompt for this side
 * @param documentPrompt likewise for the other side
 * @param further the fields beside inputs and prompt
 */
record FeatureExtraction(
        URI uri,
        Optional<TokenPooling> pooling,
        Optional<String> queryPrompt,
        Optional<String> documentPrompt,
        ObjectNode further)
        implements EmbeddingApi {

    /** What a server takes by default, and half of its 2 MB, since JSON writes some characters with more bytes. */
    private static final BatchLimits LIMITS = BatchLimits.inputs(32).bytes(1_000_000);

    static FeatureExtraction of(Connection connection, URI uri) {
        ModelOptions options = connection.options();
        ObjectNode further = Json.object();
        options.normalize().ifPresent(normalize -> further.put("normalize", normalize));
        truncate(options, further);
        options.requestDimensions().ifPresent(length -> further.put("dimensions", length));
        further.setAll(connection.extraBody());
        return new FeatureExtraction(
                uri,
                connection.option("pooling").map(name -> pooling(connection, name)),
                connection.option("queryPromptName"),
                connection.option("documentPromptName"),
                further);
    }

    /** As the server is told what becomes of texts that are too long, when vectors are asked for or scores. */
    static void truncate(ModelOptions options, ObjectNode body) {
        options.truncation().ifPresent(truncation -> {
            body.put("truncate", truncation != Truncation.NONE);
            if (truncation != Truncation.NONE) {
                body.put("truncation_direction", truncation == Truncation.START ? "left" : "right");
            }
        });
    }

    private static TokenPooling pooling(Connection connection, String name) {
        return switch (name) {
            case "mean" -> TokenPooling.MEAN;
            case "cls" -> TokenPooling.CLS;
            case "last" -> TokenPooling.LAST;
            default -> throw connection.invalid("pooling: expected \"mean\", \"cls\" or \"last\"");
        };
    }

    @Override
    public BatchLimits limits() {
        return LIMITS;
    }

    @Override
    public ApiRequest request(List<String> texts, Side side) {
        ObjectNode body = Json.object();
        // Always a list: a single text may be answered by a vector without one around it.
        body.set("inputs", Json.array(texts));
        (side == Side.QUERY ? queryPrompt : documentPrompt).ifPresent(name -> body.put("prompt_name", name));
        body.setAll(further);
        return ApiRequest.post(uri, body);
    }

    @Override
    public Vectors read(JsonNode answer) {
        if (answer.isPojo()) {
            return new Vectors(List.of(Vectors.floats(answer)), OptionalLong.empty());
        }
        if (!answer.isArray()) {
            throw new InvalidAnswerException("no list of vectors");
        }
        List<float[]> vectors = new ArrayList<>(answer.size());
        for (JsonNode each : answer) {
            vectors.add(each.isArray() && !each.isEmpty() ? pooled(each) : Vectors.floats(each));
        }
        return new Vectors(vectors, OptionalLong.empty());
    }

    private float[] pooled(JsonNode tokens) {
        List<float[]> vectors = Vectors.positional(tokens);
        return pooling.orElseThrow(() -> new InvalidAnswerException(
                        "a vector for each token, where the option pooling must say what to make of them: "
                                + "\"mean\", \"cls\" or \"last\", as the model was trained"))
                .pool(vectors);
    }
}
