package io.github.jtidb.client;

import io.github.jtidb.vector.TiDBException;
import java.io.Serial;

/** The connected database lacks what a table or a search needs. Immutable. */
public class NotSupportedException extends TiDBException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * An exception with a message.
     *
     * @param message what is missing, and the way out
     */
    public NotSupportedException(String message) {
        super(message);
    }
}
