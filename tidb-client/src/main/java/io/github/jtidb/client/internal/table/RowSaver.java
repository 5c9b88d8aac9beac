package io.github.jtidb.client.internal.table;

import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Inserts a row, or replaces the one with its key, in one statement. Where this client embeds a field, the stored row is read
 * before: its text tells whether a vector that comes with the row is the vector of the row's text. As thread-safe as its session.
 *
 * @param <T> the table's class
 */
public final class RowSaver<T> {

    private final BoundTable<T> table;
    private final RowWriter<T> writer;

    /** A saver that checks and encodes as a writer does. */
    public RowSaver(BoundTable<T> table, RowWriter<T> writer) {
        this.table = table;
        this.writer = writer;
    }

    /** Saves a row and gives it as it was saved. */
    public T save(T instance) {
        @Nullable Object[] row = table.mapper().values(instance);
        if (!writer.hasKey(row)) {
            return writer.insert(List.of(instance)).get(0);
        }
        writer.check(row, false);
        if (table.embedder().embedsAny()) {
            @Nullable Object[] stored = stored(row);
            if (stored != null) {
                table.embedder().refresh(row, stored);
            }
            List<@Nullable Object[]> rows = new ArrayList<>();
            rows.add(row);
            table.embedder().fill(rows);
        }
        writer.check(row, true);
        table.session().execute(table.session().dialect().upsert(table.schema(), writer.columns(), writer.encode(row)));
        return table.mapper().instance(row);
    }

    private @Nullable Object @Nullable [] stored(@Nullable Object[] row) {
        TableSchema schema = table.schema();
        List<@Nullable Object> key = new ArrayList<>();
        for (ColumnSchema column : schema.keyColumns()) {
            key.add(row[schema.columns().indexOf(column)]);
        }
        List<@Nullable Object[]> rows = table.session()
                .query(table.selectByKey(key), found -> table.mapper().values(found, schema.columns()));
        return rows.isEmpty() ? null : rows.get(0);
    }
}
