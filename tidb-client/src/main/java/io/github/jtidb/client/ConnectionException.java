package io.github.jtidb.client;

import io.github.jtidb.vector.TiDBException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The database cannot be opened or reached. Immutable. */
public class ConnectionException extends TiDBException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * An exception with a message and a cause.
     *
     * @param message which database, what is wrong, and what to do; never a password
     * @param cause what raised it, or null
     */
    public ConnectionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
