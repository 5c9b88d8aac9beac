package io.github.jtidb.embedding;

import io.github.jtidb.vector.TiDBException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A text could not be turned into a vector. Immutable. */
public class EmbeddingException extends TiDBException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * An exception with a message.
     *
     * @param message the model, what is wrong, and the remedy; never a key, never the text
     */
    public EmbeddingException(String message) {
        super(message);
    }

    /**
     * An exception with a message and a cause.
     *
     * @param message the model, what is wrong, and the remedy; never a key, never the text
     * @param cause what raised it, or null
     */
    public EmbeddingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
