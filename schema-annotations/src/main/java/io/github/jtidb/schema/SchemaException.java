package io.github.jtidb.schema;

import io.github.jtidb.vector.TiDBException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A table class, or the table in the database, does not fit what is asked of it. Immutable. */
public class SchemaException extends TiDBException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The field of a table class that is wrong, or empty. */
    private final String field;

    /**
     * An exception with a message.
     *
     * @param message the class or table, the field, what is wrong, and the remedy
     */
    public SchemaException(String message) {
        this(message, "");
    }

    SchemaException(String message, String field) {
        super(message);
        this.field = field;
    }

    /**
     * An exception with a message and a cause.
     *
     * @param message the class or table, the field, what is wrong, and the remedy
     * @param cause what raised it, or null
     */
    public SchemaException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.field = "";
    }

    String field() {
        return field;
    }
}
