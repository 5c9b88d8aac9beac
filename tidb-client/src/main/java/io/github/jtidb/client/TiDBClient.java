package io.github.jtidb.client;

import io.github.jtidb.client.internal.dialect.Dialect;
import io.github.jtidb.client.internal.embedding.EmbeddingFunctions;
import io.github.jtidb.client.internal.jdbc.Database;
import io.github.jtidb.client.internal.jdbc.Databases;
import io.github.jtidb.client.internal.table.BoundTable;
import io.github.jtidb.client.internal.table.StoredSchema;
import io.github.jtidb.client.internal.table.TableCreator;
import io.github.jtidb.client.internal.table.TableDdl;
import io.github.jtidb.client.internal.table.TableShape;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.SchemaException;
import io.github.jtidb.schema.TableSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The way in: a database with tables of annotated classes, in this JVM or on a TiDB server.
 *
 * <pre>{@code
 * try (TiDBClient client = TiDBClient.embedded(Path.of("data"))) {
 *     Table<Document> table = client.createTable(Document.class, IfExists.OVERWRITE);
 *     table.bulkInsert(documents);
 *     List<SearchHit<Document>> hits = table.search("How to start learning Java programming?").limit(2).toList();
 * }
 * }</pre>
 *
 * <p>It holds a pool of connections and the models that its tables use; make one for the life of the program and close it at
 * the end. Closing waits for running embeddings, shrinks an embedded database's file for two seconds at most, and may be
 * repeated; afterwards every call that needs the database throws {@link IllegalStateException}. Thread-safe.
 */
public final class TiDBClient implements AutoCloseable {

    private final Databases databases;
    private final EmbeddingFunctions functions;

    TiDBClient(Databases databases, EmbeddingFunctions functions) {
        this.databases = databases;
        this.functions = functions;
    }

    /**
     * Opens an embedded database in memory, which no other client sees and which ends with this one.
     *
     * @return an open client
     */
    public static TiDBClient embedded() {
        return builder().build();
    }

    /**
     * Opens the embedded database in a folder. What is committed there survives a crash of the process.
     *
     * @param folder the folder, made where it is missing; one process at a time may have it open
     * @return an open client
     * @throws ConnectionException if another process has it open, or it cannot be made or read
     */
    public static TiDBClient embedded(Path folder) {
        return builder().folder(folder).build();
    }

    /**
     * Connects to a server.
     *
     * @param url such as {@code mysql://user:password@host:4000/database} or {@code jdbc:mysql://…}; what follows a question
     *     mark goes to the driver, Connector/J. Special characters of the user and the password are written as %XX
     * @return an open client
     * @throws IllegalArgumentException if the URL cannot be used
     * @throws ConnectionException if the server cannot be reached or refuses
     */
    public static TiDBClient connect(String url) {
        return builder().url(url).build();
    }

    /**
     * Opens what the environment names: {@code TIDB_DATABASE_URL}, or {@code TIDB_HOST}, {@code TIDB_PORT}, {@code TIDB_USER}
     * (or {@code TIDB_USERNAME}), {@code TIDB_PASSWORD} and {@code TIDB_DB_NAME} (or {@code TIDB_DATABASE}); with none of them
     * set, the embedded database in the folder {@code jtidb-data} of the working directory.
     *
     * @return an open client
     * @throws IllegalArgumentException if variables contradict each other
     * @throws ConnectionException if the database cannot be opened
     */
    public static TiDBClient fromEnv() {
        return new Environment(System.getenv()).toBuilder().build();
    }

    /**
     * Begins a client with settings of your own.
     *
     * @return a builder that opens an embedded database in memory unless told otherwise
     */
    public static TiDBClientBuilder builder() {
        return new TiDBClientBuilder();
    }

    /**
     * Creates the table of a class.
     *
     * @param type a class with {@code @TableModel}
     * @return the table
     * @param <T> the class
     * @throws io.github.jtidb.schema.SchemaException if the table is there already, or the class is no table class
     * @see #createTable(Class, IfExists)
     */
    public <T> Table<T> createTable(Class<T> type) {
        return createTable(type, IfExists.RAISE);
    }

