package io.github.jtidb.embedding.internal.voyage;

import static io.github.jtidb.embedding.internal.image.ImageFormat.GIF;
import static io.github.jtidb.embedding.internal.image.ImageFormat.JPEG;
import static io.github.jtidb.embedding.internal.image.ImageFormat.PNG;
import static io.github.jtidb.embedding.internal.image.ImageFormat.WEBP;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.embedding.ImageInput;
import io.github.jtidb.embedding.internal.http.ApiRequest;
import io.github.jtidb.embedding.internal.http.BatchLimits;
import io.github.jtidb.embedding.internal.http.Connection;
import io.github.jtidb.embedding.internal.http.ImageApi;
import io.github.jtidb.embedding.internal.http.ImageBytes;
import io.github.jtidb.embedding.internal.http.Json;
import io.github.jtidb.embedding.internal.http.Side;
import io.github.jtidb.embedding.internal.http.Tasks;
import io.github.jtidb.embedding.internal.http.Vectors;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * {@code POST /multimodalembeddings}, where an input is a list of pieces, of which ours have one. Immutable.
 *
 * @param further the fields beside model, kind and inputs
 */
record VoyageMultimodal(URI uri, String model, Tasks tasks, ObjectNode further) implements ImageApi {

    private static final BatchLimits LIMITS =
            BatchLimits.inputs(VoyageEmbeddings.INPUTS).tokens(320_000);

    /** So many of the largest stay below the tokens of a request: an image has 16 million pixels at most, and 560 are a token. */
    private static final int IMAGES = 10;

    private static final int MOST_BYTES = 20_000_000;

    static VoyageMultimodal of(Connection connection, String model) {
        return new VoyageMultimodal(
                connection.at("/multimodalembeddings"),
                model,
                VoyageEmbeddings.tasks(connection),
                VoyageEmbeddings.further(connection));
    }

    @Override
    public BatchLimits limits() {
        return LIMITS;
    }

    @Override
    public ApiRequest request(List<String> texts, Side side) {
        return request(texts, "text", side);
    }

    @Override
    public int mostImages() {
        return IMAGES;
    }

    @Override
    public ImageBytes file(ImageInput image) {
        return ImageBytes.of(image, Set.of(PNG, JPEG, GIF, WEBP), MOST_BYTES);
    }

    @Override
    public ApiRequest imageRequest(List<ImageBytes> images) {
        return request(images.stream().map(ImageBytes::dataUri).toList(), "image_base64", Side.DOCUMENT);
    }

    private ApiRequest request(List<String> inputs, String type, Side side) {
        ObjectNode body = Json.object().put("model", model);
        tasks.put(body, "input_type", side);
        var array = body.putArray("inputs");
        for (String input : inputs) {
            array.addObject().putArray("content").addObject().put("type", type).put(type, input);
        }
        body.setAll(further);
        return ApiRequest.post(uri, body);
    }

    @Override
    public Vectors read(JsonNode answer) {
        return Vectors.ofOpenAi(answer);
    }
}
