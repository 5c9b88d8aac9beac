package io.github.jtidb.embedding.internal.dashscope;

import static io.github.jtidb.embedding.internal.image.ImageFormat.BMP;
import static io.github.jtidb.embedding.internal.image.ImageFormat.JPEG;
import static io.github.jtidb.embedding.internal.image.ImageFormat.PNG;

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
import java.util.Optional;
import java.util.Set;

/**
 * Models for texts and images. A text or image is a request of its own: several of a kind are taken by some of the models
 * only. Immutable.
 */
record DashScopeMultimodal(URI uri, String model, Optional<Integer> dimension) implements ImageApi {

    private static final int MEGABYTE = 1_000_000;

    static DashScopeMultimodal of(Connection connection, String model) {
        connection.refuse(Tasks.OPTIONS);
        connection.refuse(Set.of(DashScopeProvider.INSTRUCT));
        return new DashScopeMultimodal(
                connection.at("/services/embeddings/multimodal-embedding/multimodal-embedding"),
                model,
                connection.options().requestDimensions());
    }

    @Override
    public BatchLimits limits() {
        return BatchLimits.inputs(1);
    }

    @Override
    public ApiRequest request(List<String> texts, Side side) {
        return request(texts, "text");
    }

    @Override
    public int mostImages() {
        return 1;
    }

    @Override
    public ImageBytes file(ImageInput image) {
        return ImageBytes.of(image, Set.of(PNG, JPEG, BMP), (model.contains("-vl-") ? 5 : 3) * MEGABYTE);
    }

    @Override
    public ApiRequest imageRequest(List<ImageBytes> images) {
        return request(images.stream().map(ImageBytes::dataUri).toList(), "image");
    }

    private ApiRequest request(List<String> contents, String kind) {
        ObjectNode body = Json.object().put("model", model);
        var array = body.putObject("input").putArray("contents");
        contents.forEach(content -> array.addObject().put(kind, content));
        ObjectNode parameters = body.putObject("parameters");
        dimension.ifPresent(length -> parameters.put("dimension", length));
        return ApiRequest.post(uri, body);
    }

    @Override
    public Vectors read(JsonNode answer) {
        JsonNode usage = answer.path("usage");
        return new Vectors(
                Vectors.indexed(answer.path("output").path("embeddings"), "index", "embedding"),
                Vectors.tokens(usage.path("total_tokens"), usage.path("input_tokens")));
    }
}
