package io.github.jtidb.client.internal.table;

import io.github.jtidb.client.internal.dialect.Dialect;
import io.github.jtidb.client.internal.dialect.Sql;
import io.github.jtidb.client.internal.jdbc.Session;
import io.github.jtidb.client.internal.mapping.Values;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.vector.TiDBException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes instances as rows: checks all of them, embeds what has to be, and inserts them in one transaction with few
 * statements. Thread-safe.
 *
 * @param <T> the table's class
 */
public final class RowWriter<T> {

    /** A statement carries so many values at most; MySQL's protocol ends at 65,535. */
    private static final int MOST_VALUES = 20_000;

    /** A statement carries so many bytes at most, by estimate; servers refuse packets of 64 MiB. */
    private static final long MOST_BYTES = 4L << 20;

    private final BoundTable<T> table;
    private final Dialect dialect;
    private final List<ColumnSchema> columns;

    /** Where the columns stand that are written, among all columns. */
    private final int[] written;

    private final List<ColumnSchema> writtenColumns;

    /** Where the key stands that the database generates, or -1. */
    private final int generatedKey;

    /** A writer. */
    public RowWriter(BoundTable<T> table) {
        this.table = table;
        this.dialect = table.session().dialect();
        this.columns = table.schema().columns();
        this.written = IntStream.range(0, columns.size())
                .filter(i -> !dialect.isComputed(columns.get(i)))
                .toArray();
        this.writtenColumns = Arrays.stream(written).mapToObj(columns::get).toList();
        this.generatedKey = IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).autoIncrement())
                .findFirst()
                .orElse(-1);
    }

    /**
     * Inserts rows: all of them, or none.
     *
     * @return the rows as they were inserted, with generated keys and the vectors that were made here, in order
     */
    public List<T> insert(List<T> instances) {
        List<@Nullable Object[]> rows = new ArrayList<>(instances.size());
        for (int i = 0; i < instances.size(); i++) {
            rows.add(table.mapper().values(Objects.requireNonNull(instances.get(i), "row " + i + " is null")));
        }
        if (rows.isEmpty()) {
            return List.of();
        }
        rows.forEach(row -> check(row, false));
        table.embedder().fill(rows);
        rows.forEach(row -> check(row, true));
        List<@Nullable Object[]> sent = largestKeyFirst(rows);
        List<@Nullable Object[]> encoded = sent.stream().map(this::encode).toList();
        List<@Nullable Object> keys = table.session().transaction(transaction -> insert(transaction, sent, encoded));
        for (int i = 0; i < sent.size(); i++) {
            if (keys.get(i) != null) {
                sent.get(i)[generatedKey] = keys.get(i);
            }
        }
        return rows.stream().map(table.mapper()::instance).toList();
    }

    /** A database that generates keys then raises its counter once. H2 would write it to disk for each row that does. */
    private List<@Nullable Object[]> largestKeyFirst(List<@Nullable Object[]> rows) {
        if (generatedKey < 0) {
            return rows;
        }
        int first = 0;
        long largest = Long.MIN_VALUE;
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i)[generatedKey] instanceof Number key && key.longValue() > largest) {
                largest = key.longValue();
                first = i;
            }
        }
        List<@Nullable Object[]> sent = new ArrayList<>(rows);
        Collections.swap(sent, 0, first);
        return sent;
    }

    /** Inserts all rows, which are not changed since this may be tried again, and gives the keys that were generated. */
    private List<@Nullable Object> insert(
            Session transaction, List<@Nullable Object[]> rows, List<@Nullable Object[]> encoded) {
        List<@Nullable Object> keys = new ArrayList<>(rows.size());
        for (int start = 0; start < rows.size(); ) {
            int end = statementEnd(rows, encoded, start);
            boolean keyed = hasKey(rows.get(start));
            keys.addAll(insert(transaction, encoded.subList(start, end), keyed));
            start = end;
        }
        return keys;
    }

    /** The columns that are written. */
    List<ColumnSchema> columns() {
        return writtenColumns;
    }

    /** Refuses values that are missing, a vector only once it could be embedded, and values that cannot be written. */
    void check(@Nullable Object[] row, boolean embedded) {
        for (int i = 0; i < columns.size(); i++) {
            ColumnSchema column = columns.get(i);
            if (row[i] == null) {
                boolean filled = column.autoIncrement() || column.hasDefault() || dialect.isComputed(column);
                boolean awaited = !embedded && column.vector().isPresent();
                if (!column.nullable() && !filled && !awaited) {
                    throw new IllegalArgumentException("Field '" + column.field() + "' of table '"
                            + table.schema().name() + "' must not be null: give it a value, or declare a default.");
                }
            } else if (dialect.isComputed(column)) {
                throw new IllegalArgumentException("Field '" + column.field() + "' of table '"
                        + table.schema().name() + "' is "
                        + (dialect.embedsOnServer(column) ? "embedded by the server" : "computed by the database")
                        + " and cannot be written: leave it null.");
            }
        }
    }

    /** The values of the columns that are written, as JDBC takes them. */
    @Nullable
    Object[] encode(@Nullable Object[] row) {
        @Nullable Object[] values = new @Nullable Object[written.length];
        for (int i = 0; i < values.length; i++) {
            Object value = row[written[i]];
            values[i] = value == null ? null : Values.encode(dialect, writtenColumns.get(i), value);
        }
        return values;
    }

    /** Rows with a key and rows without one go in different statements, or the generated keys could not be told apart. */
    private int statementEnd(List<@Nullable Object[]> rows, List<@Nullable Object[]> encoded, int start) {
        boolean keyed = hasKey(rows.get(start));
        int most = Math.max(1, Math.min(dialect.mostRowsPerInsert(), MOST_VALUES / written.length));
        long bytes = 0;
        int end = start;
        while (end < rows.size() && end - start < most && hasKey(rows.get(end)) == keyed) {
            bytes += bytes(encoded.get(end));
            if (bytes > MOST_BYTES && end > start) {
                break;
            }
            end++;
        }
        return end;
    }

    /** Whether the row brings its key. */
    boolean hasKey(@Nullable Object[] row) {
        return generatedKey < 0 || row[generatedKey] != null;
    }

    private static long bytes(@Nullable Object[] row) {
        long bytes = 0;
        for (Object value : row) {
            if (value instanceof String text) {
                bytes += 3L * text.length();
            } else {
                bytes += value instanceof byte[] binary ? binary.length : Long.BYTES;
            }
        }
        return bytes;
    }

    private List<@Nullable Object> insert(Session transaction, List<@Nullable Object[]> encoded, boolean keyed) {
        Sql sql = dialect.insert(table.schema(), writtenColumns, encoded);
        if (keyed) {
            transaction.execute(sql);
            return Collections.nCopies(encoded.size(), null);
        }
        ColumnSchema key = columns.get(generatedKey);
        List<Long> keys = transaction.insert(sql, key.name());
        if (keys.size() != encoded.size()) {
            throw new TiDBException("The driver gave " + keys.size() + " generated keys for " + encoded.size()
                    + " rows: expected one each. Nothing was inserted.");
        }
        List<@Nullable Object> generated = new ArrayList<>(keys.size());
        keys.forEach(value -> generated.add(Values.generatedKey(key, value)));
        return generated;
    }
}
