package io.github.jtidb.embedding.internal.http;

import io.github.jtidb.embedding.ImageInput;
import java.util.List;

/** An {@link EmbeddingApi} of a model that reads images, too. Implementations are immutable. */
public interface ImageApi extends EmbeddingApi {

    /** How many images one request may carry. */
    int mostImages();

    /**
     * Reads an image, and makes of it what the service takes.
     *
     * @throws io.github.jtidb.embedding.EmbeddingException if it cannot be read, or the service does not take it
     */
    ImageBytes file(ImageInput image);

    /** A request for the vectors of images, whose answer {@link #read} understands. */
    ApiRequest imageRequest(List<ImageBytes> images);
}
