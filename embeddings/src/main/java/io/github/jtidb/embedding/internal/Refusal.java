package io.github.jtidb.embedding.internal;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.ModelOptions;
import org.jspecify.annotations.Nullable;

/** Makes the exception for a model, an option or an input that the caller has to correct. Has no state. */
public final class Refusal {

    private Refusal() {}

    /** Says what is wrong, and what to do. */
    public static EmbeddingException of(String message) {
        return of(message, null);
    }

    /** Says what is wrong with an option; the message begins with the model. */
    public static EmbeddingException of(ModelOptions options, String what) {
        return of(options.model() + ": " + what);
    }

    /** Says what is wrong, as another exception found. */
    public static EmbeddingException of(String message, @Nullable Throwable cause) {
        return new EmbeddingException(Reason.INVALID_REQUEST, 0, message, cause);
    }
}
