package io.github.jtidb.client.internal.mapping;

import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.TableSchema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the columns of a row's object and makes such objects of columns. Thread-safe.
 *
 * @param <T> the table's class, or a map
 */
public final class RowMapper<T> {

    private final TableSchema table;
    private final VectorCodec codec;
    private final Instances<T> instances;

    /**
     * A mapper of a table class.
     *
     * @throws io.github.jtidb.schema.SchemaException if instances of the class cannot be read or made
     */
    public RowMapper(Class<T> type, TableSchema table, VectorCodec codec) {
        this(table, codec, instances(type, table));
    }

    /** A mapper of a table without a class, whose rows are maps. */
    public static RowMapper<Map<String, @Nullable Object>> ofMaps(TableSchema table, VectorCodec codec) {
        return new RowMapper<>(table, codec, new MapInstances(table));
    }

    private static <T> Instances<T> instances(Class<T> type, TableSchema table) {
        List<String> fields = table.columns().stream().map(ColumnSchema::field).toList();
        return type.isRecord() ? new RecordInstances<>(type) : new ObjectInstances<>(type, fields);
    }

    private RowMapper(TableSchema table, VectorCodec codec, Instances<T> instances) {
        this.table = table;
        this.codec = codec;
        this.instances = instances;
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
        List<ColumnSchema> columns = table.columns();
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Values.decode(codec, columns.get(i), row, i + 1);
        }
        return instances.instance(values);
    }
}
