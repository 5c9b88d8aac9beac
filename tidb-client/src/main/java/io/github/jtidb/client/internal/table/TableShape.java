package io.github.jtidb.client.internal.table;

import io.github.jtidb.client.internal.dialect.Dialect;
import io.github.jtidb.client.internal.jdbc.Session;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.ColumnType;
import io.github.jtidb.schema.SchemaException;
import io.github.jtidb.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares what a program expects of a table with the table that is there. */
public final class TableShape {

    private static final Logger LOG = LoggerFactory.getLogger(TableShape.class);

    private TableShape() {}

    /**
     * Refuses a table that cannot hold the rows of a schema; it may have more columns, and wider ones.
     *
     * @throws SchemaException if it differs; the message lists how
     */
    public static void check(Session session, TableSchema expected) {
        TableSchema stored;
        try {
            stored = StoredSchema.read(session, expected.name());
        } catch (SchemaException e) {
            // Something in it that the program may not even use cannot be described.
            LOG.debug("Not comparing table '{}': {}", expected.name(), e.getMessage());
            return;
        }
        List<String> differences = new ArrayList<>();
        for (ColumnSchema column : expected.columns()) {
            difference(session.dialect(), column, stored.column(column.name())).ifPresent(differences::add);
        }
        if (!differences.isEmpty()) {
            throw new SchemaException("Table '" + expected.name() + "' in the database '" + session.name()
                    + "' is not as expected: " + String.join("; ", differences)
                    + ". Change one of the two, or replace the table and its rows with IfExists.OVERWRITE.");
        }
    }

    private static Optional<String> difference(Dialect dialect, ColumnSchema expected, Optional<ColumnSchema> found) {
        if (found.isEmpty()) {
            return Optional.of("it has no column '" + expected.name() + "'");
        }
        ColumnSchema stored = found.get();
        String column = "its column '" + expected.name() + "' ";
        if (!holds(dialect, stored, expected)) {
            return Optional.of(column + "is " + stored + ", expected " + expected);
        }
        boolean generated = stored.generated().orElse(false);
        if (dialect.embedsOnServer(expected) && !generated) {
            return Optional.of(column + "is not embedded by the server, which a GENERATED column with EMBED_TEXT is");
        }
        if (generated && expected.vector().isPresent() && !dialect.embedsOnServer(expected)) {
            return Optional.of(column + "is computed by the database and cannot be written, as this client would");
        }
        return Optional.empty();
    }

    private static boolean holds(Dialect dialect, ColumnSchema stored, ColumnSchema expected) {
        return switch (expected.type()) {
            // Databases tell them apart by a width that they no longer show.
            case BOOLEAN -> stored.type() == ColumnType.BOOLEAN || isWhole(stored, 1);
            case TINYINT -> stored.type() == ColumnType.BOOLEAN || isWhole(stored, 3);
            case SMALLINT -> isWhole(stored, 5);
            case INT -> isWhole(stored, 10);
            case BIGINT -> isWhole(stored, 19);
            case FLOAT -> stored.type() == ColumnType.FLOAT || stored.type() == ColumnType.DOUBLE;
            case DECIMAL ->
                stored.type() == ColumnType.DECIMAL
                        && stored.scale() >= expected.scale()
                        && stored.precision() - stored.scale() >= expected.precision() - expected.scale();
            // Too long a value is refused when it comes.
            case VARCHAR, CHAR, TEXT -> stored.javaType() == String.class;
            case VARBINARY, BLOB -> stored.javaType() == byte[].class;
            case VECTOR ->
                dialect.holdsVectors(
                        stored, expected.vector().orElseThrow().dimensions().orElseThrow());
            case DOUBLE, DATE, TIME, DATETIME, JSON -> stored.type() == expected.type();
        };
    }

    private static boolean isWhole(ColumnSchema stored, int digits) {
        int held = switch (stored.type()) {
            case TINYINT -> 3;
            case SMALLINT -> 5;
            case INT -> 10;
            case BIGINT -> 19;
            case DECIMAL -> stored.precision() - stored.scale();
            default -> 0;
        };
        return held >= digits;
    }
}
