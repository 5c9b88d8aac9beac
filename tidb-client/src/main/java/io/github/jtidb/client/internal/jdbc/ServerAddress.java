package io.github.jtidb.client.internal.jdbc;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a server is and as whom to connect, read from a URL. Immutable; its text form holds no secret.
 *
 * @param host the host name
 * @param port the port
 * @param user the user, or null where the URL names none
 * @param password the password, or null where the URL has none
 * @param database the database, or null where the URL names none
 * @param properties what follows the question mark, as Connector/J names it
 */
public record ServerAddress(
        String host,
        int port,
        @Nullable String user,
        @Nullable String password,
        @Nullable String database,
        Map<String, String> properties) {

    /** TiDB's port. */
    public static final int DEFAULT_PORT = 4000;

    private static final Set<String> SCHEMES = Set.of("mysql", "tidb", "mysql+pymysql", "mysql+mysqldb", "jdbc:mysql");

    public ServerAddress {
        properties = Map.copyOf(properties);
    }

    /**
     * Reads {@code mysql://user:password@host:port/database?name=value}, also as {@code jdbc:mysql:} and as Python's drivers
     * spell it.
     *
     * @throws IllegalArgumentException if it is anything else; the message holds nothing of the URL, which may hold a password
     */
    public static ServerAddress parse(String url) {
        int end = url.indexOf("://");
        String scheme = end < 0 ? "" : url.substring(0, end).toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme)) {
            throw refused("it does not begin with mysql:// or jdbc:mysql://");
        }
        URI uri;
        try {
            uri = new URI("mysql" + url.substring(end));
        } catch (URISyntaxException e) {
            throw refused("it is no URL: " + e.getReason() + " at position " + e.getIndex()
                    + ". Characters such as / # ? @ % and blanks in a user or password are written as %XX");
        }
        if (uri.getHost() == null) {
            throw refused("it names no single host. Several hosts are not supported");
        }
        String[] login = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        Map<String, String> properties = properties(uri.getRawQuery());
        String user = login.length > 0 ? decode(login[0]) : properties.remove("user");
        String password = login.length > 1 ? decode(login[1]) : properties.remove("password");
        String path = uri.getRawPath() == null ? "" : decode(uri.getRawPath());
        return new ServerAddress(
                uri.getHost(),
                uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                user,
                password,
                path.length() > 1 ? path.substring(1) : null,
                properties);
    }

    private static Map<String, String> properties(@Nullable String query) {
        Map<String, String> properties = new LinkedHashMap<>();
        if (query != null && !query.isEmpty()) {
            for (String pair : query.split("&", -1)) {
                String[] parts = pair.split("=", 2);
                if (parts.length != 2 || parts[0].isEmpty()) {
                    throw refused("what follows the '?' is not name=value&name=value");
                }
                properties.put(decode(parts[0]), decode(parts[1]));
            }
        }
        return properties;
    }

    private static String decode(String text) {
        // URLDecoder reads forms, where a plus is a blank; in a URL it is itself.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(
                "The database URL cannot be used: " + why + ". Expected mysql://user:password@host:4000/database");
    }

    /** Another database of the same server. */
    ServerAddress withDatabase(String other) {
        return new ServerAddress(host, port, user, password, other, properties);
    }

    /** Host, port and database. */
    @Override
    public String toString() {
        return host + ":" + port + (database == null ? "" : "/" + database);
    }
}
