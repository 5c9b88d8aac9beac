package io.github.jtidb.embedding.internal.cohere;

import static io.github.jtidb.embedding.internal.image.ImageFormat.GIF;
import static io.github.jtidb.embedding.internal.image.ImageFormat.JPEG;
import static io.github.jtidb.embedding.internal.image.ImageFormat.PNG;
import static io.github.jtidb.embedding.internal.image.ImageFormat.WEBP;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.embedding.ImageInput;
import io.github.jtidb.embedding.Truncation;
import io.github.jtidb.embedding.internal.http.ApiRequest;
import io.github.jtidb.embedding.internal.http.BatchLimits;
import io.github.jtidb.embedding.internal.http.Connection;
import io.github.jtidb.embedding.internal.http.ImageApi;
import io.github.jtidb.embedding.internal.http.ImageBytes;
import io.github.jtidb.embedding.internal.http.Json;
import io.github.jtidb.embedding.internal.http.Side;
import io.github.jtidb.embedding.internal.http.Tasks;
import io.github.jtidb.embedding.internal.http.Vectors;
import io.github.jtidb.embedding.internal.image.ImageFormat;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /v2/embed}. An image is a request of its own, which is all that version 3 takes. Immutable.
 *
 * @param further the fields that texts and images have in common, beside the model
 * @param mostImageBytes how large an image may be
 */
record CohereEmbeddings(
        URI uri, String model, Tasks tasks, Optional<Truncation> truncation, ObjectNode further, int mostImageBytes)
        implements ImageApi {

    private static final BatchLimits LIMITS = BatchLimits.inputs(96);
    private static final Set<ImageFormat> IMAGES = Set.of(PNG, JPEG, GIF, WEBP);
    private static final int MEGABYTE = 1_000_000;

    static CohereEmbeddings of(Connection connection, String model) {
        ObjectNode further = Json.object();
        // Left out, it may or may not be this, depending on which of Cohere's documents one reads.
        further.putArray("embedding_types").add("float");
        connection.options().requestDimensions().ifPresent(length -> further.put("output_dimension", length));
        return new CohereEmbeddings(
                connection.at("/v2/embed"),
                model,
                Tasks.of(connection.options(), "search_query", "search_document"),
                connection.options().truncation(),
                further,
                (model.endsWith("v3.0") ? 5 : 20) * MEGABYTE);
    }

    @Override
    public BatchLimits limits() {
        return LIMITS;
    }

    @Override
    public ApiRequest request(List<String> texts, Side side) {
        ObjectNode body = Json.object().put("model", model);
        tasks.put(body, "input_type", side);
        body.set("texts", Json.array(texts));
        truncation.ifPresent(what -> body.put("truncate", what.name()));
        body.setAll(further);
        return ApiRequest.post(uri, body);
    }

    @Override
    public int mostImages() {
        return 1;
    }

    @Override
    public ImageBytes file(ImageInput image) {
        return ImageBytes.of(image, IMAGES, mostImageBytes);
    }

    @Override
    public ApiRequest imageRequest(List<ImageBytes> images) {
        ObjectNode body = Json.object().put("model", model).put("input_type", "image");
        body.set("images", Json.array(images.stream().map(ImageBytes::dataUri).toList()));
        body.setAll(further);
        return ApiRequest.post(uri, body);
    }

    @Override
    public Vectors read(JsonNode answer) {
        return new Vectors(
                Vectors.positional(answer.path("embeddings").path("float")),
                Vectors.tokens(answer.path("meta").path("billed_units").path("input_tokens")));
    }
}