    /**
     * Creates the table of a class, or uses the one that is there. The models of its vector fields are opened first, which
     * for a local one takes about a second.
     *
     * @param type a class with {@code @TableModel}
     * @param ifExists what to do if the table is there; {@link IfExists#OVERWRITE} deletes all its rows
     * @return the table
     * @param <T> the class
     * @throws io.github.jtidb.schema.SchemaException if the table is there already and {@code ifExists} is RAISE, or the class
     *     is no table class; or if {@code ifExists} is SKIP and the table cannot hold the class's rows
     * @throws io.github.jtidb.embedding.EmbeddingException if a model is unknown or cannot be opened
     * @throws NotSupportedException if the database cannot build an index that the class requires
     */
    public <T> Table<T> createTable(Class<T> type, IfExists ifExists) {
        BoundTable<T> table = BoundTable.of(type, database(), functions);
        TableCreator.create(table.session(), table.schema(), ifExists);
        return new Table<>(table);
    }

    /**
     * Creates a table that has no class, or uses the one that is there. Its rows are maps, as {@link #openTable(String)}
     * tells.
     *
     * @param schema what {@link TableSchema#builder} describes
     * @param ifExists what to do if the table is there; {@link IfExists#OVERWRITE} deletes all its rows
     * @return the table
     * @throws SchemaException if the table is there already and {@code ifExists} is RAISE, or SKIP and it cannot hold such
     *     rows; or if a column is filled by an expression of another database
     * @throws io.github.jtidb.embedding.EmbeddingException if a model is unknown or cannot be opened
     * @throws NotSupportedException if the database cannot build an index that the schema requires
     */
    public Table<Map<String, @Nullable Object>> createTable(TableSchema schema, IfExists ifExists) {
        BoundTable<Map<String, @Nullable Object>> table = BoundTable.of(schema, database(), functions);
        TableCreator.create(table.session(), table.schema(), ifExists);
        return new Table<>(table);
    }

    /**
     * Opens a table by its name alone, whoever made it:
     *
     * <pre>{@code
     * Table<Map<String, Object>> table = client.openTable("sample_documents");
     * table.insert(Map.of("id", 6, "content", "Java ferns grow on wood."));
     * table.search("What lives in an aquarium?").limit(2).toList();
     * }</pre>
     *
     * <p>Rows are maps from the names of columns, in their order, to values of the types that {@link ColumnSchema#builder} tells,
     * or null. In a row to insert a missing name stands for null, which gives a default or the next key where there is one; a
     * name may be in any case, and one that is no column's is refused. Metric, model and source of a vector come from the
     * column's comment where this library made the table, else from its index and from its {@code EMBED_TEXT}; the metric
     * is COSINE where nothing tells.
     *
     * @param name the table's name; case does not matter
     * @return the table, as it is now: open it again where it was altered
     * @throws SchemaException if the table is not there, has no primary key, or a column or name that nothing here can hold
     * @throws io.github.jtidb.embedding.EmbeddingException if a model is unknown or cannot be opened
     */
    public Table<Map<String, @Nullable Object>> openTable(String name) {
        requireTable(name);
        return opened(BoundTable.of(StoredSchema.read(database(), name), database(), functions));
    }

    /**
     * Opens the table of a class, which is there already.
     *
     * @param type a class with {@code @TableModel}
     * @return the table
     * @param <T> the class
     * @throws io.github.jtidb.schema.SchemaException if the table is not there or cannot hold the class's rows, or the class
     *     is no table class; a table may have more columns than the class, and wider ones
     * @throws io.github.jtidb.embedding.EmbeddingException if a model is unknown or cannot be opened
     */
    public <T> Table<T> openTable(Class<T> type) {
        BoundTable<T> table = BoundTable.of(type, database(), functions);
        requireTable(table.schema().name());
        TableShape.check(table.session(), table.schema());
        return opened(table);
    }

