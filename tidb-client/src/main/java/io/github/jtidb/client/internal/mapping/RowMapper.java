package io.github.jtidb.client.internal.mapping;

import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.TableSchema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the columns of a table class's instances and makes instances of columns. Thread-safe.
 *
 * @param <T> the table's class
 */
public final class RowMapper<T> {

    private final TableSchema table;
    private final VectorCodec codec;
    private final Instances<T> instances;

    /**
     * A mapper.
     *
     * @throws io.github.jtidb.schema.SchemaException if instances of the class cannot be read or made
     */
    public RowMapper(Class<T> type, TableSchema table, VectorCodec codec) {
        this.table = table;
        this.codec = codec;
        this.instances = Instances.of(
                type, table.columns().stream().map(ColumnSchema::field).toList());
    }

    /** The values of an instance, in the order of the table's columns; as Java has them, not copied. */
    public @Nullable Object[] values(T instance) {
        return instances.values(instance);
    }

    /** An instance with such values. */
    public T instance(@Nullable Object[] values) {
        return instances.instance(values);
    }

    /** The instance of the row that a result set stands on, whose first columns are the table's. */
    public T read(ResultSet row) throws SQLException {
        return instances.instance(values(row));
    }

    /** The values of the row that a result set stands on, whose first columns are the table's. */
    public @Nullable Object[] values(ResultSet row) throws SQLException {
        List<ColumnSchema> columns = table.columns();
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Values.decode(codec, columns.get(i), row, i + 1);
        }
        return values;
    }
}
