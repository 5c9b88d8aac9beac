package io.github.jtidb.client;

import io.github.jtidb.client.internal.dialect.TiDBDialect;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The TiDB server that tests use, named by {@code JTIDB_TIDB_URL}; without one they are skipped. They replace its tables. */
final class TiDBServer {

    private TiDBServer() {}

    /** Marks the tests that need it. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @EnabledIfEnvironmentVariable(named = "JTIDB_TIDB_URL", matches = ".+")
    @interface Needed {}

    static String url() {
        return Objects.requireNonNull(System.getenv("JTIDB_TIDB_URL"), "JTIDB_TIDB_URL");
    }

    /** Whether it searches by words, as TiDB Cloud Starter does, which is told by its EMBED_TEXT. */
    static boolean hasFullText() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:" + url());
                Statement statement = connection.createStatement()) {
            statement.execute(TiDBDialect.EMBED_TEXT_PROBE);
            return true;
        } catch (SQLException e) {
            if (e.getErrorCode() == 1193) {
                return false;
            }
            throw e;
        }
    }
}
