package io.github.jtidb.vector;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The root of every exception that jtidb declares; it stands in the lowest module so that all modules share it.
 *
 * <p>Subclasses say what the caller can do about it. Messages name what failed, what was expected, what came and what to
 * do; they hold no key and no bound value. Wrong arguments are {@link IllegalArgumentException}s and calls on a closed
 * object {@link IllegalStateException}s, as everywhere in Java. Immutable.
 */
public class TiDBException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * An exception with a message.
     *
     * @param message what failed, what was expected, what came, what to do
     */
    public TiDBException(String message) {
        super(message);
    }

    /**
     * An exception with a message and a cause.
     *
     * @param message what failed, what was expected, what came, what to do
     * @param cause what raised it, or null
     */
    public TiDBException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
