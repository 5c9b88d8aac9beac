package io.github.jtidb.embedding.internal.image;

import io.github.jtidb.embedding.EmbeddingException;
import org.jspecify.annotations.Nullable;

/** Makes the exception for an image that the caller has to correct. */
final class BadImage {

    static final String REMEDY = "Give a PNG, JPEG, GIF or BMP file, or decode it and give a BufferedImage";

    private BadImage() {}

    static EmbeddingException because(String message) {
        return because(message, null);
    }

    static EmbeddingException because(String message, @Nullable Throwable cause) {
        return new EmbeddingException(EmbeddingException.Reason.INVALID_REQUEST, 0, message, cause);
    }
}
