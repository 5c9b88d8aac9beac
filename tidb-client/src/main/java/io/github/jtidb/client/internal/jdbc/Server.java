package io.github.jtidb.client.internal.jdbc;

import com.zaxxer.hikari.HikariConfig;
import io.github.jtidb.client.ConnectionException;
import io.github.jtidb.client.Tls;
import io.github.jtidb.client.internal.dialect.TiDBDialect;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Opens a TiDB server's database: makes it where asked to, asks the server what it can do, and fills a pool. */
public final class Server {

    private static final int UNKNOWN_SYSTEM_VARIABLE = 1193;

    /** TiDB Cloud Starter cuts connections after a while; its documents advise five minutes. */
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);

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
     */
    public static Database connect(
            ServerAddress address, @Nullable Tls tls, boolean ensureDatabase, Set<String> clientModels) {
        String database = address.database() == null ? "test" : address.database();
        Properties properties = properties(address, tls);
        boolean bare = address.host().contains(":") && !address.host().startsWith("[");
        String host = bare ? "[" + address.host() + "]" : address.host();
        String url = "jdbc:mysql://" + host + ":" + address.port() + "/";
        String name = "tidb, " + address.host() + ":" + address.port() + "/" + database;
        if (!driverIsThere()) {
            throw new ConnectionException(
                    "Cannot connect to '" + name + "': no MySQL driver is on the class path. Add the dependency"
                            + " com.mysql:mysql-connector-j:9.7.0 (9.1 or newer).",
                    null);
        }
        boolean embedText = prepare(url, properties, database, ensureDatabase, name);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url + encode(database));
        config.setDataSourceProperties(properties);
        config.setMaximumPoolSize(10);
        config.setConnectionTimeout(10_000);
        config.setMaxLifetime(LONGEST_LIFE.toMillis());
        config.setKeepaliveTime(Duration.ofMinutes(2).toMillis());
        return new Database(name, config, new TiDBDialect(embedText, clientModels), null);
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

    /** Does what must be done before the pool: the database must be there, and the dialect must know the server. */
    private static boolean prepare(
            String url, Properties properties, String database, boolean ensureDatabase, String name) {
        try (Connection connection = DriverManager.getConnection(url, properties);
                Statement statement = connection.createStatement()) {
            if (ensureDatabase) {
                statement.execute(TiDBDialect.createDatabase(database));
            }
            return hasEmbedText(statement);
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
