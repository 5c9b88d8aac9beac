package io.github.jtidb.client;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads where to connect from environment variables. */
final class Environment {

    /** Where the embedded database is when no variable is set. */
    static final Path DEFAULT_FOLDER = Path.of("jtidb-data");

    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    TiDBClientBuilder toBuilder() {
        TiDBClientBuilder builder = TiDBClient.builder();
        String url = value("TIDB_DATABASE_URL");
        String host = value("TIDB_HOST");
        String port = value("TIDB_PORT");
        String user = either("TIDB_USER", "TIDB_USERNAME");
        String password = value("TIDB_PASSWORD");
        String database = either("TIDB_DB_NAME", "TIDB_DATABASE");
        boolean parts = host != null || port != null || user != null || password != null || database != null;
        if (url != null && parts) {
            throw new IllegalArgumentException(
                    "TIDB_DATABASE_URL is set, and so is one of TIDB_HOST, TIDB_PORT, TIDB_USER,"
                            + " TIDB_PASSWORD and TIDB_DB_NAME: expected one way or the other. Unset one of them.");
        }
        if (url != null) {
            return builder.url(url);
        }
        if (!parts) {
            return builder.folder(DEFAULT_FOLDER);
        }
        builder.host(host == null ? "localhost" : host);
        if (port != null) {
            builder.port(number(port));
        }
        if (user != null) {
            builder.user(user);
        }
        if (password != null) {
            builder.password(password);
        }
        if (database != null) {
            builder.database(database);
        }
        return builder;
    }

    /** An empty variable counts as one that is not set. */
    private @Nullable String value(String name) {
        String value = variables.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    private @Nullable String either(String name, String other) {
        String value = value(name);
        String otherValue = value(other);
        if (value != null && otherValue != null && !value.equals(otherValue)) {
            throw new IllegalArgumentException(
                    name + " and " + other + " are set to different values: expected one of them. Unset the other.");
        }
        return value == null ? otherValue : value;
    }

    private static int number(String port) {
        try {
            return Integer.parseInt(port);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("TIDB_PORT must be a number, got '" + port + "'.", e);
        }
    }
}
