package io.github.jtidb.embedding.internal.local;

import io.github.jtidb.embedding.EmbeddingException;

/** Makes the exception for a model, an option or a text that the caller has to correct. */
final class Refusal {

    private Refusal() {}

    static EmbeddingException of(String message) {
        return new EmbeddingException(EmbeddingException.Reason.INVALID_REQUEST, 0, message, null);
    }
}
