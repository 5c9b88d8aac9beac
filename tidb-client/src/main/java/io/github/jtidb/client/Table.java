package io.github.jtidb.client;

import io.github.jtidb.client.internal.jdbc.Session;
import io.github.jtidb.client.internal.table.BoundTable;
import io.github.jtidb.client.internal.table.ColumnIndex;
import io.github.jtidb.client.internal.table.IndexBuilds;
import io.github.jtidb.client.internal.table.RowSaver;
import io.github.jtidb.client.internal.table.RowUpdater;
import io.github.jtidb.client.internal.table.RowWriter;
import io.github.jtidb.client.internal.table.StoredSchema;
import io.github.jtidb.client.internal.table.TableDdl;
import io.github.jtidb.client.internal.table.TiFlash;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.TableSchema;
import java.time.Duration;
import java.util.Arrays;
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

    private static final String OUTSIDE = ": do it outside.";

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
     * Inserts a row, or replaces the row that has its key, in one statement. A row without a key, where the database generates
     * it, is inserted.
     *
     * <p>A vector field of a source field follows its text: where the text is not the stored one, it is embedded, and a vector
     * that came with the row, as one that was read before does, is not kept. Where the text is the stored one, the row's vector is
     * kept, or the stored one if the row has none. To store a vector of your own beside another text, use {@link #update}.
     *
     * @param row the row, which is not changed
     * @return the row as it was saved, with its key and its vector
     * @throws IllegalArgumentException if a value does not fit its column
     * @throws StatementException if another row has the value of a unique index
     * @throws io.github.jtidb.embedding.EmbeddingException if the text cannot be embedded; nothing is saved then
     */
    public T save(T row) {
        return new RowSaver<>(table, writer).save(Objects.requireNonNull(row, "row"));
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
        return table.read(table.selectByKey(Arrays.asList(key))).stream().findFirst();
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
     * Deletes all rows, at once and for good; generated keys begin anew. A server that does so only while there is no full-text
     * index has it dropped before and created afterwards: should the process end in between, the index is missing.
     *
     * @throws IllegalStateException within a transaction, which it would commit
     */
    public void truncate() {
        refuseInTransaction("Truncating", ": delete(Filter.allOf()) within it, or truncate outside.");
        TableDdl.truncate(table.session(), schema());
    }

    private void refuseInTransaction(String action, String remedy) {
        if (table.session().isTransaction()) {
            throw new IllegalStateException(
                    action + " table '" + schema().name() + "' would commit the transaction in the middle" + remedy);
        }
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
        return search(query, SearchType.VECTOR);
    }

    /**
     * Begins a search by meaning, by words, or by both.
     *
     * @param query a text: what is embedded, the words that are looked for, or both
     * @param type which of them
     * @return a search to refine and run
     * @throws IllegalArgumentException if the text is blank
     */
    public Search<T> search(String query, SearchType type) {
        return search(type).text(query);
    }

    /**
     * Begins a search whose query is given by {@link Search#text} and {@link Search#vector}.
     *
     * @param type what the query is compared with
     * @return a search to refine and run
     */
    public Search<T> search(SearchType type) {
        return new Search<>(table, type);
    }

    /**
     * Begins a search for the vectors nearest to one.
     *
     * @param query a vector of as many dimensions as the vector field has; it is copied
     * @return a search to refine and run
     */
    public Search<T> search(float[] query) {
        return search(SearchType.VECTOR).vector(query);
    }

    /**
     * Whether a field has a vector index.
     *
     * @param field a vector field
     * @return true if it has, but not while {@link #createVectorIndex(String, IfExists)} still builds it; always false on the
     *     embedded database, which maintains its indexes itself
     * @throws IllegalArgumentException if it is no vector field
     */
    public boolean hasVectorIndex(String field) {
        return ColumnIndex.vector(table, field).exists();
    }

    /**
     * Creates the vector index of a field that has none.
     *
     * @param field a vector field
     * @throws io.github.jtidb.schema.SchemaException if it has one already
     * @see #createVectorIndex(String, IfExists)
     */
    public void createVectorIndex(String field) {
        createVectorIndex(field, IfExists.RAISE);
    }

    /**
     * Creates the vector index of a field, for the field's metric, and with it the TiFlash replica of the table where that is
     * missing. The call returns when the rows that are there are indexed, which may take many minutes; where the connection ends
     * before (after five minutes, unless the URL has another {@code socketTimeout}), the server goes on by itself. Searches do not
     * use the index if the field says {@code IndexPolicy.NONE}.
     *
     * @param field a vector field
     * @param ifExists what to do if it has one; {@link IfExists#OVERWRITE} drops it first, and until the new one is built there
     *     is none
     * @throws io.github.jtidb.schema.SchemaException if it has one already and {@code ifExists} is RAISE
     * @throws NotSupportedException if the server cannot build it (no TiFlash node, another metric than COSINE and L2), or the
     *     database maintains its indexes itself
     * @throws IllegalArgumentException if it is no vector field
     * @throws IllegalStateException within a transaction, which it would commit
     */
    public void createVectorIndex(String field, IfExists ifExists) {
        refuseInTransaction("Creating an index of", OUTSIDE);
        ColumnIndex.vector(table, field).create(ifExists);
    }

    /**
     * Drops the vector index of a field; searches go on without.
     *
     * @param field a vector field
     * @return whether it had one
     * @throws NotSupportedException if the database maintains its indexes itself
     * @throws IllegalArgumentException if it is no vector field
     * @throws IllegalStateException within a transaction, which it would commit
     */
    public boolean dropVectorIndex(String field) {
        refuseInTransaction("Dropping an index of", OUTSIDE);
        return ColumnIndex.vector(table, field).drop();
    }

    /**
     * Whether a field has a full-text index.
     *
     * @param field a full-text field
     * @return true if it has; always false on the embedded database, which maintains its indexes itself
     * @throws IllegalArgumentException if it is no full-text field
     */
    public boolean hasFullTextIndex(String field) {
        return ColumnIndex.fullText(table, field).exists();
    }

    /**
     * Creates the full-text index of a field that has none.
     *
     * @param field a full-text field
     * @throws io.github.jtidb.schema.SchemaException if it has one already
     * @see #createFullTextIndex(String, IfExists)
     */
    public void createFullTextIndex(String field) {
        createFullTextIndex(field, IfExists.RAISE);
    }

    /**
     * Creates the full-text index of a field, with the field's parser. It takes as long as {@link #createVectorIndex(String,
     * IfExists)}.
     *
     * @param field a full-text field
     * @param ifExists what to do if it has one; {@link IfExists#OVERWRITE} drops it first, and until the new one is built there
     *     is none
     * @throws io.github.jtidb.schema.SchemaException if it has one already and {@code ifExists} is RAISE
     * @throws NotSupportedException if the server cannot build it, or the database maintains its indexes itself
     * @throws IllegalArgumentException if it is no full-text field
     * @throws IllegalStateException within a transaction, which it would commit
     */
    public void createFullTextIndex(String field, IfExists ifExists) {
        refuseInTransaction("Creating an index of", OUTSIDE);
        ColumnIndex.fullText(table, field).create(ifExists);
    }

    /**
     * Drops the full-text index of a field.
     *
     * @param field a full-text field
     * @return whether it had one
     * @throws NotSupportedException if the database maintains its indexes itself
     * @throws IllegalArgumentException if it is no full-text field
     * @throws IllegalStateException within a transaction, which it would commit
     */
    public boolean dropFullTextIndex(String field) {
        refuseInTransaction("Dropping an index of", OUTSIDE);
        return ColumnIndex.fullText(table, field).drop();
    }

    /**
     * The copy of the table in TiFlash.
     *
     * @return the copy, or empty if there is none
     * @throws NotSupportedException if the database is not TiDB
     */
    public Optional<TiFlashReplica> tiFlashReplica() {
        return TiFlash.replica(table.session(), schema());
    }

    /**
     * Has TiFlash copy the table, as its vector and full-text indexes need; {@link #createVectorIndex} does so by itself. The
     * call does not wait for the copy: {@link #awaitIndexes} does.
     *
     * @param count how many copies, each on a TiFlash node of its own; 0 drops them
     * @throws io.github.jtidb.schema.SchemaException if it is 0 and indexes stand on the copy
     * @throws NotSupportedException if the server has fewer TiFlash nodes, or the database is not TiDB
     * @throws IllegalArgumentException if it is negative
     * @throws IllegalStateException within a transaction, which it would commit
     */
    public void setTiFlashReplica(int count) {
        refuseInTransaction("Setting the TiFlash replica of", OUTSIDE);
        TiFlash.setReplica(table.session(), schema(), count);
    }

    /**
     * How far the database has come with the table's indexes. On TiDB one that was just created may be missing for some seconds;
     * the embedded database builds one when it is first searched, or asked for here.
     *
     * @return the indexes, in the order of their names; none on seekdb, whose are complete with each insert
     */
    public List<IndexProgress> indexes() {
        return IndexBuilds.progress(table.session(), schema());
    }

    /**
     * Waits until the table's indexes have all rows but those written lately, and on TiDB its copy in TiFlash can be read. Searches
     * are complete before, only slower. On seekdb it returns at once.
     *
     * @param timeout how long to wait at most; zero looks once
     * @throws io.github.jtidb.vector.TiDBException if they are not ready by then (the message tells how far they are), the server
     *     cannot build one (it tells why), or the thread is interrupted, which it stays
     * @throws IllegalArgumentException if the timeout is negative
     * @throws IllegalStateException within a transaction, which may never see them ready
     */
    public void awaitIndexes(Duration timeout) {
        if (table.session().isTransaction()) {
            throw new IllegalStateException("A transaction may never see the indexes of table '" + schema().name()
                    + "' ready: wait for them outside.");
        }
        IndexBuilds.await(table.session(), schema(), timeout);
    }

    /** The table's name and where it is. */
    @Override
    public String toString() {
        return "Table[" + schema().name() + ", " + table.session().name() + "]";
    }
}
