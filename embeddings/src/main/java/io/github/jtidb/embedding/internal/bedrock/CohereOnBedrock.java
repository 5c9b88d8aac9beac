package io.github.jtidb.embedding.internal.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.embedding.ImageInput;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.Truncation;
import io.github.jtidb.embedding.internal.http.ApiRequest;
import io.github.jtidb.embedding.internal.http.BatchLimits;
import io.github.jtidb.embedding.internal.http.ImageApi;
import io.github.jtidb.embedding.internal.http.ImageBytes;
import io.github.jtidb.embedding.internal.http.Json;
import io.github.jtidb.embedding.internal.http.Side;
import io.github.jtidb.embedding.internal.http.Vectors;
import java.net.URI;
import java.util.List;
import java.util.OptionalLong;

/**
 * Cohere's models, whose names for things differ between versions 3 and 4, and from those of Cohere's own service. Immutable.
 *
 * @param v4 whether it is version 4, else 3
 */
record CohereOnBedrock(URI invoke, boolean v4, ModelOptions options) implements ImageApi {

    static final int MOST_TEXTS = 96;

    /** Bedrock refuses longer texts, whatever is to become of those with too many tokens. */
    private static final int MOST_CHARACTERS_V3 = 2048;

    private static final int MOST_BYTES_V3 = 5 << 20;
    private static final int MOST_BYTES_V4 = 20 << 20;

    @Override
    public BatchLimits limits() {
        return BatchLimits.inputs(MOST_TEXTS);
    }

    @Override
    public ApiRequest request(List<String> texts, Side side) {
        ObjectNode body = Json.object().put("input_type", side.either("search_query", "search_document"));
        body.set("texts", Json.array(texts.stream().map(this::cut).toList()));
        options.truncation().ifPresent(truncation -> body.put("truncate", name(truncation)));
        return post(body);
    }

    /** Version 3 takes one a request; version 4 takes more, but has been seen to make one vector of them all. */
    @Override
    public int mostImages() {
        return 1;
    }

    @Override
    public ImageBytes file(ImageInput image) {
        return ImageBytes.of(image, v4 ? MOST_BYTES_V4 : MOST_BYTES_V3);
    }

    @Override
    public ApiRequest imageRequest(List<ImageBytes> images) {
        // Version 4 has no word for images, which are documents to it.
        ObjectNode body = Json.object().put("input_type", v4 ? "search_document" : "image");
        body.set("images", Json.array(images.stream().map(ImageBytes::dataUri).toList()));
        return post(body);
    }

    private ApiRequest post(ObjectNode body) {
        options.requestDimensions().ifPresent(dimensions -> body.put("output_dimension", dimensions));
        return ApiRequest.post(invoke, body);
    }

    private String name(Truncation truncation) {
        return switch (truncation) {
            case NONE -> "NONE";
            case START -> v4 ? "LEFT" : "START";
            case END -> v4 ? "RIGHT" : "END";
        };
    }

    /** Cuts what is refused for its length where the caller wants it cut. */
    private String cut(String text) {
        Truncation truncation = options.truncation().orElse(Truncation.NONE);
        if (v4 || truncation == Truncation.NONE || text.length() <= MOST_CHARACTERS_V3) {
            return text;
        }
        int at = truncation == Truncation.END ? MOST_CHARACTERS_V3 : text.length() - MOST_CHARACTERS_V3;
        boolean withinACharacter =
                Character.isHighSurrogate(text.charAt(at - 1)) && Character.isLowSurrogate(text.charAt(at));
        return truncation == Truncation.END
                ? text.substring(0, withinACharacter ? at - 1 : at)
                : text.substring(withinACharacter ? at + 1 : at);
    }

    /** The vectors are under the name of their type where a type was asked for, which version 4 may do by itself. */
    @Override
    public Vectors read(JsonNode answer) {
        JsonNode embeddings = answer.path("embeddings");
        return new Vectors(
                Vectors.positional(embeddings.isObject() ? embeddings.path("float") : embeddings),
                OptionalLong.empty());
    }
}
