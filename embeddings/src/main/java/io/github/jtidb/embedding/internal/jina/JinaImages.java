package io.github.jtidb.embedding.internal.jina;

import static io.github.jtidb.embedding.internal.image.ImageFormat.JPEG;
import static io.github.jtidb.embedding.internal.image.ImageFormat.PNG;
import static io.github.jtidb.embedding.internal.image.ImageFormat.WEBP;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.jtidb.embedding.ImageInput;
import io.github.jtidb.embedding.internal.http.ApiRequest;
import io.github.jtidb.embedding.internal.http.BatchLimits;
import io.github.jtidb.embedding.internal.http.ImageApi;
import io.github.jtidb.embedding.internal.http.ImageBytes;
import io.github.jtidb.embedding.internal.http.Json;
import io.github.jtidb.embedding.internal.http.Side;
import io.github.jtidb.embedding.internal.http.Vectors;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A model for texts and images, whose images stand among the inputs. They are sent as bare base64, as in Jina's examples.
 * Immutable.
 *
 * @param texts how texts are asked for
 */
record JinaImages(JinaEmbeddings texts) implements ImageApi {

    private static final Pattern MODELS = Pattern.compile("jina-clip-.*|jina-embeddings-v4.*");
    private static final int MOST_BYTES = 20_000_000;

    /** Few, since images are large; no document says how many. */
    private static final int IMAGES = 8;

    /** Whether a model is one of those that read images. */
    static boolean readBy(String model) {
        return MODELS.matcher(model).matches();
    }

    @Override
    public BatchLimits limits() {
        return texts.limits();
    }

    @Override
    public ApiRequest request(List<String> batch, Side side) {
        return texts.request(batch, side);
    }

    @Override
    public int mostImages() {
        return IMAGES;
    }

    @Override
    public ImageBytes file(ImageInput image) {
        return ImageBytes.of(image, Set.of(PNG, JPEG, WEBP), MOST_BYTES);
    }

    @Override
    public ApiRequest imageRequest(List<ImageBytes> images) {
        ArrayNode input = Json.array(List.of());
        images.forEach(image -> input.addObject().put("image", image.base64()));
        return texts.request(input, Side.DOCUMENT);
    }

    @Override
    public Vectors read(JsonNode answer) {
        return texts.read(answer);
    }
}
