package io.github.jtidb.client.internal.mapping;

import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.TableSchema;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Maps from the names of columns to values. A name that is missing stands for null. Immutable. */
final class MapInstances implements Instances<Map<String, @Nullable Object>> {

    private final TableSchema table;
    private final Map<ColumnSchema, Integer> positions = new IdentityHashMap<>();

    MapInstances(TableSchema table) {
        this.table = table;
        for (ColumnSchema column : table.columns()) {
            positions.put(column, positions.size());
        }
    }

    @Override
    public @Nullable Object[] values(Map<String, @Nullable Object> instance) {
        @Nullable Object[] values = new @Nullable Object[positions.size()];
        boolean[] given = new boolean[values.length];
        instance.forEach((name, value) -> {
            ColumnSchema column = table.requireColumn(name);
            int i = Objects.requireNonNull(positions.get(column));
            if (given[i]) {
                throw new IllegalArgumentException("A row of table '" + table.name() + "' names column '"
                        + column.name() + "' twice: expected each once, whatever its case.");
            }
            given[i] = true;
            values[i] = value;
        });
        return values;
    }

    @Override
    public Map<String, @Nullable Object> instance(@Nullable Object[] values) {
        Map<String, @Nullable Object> instance = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            instance.put(table.columns().get(i).field(), values[i]);
        }
        return instance;
    }
}
