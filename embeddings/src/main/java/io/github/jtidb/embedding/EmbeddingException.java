package io.github.jtidb.embedding;

import io.github.jtidb.vector.TiDBException;
import java.io.Serial;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A text could not be turned into a vector, or texts not be ranked. Immutable. */
public class EmbeddingException extends TiDBException {

    /** What the caller can do about it. */
    public enum Reason {
        /** The service has had too many requests: wait, or ask for fewer. */
        RATE_LIMITED,
        /** The key is missing, wrong, or not allowed to do this: correct it. */
        UNAUTHORIZED,
        /** The model, an option or an input is not as the model wants it: correct it. */
        INVALID_REQUEST,
        /** The service, or what the model needs here, cannot be reached or does not work at present: try again later. */
        UNAVAILABLE,
        /** The service answered with something that is no right answer: report it, or choose another model. */
        INVALID_RESPONSE,
        /** The time was up, or the caller gave up. */
        CANCELLED,
        /** Something else. */
        OTHER
    }

    @Serial
    private static final long serialVersionUID = 1L;

    /** An HTTP status, or 0. */
    private final int status;

    /** What the caller can do. */
    private final Reason reason;

    /**
     * An exception for another reason than those that have a name.
     *
     * @param message the model, what is wrong, and the remedy; never a key, never the text
     */
    public EmbeddingException(String message) {
        this(message, null);
    }

    /**
     * An exception for another reason than those that have a name.
     *
     * @param message the model, what is wrong, and the remedy; never a key, never the text
     * @param cause what raised it, or null
     */
    public EmbeddingException(String message, @Nullable Throwable cause) {
        this(Reason.OTHER, 0, message, cause);
    }

    /**
     * An exception.
     *
     * @param reason what the caller can do
     * @param status the HTTP status that the service answered with, or 0
     * @param message the model, what is wrong, and the remedy; never a key, never the text
     * @param cause what raised it, or null
     */
    public EmbeddingException(Reason reason, int status, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.status = status;
    }

    /**
     * What the caller can do.
     *
     * @return the reason
     */
    public final Reason reason() {
        return reason;
    }

    /**
     * What the service answered with.
     *
     * @return the HTTP status, or empty if no answer came
     */
    public final OptionalInt status() {
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }
}