    private void requireTable(String name) {
        if (!hasTable(name)) {
            throw new SchemaException("There is no table '" + name + "' in the database '"
                    + database().name() + "', only " + listTables() + ": create it with createTable.");
        }
    }

    /** Tables that older versions made have yet to learn what follows CREATE TABLE today. */
    private static <T> Table<T> opened(BoundTable<T> table) {
        table.session().dialect().afterCreate(table.schema()).forEach(table.session()::execute);
        return new Table<>(table);
    }

    /**
     * Whether a table is there.
     *
     * @param name the table's name; case does not matter
     * @return true if it is
     */
    public boolean hasTable(String name) {
        return database().queryLong(dialect().tableExists(name)) > 0;
    }

    /**
     * The tables of the database.
     *
     * @return their names, in order; those of other programs, too
     */
    public List<String> listTables() {
        return database().query(dialect().listTables(), row -> row.getString(1));
    }

    /**
     * Drops a table with all its rows.
     *
     * @param name the table's name
     * @return whether it was there
     */
    public boolean dropTable(String name) {
        boolean there = hasTable(name);
        TableDdl.drop(database(), name);
        return there;
    }

    /**
     * Runs a statement that gives no rows.
     *
     * @param sql one statement of the database's own SQL
     * @return how many rows it changed
     * @throws IllegalArgumentException if it would change a connection that others use next, as BEGIN and USE
     * @throws StatementException if the database refuses
     */
    public long execute(String sql) {
        return execute(sql, Map.of());
    }

    /**
     * Runs a statement that gives no rows, with values:
     *
     * <pre>{@code
     * client.execute("UPDATE accounts SET balance = balance - :sum WHERE id IN (:ids)", Map.of("sum", 10, "ids", List.of(1, 2)));
     * }</pre>
     *
     * @param sql one statement of the database's own SQL, with {@code :name} where a value goes
     * @param parameters a value for each name, which is bound and never becomes SQL; a collection becomes its values with
     *     commas between them; a {@code float[]} is a vector, an {@code Instant} its date and time in UTC
     * @return how many rows it changed
     * @throws IllegalArgumentException if names and values do not fit, or it would change a connection that others use next
     * @throws StatementException if the database refuses
     */
    public long execute(String sql, Map<String, ? extends @Nullable Object> parameters) {
        return RawSql.execute(database(), sql, parameters);
    }

    /**
     * Runs a query and reads all its rows into memory.
     *
     * @param sql one query of the database's own SQL
     * @return its rows
     * @throws StatementException if the database refuses
     */
    public QueryResult query(String sql) {
        return query(sql, Map.of());
    }

    /**
     * Runs a query with values and reads all its rows into memory.
     *
     * @param sql one query of the database's own SQL, with {@code :name} where a value goes
     * @param parameters as in {@link #execute(String, Map)}
     * @return its rows
     * @throws IllegalArgumentException if names and values do not fit
     * @throws StatementException if the database refuses
     */
    public QueryResult query(String sql, Map<String, ? extends @Nullable Object> parameters) {
        return RawSql.query(database(), sql, parameters);
    }

    /**
     * Does work in a transaction: all that goes through the {@link Transaction} is kept, or, where the work throws or a
     * statement fails, nothing. It sees its own writes; nobody else does before its end. What the work does through this
     * client or its other tables is not a part of it.
     *
     * <p>Where the database gives it up for the sake of another one (a deadlock, a write conflict), the work is run again, six
     * times in all with growing pauses: it must not do what cannot be done twice.
     *
     * @param work what to do, on the calling thread
     * @return what the work returns
     * @param <R> its type
     * @throws TransactionException if a statement failed and the work went on as if it had not, or the connection was lost
     *     while committing
     * @throws StatementException if a statement fails
     */
    public <R> R transaction(Function<Transaction, R> work) {
        return database().transaction(session -> work.apply(new Transaction(session)));
    }

