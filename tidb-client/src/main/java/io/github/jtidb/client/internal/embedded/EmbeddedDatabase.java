package io.github.jtidb.client.internal.embedded;

import com.zaxxer.hikari.HikariConfig;
import io.github.jtidb.client.ConnectionException;
import io.github.jtidb.client.StatementException;
import io.github.jtidb.client.internal.dialect.EmbeddedDialect;
import io.github.jtidb.client.internal.dialect.EmbeddedIndexSql;
import io.github.jtidb.client.internal.embedding.EmbeddingFunctions;
import io.github.jtidb.client.internal.jdbc.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import java.util.UUID;
import org.h2.Driver;
import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Opens the embedded database, in a folder or in memory. Thread-safe. */
public final class EmbeddedDatabase {

    private static final String FILE = "jtidb";

    /** The folder beside it for the indexes that are kept on disk. */
    private static final String INDEXES = "jtidb-indexes";

    /**
     * WRITE_DELAY 0: what is committed survives a crash. MAX_COMPACT_TIME: closing shrinks the file for two seconds at most;
     * H2's own 200 ms leave it many times too large.
     */
    private static final String SETTINGS = ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
            + ";WRITE_DELAY=0;MAX_COMPACT_TIME=2000";

    private EmbeddedDatabase() {}

    /** Opens a database in memory that no other client sees and that ends with its client. */
    public static Database inMemory(EmbeddingFunctions functions) {
        // Without the delay H2 drops the database whenever the pool happens to hold no connection.
        String url = "jdbc:h2:mem:" + UUID.randomUUID() + SETTINGS + ";DB_CLOSE_DELAY=-1";
        return open("embedded, in memory", url, null, functions, EmbeddedDialect.END_WITH_LAST_CONNECTION);
    }

    /** Opens the database in a folder, which is made where it is missing. */
    public static Database in(Path folder, EmbeddingFunctions functions) {
        Path path = folder.toAbsolutePath().normalize();
        if (path.toString().indexOf(';') >= 0) {
            throw new IllegalArgumentException(
                    "Folder '" + path + "' cannot hold a database: H2 reads what follows a ';' as "
                            + "settings. Choose a folder without ';' in its path.");
        }
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new ConnectionException(
                    "Cannot make folder '" + path + "' for the database: " + e
                            + ". Expected a folder that can be written.",
                    e);
        }
        // async: an interrupt of a thread that reads or writes would close any other kind of file under all threads.
        String url = "jdbc:h2:file:async:" + path.resolve(FILE) + SETTINGS;
        return open("embedded, " + path, url, path, functions, null);
    }

    private static Database open(
            String name,
            String url,
            @Nullable Path folder,
            EmbeddingFunctions functions,
            @Nullable String lastStatement) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setDriverClassName("org.h2.Driver");
        config.setUsername("sa");
        config.setPassword("");
        // Connections to the same process neither go stale nor need renewing.
        config.setMaxLifetime(0);
        Database database;
        try {
            database = new Database(name, config, new EmbeddedDialect(), lastStatement);
        } catch (ConnectionException e) {
            throw explained(e, folder);
        }
        try {
            SqlFunctions.all().forEach(database::execute);
            EmbeddedIndexSql.createTables().forEach(database::execute);
            openIndexes(database, url, folder, functions);
        } catch (StatementException | ConnectionException e) {
            database.close();
            throw e;
        }
        return database;
    }

    private static void openIndexes(
            Database database, String url, @Nullable Path folder, EmbeddingFunctions functions) {
        Path files = folder == null ? null : folder.resolve(INDEXES);
        try {
            database.beforeClose(IndexEngine.open(() -> new Driver().connect(url, login()), functions, files));
        } catch (SQLException e) {
            throw new ConnectionException("Cannot open the indexes of the database '" + database.name() + "': " + e, e);
        }
    }

    private static Properties login() {
        Properties login = new Properties();
        login.setProperty("user", "sa");
        login.setProperty("password", "");
        return login;
    }

    private static ConnectionException explained(ConnectionException e, @Nullable Path folder) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
                return new ConnectionException(
                        "The database in folder '" + folder
                                + "' is open in another process: expected to be the only one."
                                + " Close it there, or choose another folder.",
                        e.getCause());
            }
        }
        return e;
    }
}
