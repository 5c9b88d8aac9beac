package io.github.jtidb.client.internal.jdbc;

import com.zaxxer.hikari.HikariConfig;
import io.github.jtidb.client.ConnectionException;
import io.github.jtidb.client.NotSupportedException;
import io.github.jtidb.client.Tls;
import io.github.jtidb.client.internal.dialect.MySqlDialect;
import io.github.jtidb.client.internal.dialect.SeekDBDialect;
import io.github.jtidb.client.internal.dialect.TiDBDialect;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Opens the database of a TiDB or seekdb server: makes it where asked to, asks the server what it can do, and fills a pool. */
public final class Server {

    private static final int UNKNOWN_SYSTEM_VARIABLE = 1193;

    private static final Map<String, String> DEFAULTS = Map.of(
            "characterEncoding", "UTF-8",
            "connectTimeout", "10000",
            // A server that embeds does so within INSERT and SELECT.
            "socketTimeout", "300000",
            "tcpKeepAlive", "true",
            "allowLoadLocalInfile", "false",
            "allowMultiQueries", "false");

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[?::1]?", Pattern.CASE_INSENSITIVE);

    private Server() {}

    /**
     * Connects.
     *
     * @param address where to; without a user it is {@code root}, without a database {@code test}
     * @param tls how, or null for the default: verified, except on this machine
     * @param ensureDatabase whether to create the database where it is missing
     * @param clientModels the models that the client embeds itself, whatever the server can
     * @param pool how many connections to keep, and for how long
     */
    public static Databases connect(
            ServerAddress address,
            @Nullable Tls tls,
            boolean ensureDatabase,
            Set<String> clientModels,
            PoolSettings pool) {
        String database = address.database() == null ? "test" : address.database();
        return new Databases(
                database,
                open(address.withDatabase(database), tls, ensureDatabase, clientModels, pool),
                other -> open(address.withDatabase(other), tls, false, clientModels, pool));
    }

