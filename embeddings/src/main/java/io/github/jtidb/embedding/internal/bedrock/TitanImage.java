package io.github.jtidb.embedding.internal.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.embedding.ImageInput;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.internal.http.ApiRequest;
import io.github.jtidb.embedding.internal.http.BatchLimits;
import io.github.jtidb.embedding.internal.http.ImageApi;
import io.github.jtidb.embedding.internal.http.ImageBytes;
import io.github.jtidb.embedding.internal.http.InvalidAnswerException;
import io.github.jtidb.embedding.internal.http.Json;
import io.github.jtidb.embedding.internal.http.Side;
import io.github.jtidb.embedding.internal.http.Vectors;
import java.net.URI;
import java.util.List;

/** Titan's model for texts and images: one of them a request, since of both it makes one vector between them. Immutable. */
record TitanImage(URI invoke, ModelOptions options) implements ImageApi {

    private static final int MOST_BYTES = 25 << 20;

    @Override
    public BatchLimits limits() {
        return BatchLimits.inputs(1);
    }

    @Override
    public ApiRequest request(List<String> texts, Side side) {
        return post(Json.object().put("inputText", texts.get(0)));
    }

    @Override
    public int mostImages() {
        return 1;
    }

    @Override
    public ImageBytes file(ImageInput image) {
        return ImageBytes.of(image, MOST_BYTES);
    }

    @Override
    public ApiRequest imageRequest(List<ImageBytes> images) {
        return post(Json.object().put("inputImage", images.get(0).base64()));
    }

    private ApiRequest post(ObjectNode body) {
        options.requestDimensions()
                .ifPresent(dimensions -> body.putObject("embeddingConfig").put("outputEmbeddingLength", dimensions));
        return ApiRequest.post(invoke, body);
    }

    @Override
    public Vectors read(JsonNode answer) {
        if (answer.path("message").isTextual()) {
            throw new InvalidAnswerException("an error, though its status says success");
        }
        return new Vectors(
                List.of(Vectors.floats(answer.path("embedding"))), Vectors.tokens(answer.path("inputTextTokenCount")));
    }
}
