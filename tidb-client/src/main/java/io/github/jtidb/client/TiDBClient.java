package io.github.jtidb.client;

import io.github.jtidb.client.internal.embedded.EmbeddedDatabase;
import io.github.jtidb.client.internal.embedding.EmbeddingFunctions;
import io.github.jtidb.client.internal.jdbc.Database;
import io.github.jtidb.client.internal.jdbc.Server;
import io.github.jtidb.client.internal.jdbc.ServerAddress;
import io.github.jtidb.client.internal.table.BoundTable;
import io.github.jtidb.client.internal.table.TableCreator;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.schema.SchemaException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private final Database database;
    private final EmbeddingFunctions functions;

    private TiDBClient(Database database, EmbeddingFunctions functions) {
        this.database = database;
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
    public static Builder builder() {
        return new Builder();
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
     *     is no table class; the message names class, field and remedy
     * @throws io.github.jtidb.embedding.EmbeddingException if a model is unknown or cannot be opened
     * @throws NotSupportedException if the database cannot build an index that the class requires
     */
    public <T> Table<T> createTable(Class<T> type, IfExists ifExists) {
        BoundTable<T> table = BoundTable.of(type, database, functions);
        TableCreator.create(database, table.schema(), ifExists);
        return new Table<>(table);
    }

    /**
     * Opens the table of a class, which is there already.
     *
     * @param type a class with {@code @TableModel}
     * @return the table
     * @param <T> the class
     * @throws io.github.jtidb.schema.SchemaException if the table is not there, or the class is no table class
     * @throws io.github.jtidb.embedding.EmbeddingException if a model is unknown or cannot be opened
     */
    public <T> Table<T> openTable(Class<T> type) {
        BoundTable<T> table = BoundTable.of(type, database, functions);
        String name = table.schema().name();
        if (!hasTable(name)) {
            throw new SchemaException("There is no table '" + name + "' in the database '" + database.name()
                    + "', only " + listTables() + ": create it with createTable.");
        }
        return new Table<>(table);
    }

    /**
     * Whether a table is there.
     *
     * @param name the table's name; case does not matter
     * @return true if it is
     */
    public boolean hasTable(String name) {
        return database.queryLong(database.dialect().tableExists(name)) > 0;
    }

    /**
     * The tables of the database.
     *
     * @return their names, in order; those of other programs, too
     */
    public List<String> listTables() {
        return database.query(database.dialect().listTables(), row -> row.getString(1));
    }

    /**
     * Drops a table with all its rows.
     *
     * @param name the table's name
     * @return whether it was there
     */
    public boolean dropTable(String name) {
        boolean there = hasTable(name);
        database.execute(database.dialect().dropTable(name));
        return there;
    }

    /** Closes the models, then the connections. */
    @Override
    public void close() {
        try {
            functions.close();
        } finally {
            database.close();
        }
    }

    /** Where the database is; never a user or a password. */
    @Override
    public String toString() {
        return "TiDBClient[" + database.name() + "]";
    }

    /**
     * The settings of a client. Each may be set once, and a server's settings exclude a folder. Not thread-safe.
     */
    public static final class Builder {

        private @Nullable Path folder;
        private @Nullable ServerAddress url;
        private @Nullable String host;
        private @Nullable Integer port;
        private @Nullable String user;
        private @Nullable String password;
        private @Nullable String database;
        private @Nullable Tls tls;
        private boolean ensureDatabase;
        private final Map<String, EmbeddingFunction> functions = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Opens the embedded database in a folder.
         *
         * @param path the folder, made where it is missing
         * @return this
         */
        public Builder folder(Path path) {
            folder = once("folder", folder, path);
            return this;
        }

        /**
         * Connects to a server by URL.
         *
         * @param address as in {@link TiDBClient#connect(String)}
         * @return this
         * @throws IllegalArgumentException if it cannot be used
         */
        public Builder url(String address) {
            url = once("url", url, ServerAddress.parse(address));
            return this;
        }

        /**
         * Connects to a server by its host name.
         *
         * @param name the host name or IP address
         * @return this
         */
        public Builder host(String name) {
            host = once("host", host, name);
            return this;
        }

        /**
         * Sets the server's port; 4000 unless set.
         *
         * @param number 1 to 65535
         * @return this
         * @throws IllegalArgumentException if it is outside
         */
        public Builder port(int number) {
            if (number < 1 || number > 65_535) {
                throw new IllegalArgumentException("A port is a number from 1 to 65535, got " + number + ".");
            }
            port = once("port", port, number);
            return this;
        }

        /**
         * Sets the user; {@code root} unless set.
         *
         * @param name the user's name; on TiDB Cloud with the cluster's prefix
         * @return this
         */
        public Builder user(String name) {
            user = once("user", user, name);
            return this;
        }

        /**
         * Sets the password; none unless set.
         *
         * @param secret the password, which never appears in a log, a message or a text form
         * @return this
         */
        public Builder password(String secret) {
            password = once("password", password, secret);
            return this;
        }

        /**
         * Sets the database; {@code test} unless set.
         *
         * @param name the database's name
         * @return this
         */
        public Builder database(String name) {
            database = once("database", database, name);
            return this;
        }

        /**
         * Sets how the connection is secured: {@link Tls#VERIFY_IDENTITY} unless set, or {@link Tls#DISABLED} for a loopback
         * host.
         *
         * @param mode the mode
         * @return this
         */
        public Builder tls(Tls mode) {
            tls = once("tls", tls, mode);
            return this;
        }

        /**
         * Creates the server's database where it is missing.
         *
         * @param ensure whether to
         * @return this
         */
        public Builder ensureDatabase(boolean ensure) {
            ensureDatabase = ensure;
            return this;
        }

        /**
         * Adds an embedding function of your own, which classes name by its {@link EmbeddingFunction#model()}. It goes before
         * a provider's, and before the server's.
         *
         * @param function the function; the client does not close it
         * @return this
         * @throws IllegalStateException if one of the same model was added
         */
        public Builder embeddingFunction(EmbeddingFunction function) {
            if (functions.putIfAbsent(function.model(), function) != null) {
                throw new IllegalStateException(
                        "An embedding function of model " + function.model() + " was added before.");
            }
            return this;
        }

        /**
         * Opens the client.
         *
         * @return an open client, to be closed by the caller
         * @throws IllegalStateException if settings exclude each other
         * @throws ConnectionException if the database cannot be opened
         */
        public TiDBClient build() {
            return new TiDBClient(open(), new EmbeddingFunctions(functions));
        }

        private Database open() {
            boolean parts = host != null;
            boolean details = port != null || user != null || password != null || database != null;
            exclude(folder != null && url != null, "folder", "url");
            exclude(folder != null && parts, "folder", "host");
            exclude(url != null && (parts || details), "url", "host, port, user, password or database");
            if (url != null) {
                return Server.connect(url, tls, ensureDatabase, Set.copyOf(functions.keySet()));
            }
            if (host != null) {
                ServerAddress address = new ServerAddress(
                        host, port == null ? ServerAddress.DEFAULT_PORT : port, user, password, database, Map.of());
                return Server.connect(address, tls, ensureDatabase, Set.copyOf(functions.keySet()));
            }
            if (details || tls != null || ensureDatabase) {
                throw new IllegalStateException(
                        "A server's settings (port, user, password, database, tls, ensureDatabase) need"
                                + " the server: add host(…) or url(…).");
            }
            return folder == null ? EmbeddedDatabase.inMemory() : EmbeddedDatabase.in(folder);
        }

        private static void exclude(boolean both, String one, String other) {
            if (both) {
                throw new IllegalStateException(
                        "A client has " + one + " or " + other + ", not both: keep one of them.");
            }
        }

        private static <V> V once(String setting, @Nullable V before, V value) {
            if (before != null) {
                throw new IllegalStateException("The client's " + setting + " is set twice: set it once.");
            }
            return value;
        }
    }
}
