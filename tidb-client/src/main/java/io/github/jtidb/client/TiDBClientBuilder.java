package io.github.jtidb.client;

import io.github.jtidb.client.internal.dialect.EmbeddedDialect;
import io.github.jtidb.client.internal.embedded.EmbeddedDatabase;
import io.github.jtidb.client.internal.embedding.EmbeddingFunctions;
import io.github.jtidb.client.internal.jdbc.Database;
import io.github.jtidb.client.internal.jdbc.Databases;
import io.github.jtidb.client.internal.jdbc.PoolSettings;
import io.github.jtidb.client.internal.jdbc.Server;
import io.github.jtidb.client.internal.jdbc.ServerAddress;
import io.github.jtidb.embedding.EmbeddingFunction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a client. Each may be set once, and a server's settings exclude a folder. Not thread-safe.
 */
public final class TiDBClientBuilder {

    private @Nullable Path folder;
    private @Nullable ServerAddress url;
    private @Nullable String host;
    private @Nullable Integer port;
    private @Nullable String user;
    private @Nullable String password;
    private @Nullable String database;
    private @Nullable Tls tls;
    private @Nullable DataSource dataSource;
    private @Nullable Integer poolSize;
    private @Nullable Duration connectionTimeout;
    private @Nullable Duration maxLifetime;
    private boolean ensureDatabase;
    private final Map<String, EmbeddingFunction> functions = new LinkedHashMap<>();

    TiDBClientBuilder() {}

    /**
     * Opens the embedded database in a folder.
     *
     * @param path the folder, made where it is missing
     * @return this
     */
    public TiDBClientBuilder folder(Path path) {
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
    public TiDBClientBuilder url(String address) {
        url = once("url", url, ServerAddress.parse(address));
        return this;
    }

    /**
     * Connects to a server by its host name.
     *
     * @param name the host name or IP address
     * @return this
     */
    public TiDBClientBuilder host(String name) {
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
    public TiDBClientBuilder port(int number) {
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
    public TiDBClientBuilder user(String name) {
        user = once("user", user, name);
        return this;
    }

    /**
     * Sets the password; none unless set.
     *
     * @param secret the password, which never appears in a log, a message or a text form
     * @return this
     */
    public TiDBClientBuilder password(String secret) {
        password = once("password", password, secret);
        return this;
    }

    /**
     * Sets the database; {@code test} unless set.
     *
     * @param name the database's name
     * @return this
     */
    public TiDBClientBuilder database(String name) {
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
    public TiDBClientBuilder tls(Tls mode) {
        tls = once("tls", tls, mode);
        return this;
    }

    /**
     * Takes connections from a data source of your own, in place of a URL and its settings. It must pool them: each statement
     * asks for one.
     *
     * @param source a data source of one database of a TiDB server; the client does not close it
     * @return this
     */
    public TiDBClientBuilder dataSource(DataSource source) {
        dataSource = once("dataSource", dataSource, source);
        return this;
    }

    /**
     * Sets how many connections to a server are open at most; 10 unless set.
     *
     * @param connections 1 to 1000
     * @return this
     * @throws IllegalArgumentException if it is outside
     */
    public TiDBClientBuilder poolSize(int connections) {
        if (connections < 1 || connections > 1_000) {
            throw new IllegalArgumentException("A pool holds 1 to 1000 connections, got " + connections + ".");
        }
        poolSize = once("poolSize", poolSize, connections);
        return this;
    }

    /**
     * Sets how long a call waits for a connection; 10 seconds unless set.
     *
     * @param timeout a quarter of a second to an hour
     * @return this
     * @throws IllegalArgumentException if it is outside
     */
    public TiDBClientBuilder connectionTimeout(Duration timeout) {
        connectionTimeout = once(
                "connectionTimeout",
                connectionTimeout,
                within("connectionTimeout", timeout, Duration.ofMillis(250), Duration.ofHours(1)));
        return this;
    }

    /**
     * Sets how old a connection may become; 5 minutes unless set, which suits TiDB Cloud.
     *
     * @param age 30 seconds to a day
     * @return this
     * @throws IllegalArgumentException if it is outside
     */
    public TiDBClientBuilder maxLifetime(Duration age) {
        maxLifetime = once(
                "maxLifetime", maxLifetime, within("maxLifetime", age, Duration.ofSeconds(30), Duration.ofDays(1)));
        return this;
    }

    private static Duration within(String setting, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    setting + " must be from " + least + " to " + most + ", got " + value + ".");
        }
        return value;
    }

    /**
     * Creates the server's database where it is missing.
     *
     * @param ensure whether to
     * @return this
     */
    public TiDBClientBuilder ensureDatabase(boolean ensure) {
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
    public TiDBClientBuilder embeddingFunction(EmbeddingFunction function) {
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
        EmbeddingFunctions opened = new EmbeddingFunctions(functions);
        return new TiDBClient(open(opened), opened);
    }

    private Databases open(EmbeddingFunctions opened) {
        boolean parts = host != null;
        boolean details = port != null || user != null || password != null || database != null;
        boolean pool = poolSize != null || connectionTimeout != null || maxLifetime != null;
        exclude(folder != null && url != null, "folder", "url");
        exclude(folder != null && parts, "folder", "host");
        exclude(url != null && (parts || details), "url", "host, port, user, password or database");
        exclude(
                dataSource != null
                        && (folder != null || url != null || parts || details || pool || tls != null || ensureDatabase),
                "dataSource",
                "any setting of a connection");
        Set<String> models = Set.copyOf(functions.keySet());
        if (dataSource != null) {
            return Server.connect(dataSource, models);
        }
        if (url != null) {
            return Server.connect(url, tls, ensureDatabase, models, pool());
        }
        if (host != null) {
            ServerAddress address = new ServerAddress(
                    host, port == null ? ServerAddress.DEFAULT_PORT : port, user, password, database, Map.of());
            return Server.connect(address, tls, ensureDatabase, models, pool());
        }
        if (details || pool || tls != null || ensureDatabase) {
            throw new IllegalStateException("A server's settings (port, user, password, database, tls, ensureDatabase,"
                    + " poolSize, connectionTimeout, maxLifetime) need the server: add host(…) or url(…).");
        }
        return embedded(folder == null ? EmbeddedDatabase.inMemory(opened) : EmbeddedDatabase.in(folder, opened));
    }

    private static Databases embedded(Database database) {
        return new Databases("public", database, other -> {
            throw EmbeddedDialect.oneDatabase();
        });
    }

    private PoolSettings pool() {
        PoolSettings unless = PoolSettings.DEFAULT;
        return new PoolSettings(
                poolSize == null ? unless.size() : poolSize,
                connectionTimeout == null ? unless.timeout() : connectionTimeout,
                maxLifetime == null ? unless.maxLifetime() : maxLifetime);
    }

    private static void exclude(boolean both, String one, String other) {
        if (both) {
            throw new IllegalStateException("A client has " + one + " or " + other + ", not both: keep one of them.");
        }
    }

    private static <V> V once(String setting, @Nullable V before, V value) {
        if (before != null) {
            throw new IllegalStateException("The client's " + setting + " is set twice: set it once.");
        }
        return value;
    }
}