    private static Database open(
            ServerAddress address,
            @Nullable Tls tls,
            boolean ensureDatabase,
            Set<String> clientModels,
            PoolSettings pool) {
        String database = Objects.requireNonNull(address.database());
        Properties properties = properties(address, tls);
        boolean bare = address.host().contains(":") && !address.host().startsWith("[");
        String host = bare ? "[" + address.host() + "]" : address.host();
        String url = "jdbc:mysql://" + host + ":" + address.port() + "/";
        String name = address.host() + ":" + address.port() + "/" + database;
        if (!driverIsThere()) {
            throw new ConnectionException(
                    "Cannot connect to '" + name + "': no MySQL driver is on the class path. Add the dependency"
                            + " com.mysql:mysql-connector-j:9.7.0 (9.1 or newer).",
                    null);
        }
        MySqlDialect dialect = prepare(url, properties, database, ensureDatabase, clientModels, name);
        if (!dialect.sessionVariables().isEmpty()) {
            // Those that the caller sets count.
            properties.putIfAbsent("sessionVariables", dialect.sessionVariables());
        }
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url + encode(database));
        config.setDataSourceProperties(properties);
        pool.applyTo(config);
        config.setExceptionOverride(new EvictedConnections());
        return new Database(dialect.server() + ", " + name, config, dialect, null);
    }

    /**
     * Takes connections from a data source that somebody else closes.
     *
     * @param clientModels the models that the client embeds itself, whatever the server can
     */
    public static Databases connect(DataSource source, Set<String> clientModels) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            String product = connection.getMetaData().getDatabaseProductName();
            if (!"MySQL".equals(product)) {
                throw new NotSupportedException(
                        "The data source is of " + product
                                + ": expected TiDB or seekdb through Connector/J. For a database in this"
                                + " JVM use TiDBClient.embedded(…).",
                        null);
            }
            String schema = String.valueOf(connection.getCatalog());
            MySqlDialect dialect = dialect(statement, clientModels);
            Database database = new Database(dialect.server() + ", data source/" + schema, source, dialect);
            return new Databases(schema, database, other -> {
                throw new NotSupportedException(
                        "The client was made of a data source, which knows one database: make another client for '"
                                + other + "'.",
                        null);
            });
        } catch (SQLException e) {
            throw new ConnectionException(
                    "Cannot connect through the data source (SQLState " + e.getSQLState() + ", code " + e.getErrorCode()
                            + "): " + e.getMessage(),
                    e);
        }
    }

    private static Properties properties(ServerAddress address, @Nullable Tls tls) {
        Properties properties = new Properties();
        properties.putAll(DEFAULTS);
        if (tls != null && address.properties().containsKey("sslMode")) {
            throw new IllegalArgumentException(
                    "TLS is set twice, by tls(...) and by sslMode in the URL: keep one of them.");
        }
        properties.setProperty("sslMode", (tls == null ? defaultTls(address.host()) : tls).name());
        properties.putAll(address.properties());
        properties.setProperty("user", address.user() == null ? "root" : address.user());
        if (address.password() != null) {
            properties.setProperty("password", address.password());
        }
        return properties;
    }

    /** What travels within this machine needs no encryption; everything else does. */
    static Tls defaultTls(String host) {
        return LOOPBACK.matcher(host).matches() ? Tls.DISABLED : Tls.VERIFY_IDENTITY;
    }

    private static String encode(String database) {
        return URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static boolean driverIsThere() {
        return DriverManager.drivers()
                .anyMatch(driver -> driver.getClass().getName().startsWith("com.mysql."));
    }

    /** Does what must be done before the pool: the dialect must know the server, and the database must be there. */
    private static MySqlDialect prepare(
            String url,
            Properties properties,
            String database,
            boolean ensureDatabase,
            Set<String> clientModels,
            String name) {
        try (Connection connection = DriverManager.getConnection(url, properties);
                Statement statement = connection.createStatement()) {
            MySqlDialect dialect = dialect(statement, clientModels);
            if (ensureDatabase) {
                statement.execute(dialect.createDatabase(database, true).text());
            }
            return dialect;
        } catch (SQLException e) {
            throw new ConnectionException(
                    "Cannot connect to '" + name + "' (SQLState " + e.getSQLState() + ", code " + e.getErrorCode()
                            + "): " + e.getMessage() + remedy(properties, e),
                    e);
        }
    }

    private static String remedy(Properties properties, SQLException e) {
        boolean verified = properties.getProperty("sslMode", "").startsWith("VERIFY");
        boolean handshake = "08S01".equals(e.getSQLState()) || "08000".equals(e.getSQLState());
        return verified && handshake
                ? ". The connection is encrypted and verified: for a server without TLS on a network that you trust, say"
                        + " tls(Tls.DISABLED)."
                : "";
    }

    /** The server itself says what it is: ports and hosts do not. */
    private static MySqlDialect dialect(Statement statement, Set<String> clientModels) throws SQLException {
        String product;
        try (ResultSet row = statement.executeQuery(MySqlDialect.PRODUCT_PROBE)) {
            row.next();
            product = String.valueOf(row.getString(1));
        }
        if (product.contains("TiDB")) {
            return new TiDBDialect(hasEmbedText(statement), clientModels);
        }
        if (product.contains("seekdb")) {
            return new SeekDBDialect();
        }
        throw new NotSupportedException(
                "The server is neither TiDB nor seekdb: it calls itself '" + product
                        + "'. Connect to one of them, or use TiDBClient.embedded(…), which needs no server.",
                null);
    }

    /** The servers that have EMBED_TEXT have the settings of its providers. This one holds no key. */
    private static boolean hasEmbedText(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(TiDBDialect.EMBED_TEXT_PROBE)) {
            return row.next();
        } catch (SQLException e) {
            if (e.getErrorCode() == UNKNOWN_SYSTEM_VARIABLE) {
                return false;
            }
            throw e;
        }
    }
}
