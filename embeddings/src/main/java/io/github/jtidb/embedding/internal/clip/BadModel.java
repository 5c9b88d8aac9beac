package io.github.jtidb.embedding.internal.clip;

import io.github.jtidb.embedding.EmbeddingException;
import org.jspecify.annotations.Nullable;

/** Makes the exception for a model folder or an option that the caller has to correct. */
final class BadModel {

    private BadModel() {}

    static EmbeddingException because(String message) {
        return because(message, null);
    }

    static EmbeddingException because(String message, @Nullable Throwable cause) {
        return new EmbeddingException(EmbeddingException.Reason.INVALID_REQUEST, 0, message, cause);
    }
}