    /**
     * Does work that returns nothing in a transaction.
     *
     * @param work as in {@link #transaction(Function)}
     * @throws TransactionException as there
     * @throws StatementException as there
     */
    public void useTransaction(Consumer<Transaction> work) {
        database().transaction(session -> {
            work.accept(new Transaction(session));
            return true;
        });
    }

    /**
     * Creates a database on the server.
     *
     * @param name its name
     * @param ifExists RAISE or SKIP
     * @throws IllegalArgumentException if it is OVERWRITE, which would drop all tables: say {@link #dropDatabase} first
     * @throws StatementException if it is there already and {@code ifExists} is RAISE, or the user may not
     */
    public void createDatabase(String name, IfExists ifExists) {
        if (ifExists == IfExists.OVERWRITE) {
            throw new IllegalArgumentException("A database is not overwritten, since all its tables would go: expected"
                    + " RAISE or SKIP. Call dropDatabase first if that is what you want.");
        }
        database().execute(dialect().createDatabase(name, ifExists == IfExists.SKIP));
    }

    /**
     * Drops a database with all its tables.
     *
     * @param name its name
     * @return whether it was there
     * @throws IllegalStateException if this client uses it now
     */
    public boolean dropDatabase(String name) {
        if (name.equalsIgnoreCase(currentDatabase())) {
            throw new IllegalStateException(
                    "Database '" + name + "' is the one in use: call useDatabase with another one first.");
        }
        boolean there = hasDatabase(name);
        databases.forget(name);
        database().execute(dialect().dropDatabase(name));
        return there;
    }

    /**
     * The databases that the user may see.
     *
     * @return their names, in order; those of the server itself, too
     */
    public List<String> listDatabases() {
        return database().query(dialect().listDatabases(), row -> row.getString(1));
    }

    /**
     * Whether a database is there, for this user.
     *
     * @param name its name; case does not matter
     * @return true if it is
     */
    public boolean hasDatabase(String name) {
        return listDatabases().stream().anyMatch(name::equalsIgnoreCase);
    }

    /**
     * The database in use.
     *
     * @return its name
     */
    public String currentDatabase() {
        return database()
                .query(dialect().currentDatabase(), row -> row.getString(1))
                .get(0);
    }

    /**
     * Goes over to another database of the server, for every later call on this client, of all threads. Tables that were
     * opened before stay with theirs.
     *
     * @param name its name
     * @throws SchemaException if it is not there
     * @throws NotSupportedException if the client was made of a data source, which knows one database
     */
    public void useDatabase(String name) {
        if (!hasDatabase(name)) {
            throw new SchemaException("There is no database '" + name + "', only " + listDatabases()
                    + ": create it with createDatabase.");
        }
        databases.use(name);
    }

    /**
     * Gives a provider of embedding models its key: to the server where that embeds (a global setting there, for all its
     * users, which takes a few seconds to work), to this client's own providers otherwise.
     *
     * @param provider such as {@code nvidia_nim}
     * @param apiKey the key; it appears in no log and no message
     * @throws IllegalArgumentException if the server knows no such provider, or one that takes no key
     * @throws io.github.jtidb.embedding.EmbeddingException if there is no such provider here
     * @throws StatementException if the user may not set it
     */
    public void configureEmbeddingProvider(String provider, String apiKey) {
        if (apiKey.isBlank()) {
            throw new IllegalArgumentException("The key of provider '" + provider + "' is blank: expected the key.");
        }
        if (dialect().embedsText()) {
            database().execute(dialect().configureProvider(provider, apiKey));
        } else {
            functions.configure(provider, apiKey);
        }
    }

    private Database database() {
        return databases.current();
    }

    private Dialect dialect() {
        return database().dialect();
    }

    /** Closes the models, then the connections. */
    @Override
    public void close() {
        try {
            functions.close();
        } finally {
            databases.close();
        }
    }

    /** Where the database is; never a user or a password. */
    @Override
    public String toString() {
        return "TiDBClient[" + database().name() + "]";
    }
}
