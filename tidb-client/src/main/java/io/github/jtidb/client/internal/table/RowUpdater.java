package io.github.jtidb.client.internal.table;

import io.github.jtidb.client.Filter;
import io.github.jtidb.client.internal.dialect.Dialect;
import io.github.jtidb.client.internal.mapping.Values;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.TableSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes values of rows, and with a text the vector that was made of it. Thread-safe. */
public final class RowUpdater {

    private RowUpdater() {}

    /**
     * Changes the rows that a filter takes.
     *
     * @param changes field names and new values
     * @return how many rows were changed
     */
    public static long update(BoundTable<?> table, Map<String, ? extends @Nullable Object> changes, Filter filter) {
        if (changes.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is nothing to change: expected at least one field and its new value.");
        }
        TableSchema schema = table.schema();
        List<ColumnSchema> columns = schema.columns();
        @Nullable Object[] row = new @Nullable Object[columns.size()];
        List<ColumnSchema> changed = new ArrayList<>();
        changes.forEach((field, value) -> {
            ColumnSchema column = schema.requireColumn(field);
            check(table, column, value);
            row[columns.indexOf(column)] = value;
            changed.add(column);
        });
        addVectors(table, changed);
        List<@Nullable Object[]> rows = new ArrayList<>();
        rows.add(row);
        table.embedder().fill(rows);

        Dialect dialect = table.session().dialect();
        Map<ColumnSchema, @Nullable Object> values = new LinkedHashMap<>();
        for (ColumnSchema column : changed) {
            Object value = row[columns.indexOf(column)];
            values.put(column, value == null ? null : Values.encode(dialect, column, value));
        }
        return table.session().update(dialect.update(schema, values, filter));
    }

    private static void check(BoundTable<?> table, ColumnSchema column, @Nullable Object value) {
        String field =
                "Field '" + column.field() + "' of table '" + table.schema().name() + "' ";
        if (column.key()) {
            throw new IllegalArgumentException(field + "is the key and cannot be changed: insert a new row instead.");
        }
        if (value == null && !column.nullable()) {
            throw new IllegalArgumentException(field + "must not be null.");
        }
        if (table.session().dialect().embedsOnServer(column)) {
            throw new IllegalArgumentException(
                    field + "is embedded by the server and cannot be written: change its source field.");
        }
        if (table.session().dialect().isComputed(column)) {
            throw new IllegalArgumentException(field + "is computed by the database and cannot be written.");
        }
    }

    /** A changed text takes its vector along, unless that is given, too; without text there is no vector. */
    private static void addVectors(BoundTable<?> table, List<ColumnSchema> changed) {
        for (ColumnSchema column : table.schema().vectorColumns()) {
            boolean follows = column.vector()
                    .flatMap(ColumnSchema.Vector::sourceField)
                    .map(table.schema()::requireColumn)
                    .filter(changed::contains)
                    .isPresent();
            if (follows
                    && !changed.contains(column)
                    && !table.session().dialect().embedsOnServer(column)) {
                changed.add(column);
            }
        }
    }
}
