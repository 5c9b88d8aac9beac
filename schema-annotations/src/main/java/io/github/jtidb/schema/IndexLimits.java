package io.github.jtidb.schema;

import java.lang.reflect.Type;
import java.util.List;

/** How much TiDB puts into one index. */
final class IndexLimits {

    static final int MAX_BYTES = 3072;

    private static final int BYTES_OF_A_CHARACTER = 4;

    private IndexLimits() {}

    /** Refuses columns that have no ordinary index, and more of them than fit one; {@code what} names the index or key. */
    static void check(Type table, String what, List<ColumnSchema> columns) {
        int bytes = 0;
        for (ColumnSchema column : columns) {
            switch (column.type()) {
                case TEXT, JSON, BLOB, VECTOR ->
                    throw Refusal.of(
                            table,
                            what + " holds the field " + column.field() + ", whose " + column.type()
                                    + " column cannot be in it",
                            remedy(column.type()));
                default -> bytes += bytes(column);
            }
        }
        if (bytes > MAX_BYTES) {
            throw Refusal.of(
                    table,
                    what + " over " + columns + " takes " + bytes + " bytes; expected at most " + MAX_BYTES
                            + " (a character counts as " + BYTES_OF_A_CHARACTER + ")",
                    "Give its columns a shorter @Column(length = ...), or leave some out");
        }
    }

    private static String remedy(ColumnType type) {
        return switch (type) {
            case TEXT -> "Remove @Text to make it a VARCHAR, or use @FullTextField to search it by words";
            case BLOB -> "Give it @Column(length = ...)";
            case VECTOR -> "Remove it: @VectorField(index = ...) makes its index";
            default -> "Remove it";
        };
    }

    private static int bytes(ColumnSchema column) {
        return switch (column.type()) {
            case BOOLEAN, TINYINT -> 1;
            case SMALLINT -> 2;
            case DATE -> 3;
            case INT, FLOAT -> 4;
            case TIME -> 6;
            case BIGINT, DOUBLE -> 8;
            case DATETIME -> 11;
            // Nine digits take four bytes.
            case DECIMAL -> column.precision() / 9 * 4 + (column.precision() % 9 + 1) / 2;
            case VARCHAR, CHAR -> column.length() * BYTES_OF_A_CHARACTER;
            case VARBINARY -> column.length();
            case TEXT, JSON, BLOB, VECTOR -> throw new IllegalArgumentException(column.toString());
        };
    }
}
