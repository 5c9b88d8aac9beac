package io.github.jtidb.client.internal.mapping;

import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.TableSchema;
import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
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
    private final int width;

    /** Where a column stands in the table, by its name. */
    private final Map<String, Integer> positions = new HashMap<>();

    /** What stands in an instance for the columns that are not read. */
    private final @Nullable Object[] unread;

    /**
     * A mapper of a table class.
     *
     * @throws io.github.jtidb.schema.SchemaException if instances of the class cannot be read or made
     */
    public RowMapper(Class<T> type, TableSchema table, VectorCodec codec) {
        this(table, codec, Instances.of(type, fields(table)));
    }

    /** A mapper of a table without a class, whose rows are maps. */
    public static RowMapper<Map<String, @Nullable Object>> ofMaps(TableSchema table, VectorCodec codec) {
        return new RowMapper<>(table, codec, new MapInstances(table));
    }

    private RowMapper(TableSchema table, VectorCodec codec, Instances<T> instances) {
        this.table = table;
        this.codec = codec;
        this.instances = instances;
        this.width = table.columns().size() + table.relations().size();
        this.unread = new @Nullable Object[width];
        for (ColumnSchema column : table.columns()) {
            unread[positions.size()] = nothing(column.javaType());
            positions.put(column.name(), positions.size());
        }
    }

    /** The fields of a table's class: those that are columns, then those that hold rows of other tables. */
    static List<String> fields(TableSchema table) {
        return Stream.concat(
                        table.columns().stream().map(ColumnSchema::field),
                        table.relations().stream().map(TableSchema.Relation::field))
                .toList();
    }

    /**
     * The values of an instance, in the order of the table's columns, and behind them its related rows; as Java has them, not
     * copied.
     */
    public @Nullable Object[] values(T instance) {
        return instances.values(instance);
    }

    /** An instance with such values. */
    public T instance(@Nullable Object[] values) {
        return instances.instance(values);
    }

    /**
     * The values of the row that a result set stands on.
     *
     * @param read the result set's first columns, in their order; some of the table's
     * @return values in the order of the table's columns, null where a column is not read, and behind them the related rows,
     *     which are still null
     */
    public @Nullable Object[] values(ResultSet row, List<ColumnSchema> read) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[width];
        for (int i = 0; i < read.size(); i++) {
            values[position(read.get(i))] = Values.decode(codec, read.get(i), row, i + 1);
        }
        return values;
    }

    /** The key among such values. */
    public RowKey key(@Nullable Object[] values) {
        return new RowKey(table.keyColumns().stream()
                .map(column -> Objects.requireNonNull(values[position(column)], column.field()))
                .toList());
    }

    /** An instance with some of such values; its other fields are null, and zero or false where they are primitive. */
    public T instance(@Nullable Object[] values, Collection<ColumnSchema> shown) {
        @Nullable Object[] some = unread.clone();
        for (ColumnSchema column : shown) {
            some[position(column)] = values[position(column)];
        }
        int related = table.columns().size();
        System.arraycopy(values, related, some, related, width - related);
        return instances.instance(some);
    }

    /** The position of a column among such values. */
    public int position(ColumnSchema column) {
        return Objects.requireNonNull(positions.get(column.name()), column.name());
    }

    private static @Nullable Object nothing(Type type) {
        return type instanceof Class<?> primitive && primitive.isPrimitive()
                ? Array.get(Array.newInstance(primitive, 1), 0)
                : null;
    }
}
