package io.github.jtidb.client;

import io.github.jtidb.client.internal.jdbc.ResultTable;
import io.github.jtidb.client.internal.mapping.Conversion;
import io.github.jtidb.client.internal.mapping.ResultReader;
import io.github.jtidb.client.internal.mapping.VectorCodec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All rows that {@link TiDBClient#query} gave, to be read as often and in as many forms as wanted:
 *
 * <pre>{@code
 * long count = client.query("SELECT COUNT(*) FROM sample_documents").scalar(Long.class).orElseThrow();
 * }</pre>
 *
 * <p>Values are Java's: numbers, {@code String}, {@code Boolean}, {@code byte[]}, {@code LocalDate}, {@code LocalTime},
 * {@code LocalDateTime}; JSON and, on a server, vectors come as text. Immutable, as far as the values are.
 */
public final class QueryResult {

    private final ResultTable table;
    private final VectorCodec codec;

    QueryResult(ResultTable table, VectorCodec codec) {
        this.table = table;
        this.codec = codec;
    }

    /**
     * The columns' names, or what {@code AS} calls them.
     *
     * @return the names, in order
     */
    public List<String> columns() {
        return table.columns();
    }

    /**
     * How many rows there are.
     *
     * @return 0 or more
     */
    public int size() {
        return table.rows().size();
    }

    /**
     * The value of a query that gives one column and one row at most.
     *
     * @param type the type wanted, such as {@code Long.class}
     * @return the value; empty if there is no row, or it is NULL
     * @param <V> the type
     * @throws IllegalStateException if there are more columns or rows
     * @throws IllegalArgumentException if the value does not fit the type without loss
     */
    public <V> Optional<V> scalar(Class<V> type) {
        if (table.columns().size() != 1) {
            throw new IllegalStateException(
                    "The query gives columns " + table.columns() + ": expected one for a single value.");
        }
        List<@Nullable Object> row = atMostOne();
        Object value = row == null ? null : row.get(0);
        return value == null
                ? Optional.empty()
                : Optional.of(type.cast(Conversion.convert(codec, "The value", value, boxed(type))));
    }

    private static Class<?> boxed(Class<?> type) {
        if (type.isPrimitive()) {
            throw new IllegalArgumentException(
                    "A value may be NULL: ask for an object's class, such as Long.class, not " + type + ".");
        }
        return type;
    }

    /**
     * The row of a query that gives one at most.
     *
     * @return the row by column names, or empty if there is none
     * @throws IllegalStateException if there are more, or two columns have one name
     */
    public Optional<Map<String, @Nullable Object>> one() {
        refuseSameNames();
        List<@Nullable Object> row = atMostOne();
        return row == null ? Optional.empty() : Optional.of(map(row));
    }

    /**
     * The row of a query that gives one at most, as an object.
     *
     * @param type as in {@link #toList(Class)}
     * @return the object, or empty if there is no row
     * @param <R> the class
     * @throws IllegalStateException if there are more rows
     * @throws io.github.jtidb.schema.SchemaException if the class does not fit the columns
     * @throws IllegalArgumentException if a value does not fit
     */
    public <R> Optional<R> one(Class<R> type) {
        ResultReader<R> reader = new ResultReader<>(type, table.columns(), codec);
        List<@Nullable Object> row = atMostOne();
        return row == null ? Optional.empty() : Optional.of(reader.read(row));
    }

    private @Nullable List<@Nullable Object> atMostOne() {
        if (size() > 1) {
            throw new IllegalStateException("The query gives " + size() + " rows: expected one at most.");
        }
        return size() == 0 ? null : table.rows().get(0);
    }

    /**
     * The rows as lists.
     *
     * @return for each row its values, in the order of {@link #columns()}
     */
    public List<List<@Nullable Object>> toRows() {
        return table.rows();
    }

    /**
     * The rows as maps.
     *
     * @return for each row its values by column name, in the order of the columns
     * @throws IllegalStateException if two columns have one name
     */
    public List<Map<String, @Nullable Object>> toList() {
        refuseSameNames();
        List<Map<String, @Nullable Object>> maps = new ArrayList<>(size());
        for (List<@Nullable Object> row : table.rows()) {
            maps.add(map(row));
        }
        return Collections.unmodifiableList(maps);
    }

    /**
     * The rows as objects.
     *
     * @param type a record, whose components are found by name (case and underscores do not matter), or a class with
     *     {@code @TableModel}; columns that it does not name are left out
     * @return an object for each row
     * @param <R> the class
     * @throws io.github.jtidb.schema.SchemaException if the class is neither, or a column is missing
     * @throws IllegalArgumentException if a value does not fit its component without loss
     */
    public <R> List<R> toList(Class<R> type) {
        ResultReader<R> reader = new ResultReader<>(type, table.columns(), codec);
        return table.rows().stream().map(reader::read).toList();
    }

    private void refuseSameNames() {
        if (table.columns().stream().distinct().count() < table.columns().size()) {
            throw new IllegalStateException(
                    "Two columns of " + table.columns() + " have one name: give one another with AS, or use toRows().");
        }
    }

    private Map<String, @Nullable Object> map(List<@Nullable Object> row) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
            map.put(table.columns().get(i), row.get(i));
        }
        return Collections.unmodifiableMap(map);
    }

    /** Its size and columns, no values. */
    @Override
    public String toString() {
        return "QueryResult[" + size() + " rows of " + table.columns() + "]";
    }
}
