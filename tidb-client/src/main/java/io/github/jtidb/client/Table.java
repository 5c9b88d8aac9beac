package io.github.jtidb.client;

import io.github.jtidb.client.internal.dialect.Dialect;
import io.github.jtidb.client.internal.dialect.Sql;
import io.github.jtidb.client.internal.jdbc.Session;
import io.github.jtidb.client.internal.mapping.Values;
import io.github.jtidb.client.internal.table.BoundTable;
import io.github.jtidb.client.internal.table.RowUpdater;
import io.github.jtidb.client.internal.table.RowWriter;
import io.github.jtidb.client.internal.table.StoredSchema;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows are instances of an annotated class, or maps from the names of its columns to their values;
 * {@link TiDBClient#createTable} and {@link TiDBClient#openTable} give it.
 *
 * <p>It holds no connection of its own and needs no closing. Every method throws {@link IllegalStateException} once the client
 * is closed, and {@link StatementException} where the database refuses. Thread-safe.
 *
 * @param <T> the class, or {@code Map<String, Object>}
 */
public final class Table<T> {

    private final BoundTable<T> table;
    private final RowWriter<T> writer;

    Table(BoundTable<T> table) {
        this.table = table;
        this.writer = new RowWriter<>(table);
    }

    /** The same table within a transaction. */
    Table<T> in(Session transaction) {
        if (transaction.database() != table.session().database()) {
            throw new IllegalArgumentException("Table '" + schema().name() + "' is in the database '"
                    + table.session().name()
                    + "', and the transaction in another one or of another client: expected one of"
                    + " the same client and database.");
        }
        return new Table<>(table.in(transaction));
    }

    /**
     * The table's schema, in which every vector field has its dimensions.
     *
     * @return the schema
     */
    public TableSchema schema() {
        return table.schema();
    }

    /**
     * The columns that the table has in the database now, those that its class does not know included.
     *
     * @return the columns in the order of the table
     * @throws io.github.jtidb.schema.SchemaException if the table is no longer there, has no primary key, or a column that
     *     nothing here can hold
     */
    public List<ColumnSchema> columns() {
        return StoredSchema.read(table.session(), schema().name()).columns();
    }

    /**
     * Inserts a row. Where its vector field is null and the source field holds text, the text is embedded first; the text
     * may be long, and what the model does not read of it has no part in the vector.
     *
     * @param row the row, which is not changed
     * @return the row with its generated key and its vector; what the database itself fills in (default values, vectors
     *     embedded by the server) is not read back
     * @throws IllegalArgumentException if a value does not fit its column
     * @throws io.github.jtidb.embedding.EmbeddingException if the text cannot be embedded; nothing is inserted then
     */
    public T insert(T row) {
        return writer.insert(List.of(Objects.requireNonNull(row, "row"))).get(0);
    }

    /**
     * Inserts rows in one transaction: all of them, or none. All texts are embedded first, together.
     *
     * @param rows the rows, which are not changed; an empty list does nothing
     * @return the rows in the same order, as {@link #insert} returns them
     * @throws IllegalArgumentException if a value does not fit its column
     * @throws NullPointerException if a row is null; the message tells which
     * @throws io.github.jtidb.embedding.EmbeddingException if a text cannot be embedded; nothing is inserted then
     */
    public List<T> bulkInsert(List<T> rows) {
        return writer.insert(rows);
    }

    /**
     * Reads the row with a key.
     *
     * @param key the key's value, or its parts in the order of the class's {@code @Id} fields
     * @return the row, or empty if there is none
     * @throws IllegalArgumentException if the number of parts or their types do not fit
     */
    public Optional<T> get(Object... key) {
        List<ColumnSchema> columns = schema().keyColumns();
        if (key.length != columns.size()) {
            throw new IllegalArgumentException("The key of table '" + schema().name() + "' has " + columns.size()
                    + " parts ("
                    + String.join(
                            ", ", columns.stream().map(ColumnSchema::field).toList()) + "), got "
                    + key.length + ".");
        }
        Dialect dialect = table.session().dialect();
        List<Object> encoded = new ArrayList<>();
        for (int i = 0; i < key.length; i++) {
            ColumnSchema column = columns.get(i);
            encoded.add(Values.encode(dialect, column, Objects.requireNonNull(key[i], column.field())));
        }
        Sql sql = dialect.selectByKey(schema(), encoded);
        return table.session().query(sql, table.mapper()::read).stream().findFirst();
    }

    /**
     * Begins a reading of rows.
     *
     * @return a query to refine and run; as it is, it reads every row in the order of the keys
     */
    public Query<T> query() {
        return new Query<>(table);
    }

    /**
     * Changes the rows that a condition takes. A changed source text is embedded again; an empty one leaves no vector.
     *
     * @param changes field names and their new values; a null sets null
     * @param condition which rows; {@link Filter#and} without parts takes all
     * @return how many rows were changed; a row that has the values already counts or not, as the database sees it
     * @throws io.github.jtidb.schema.SchemaException if a field is not in the table
     * @throws IllegalArgumentException if nothing is to change, a value does not fit its column, or a key or a column that
     *     the server embeds is to change
     * @throws io.github.jtidb.embedding.EmbeddingException if the text cannot be embedded; nothing is changed then
     */
    public long update(Map<String, ? extends @Nullable Object> changes, Filter condition) {
        return RowUpdater.update(table, changes, condition);
    }

    /**
     * Deletes the rows that a condition takes.
     *
     * @param condition which rows; to delete all, use {@link #truncate()}
     * @return how many rows were deleted
     * @throws io.github.jtidb.schema.SchemaException if it names a field that the table has not
     * @throws IllegalArgumentException if it compares a field with a value of another type
     */
    public long delete(Filter condition) {
        return table.session().update(table.session().dialect().delete(schema(), condition));
    }

    /**
     * Deletes all rows, at once and for good; generated keys begin anew.
     *
     * @throws IllegalStateException within a transaction, which it would commit
     */
    public void truncate() {
        if (table.session().isTransaction()) {
            throw new IllegalStateException(
                    "Truncating table '" + schema().name()
                            + "' would commit the transaction in the middle: delete(Filter.allOf()) within it, or truncate outside.");
        }
        table.session().execute(table.session().dialect().truncate(schema()));
    }

    /**
     * Counts the rows.
     *
     * @return their number
     */
    public long rows() {
        return table.session().queryLong(table.session().dialect().count(schema()));
    }

    /**
     * Begins a search by meaning.
     *
     * @param query a text, embedded by the model of the vector field
     * @return a search to refine and run
     * @throws IllegalArgumentException if the text is blank
     */
    public Search<T> search(String query) {
        if (query.isBlank()) {
            throw new IllegalArgumentException("The query text is blank: expected some words.");
        }
        return new Search<>(table, query);
    }

    /**
     * Begins a search for the vectors nearest to one.
     *
     * @param query a vector of as many dimensions as the vector field has; it is copied
     * @return a search to refine and run
     */
    public Search<T> search(float[] query) {
        return new Search<>(table, query.clone());
    }

    /** The table's name and where it is. */
    @Override
    public String toString() {
        return "Table[" + schema().name() + ", " + table.session().name() + "]";
    }
}
