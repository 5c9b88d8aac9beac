package io.github.jtidb.client;

import io.github.jtidb.vector.TiDBException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The connected database lacks what a table or a search needs. Immutable. */
public class NotSupportedException extends TiDBException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * An exception with a message and a cause.
     *
     * @param message what is missing, and the way out
     * @param cause what raised it, or null
     */
    public NotSupportedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
