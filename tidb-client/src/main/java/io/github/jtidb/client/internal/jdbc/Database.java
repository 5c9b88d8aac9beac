package io.github.jtidb.client.internal.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.github.jtidb.client.ConnectionException;
import io.github.jtidb.client.internal.dialect.Dialect;
import io.github.jtidb.client.internal.dialect.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pool of connections to one database, and the running of statements on it. Every failure leaves here as one of our
 * exceptions, free of bound values. Thread-safe.
 */
public final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final String name;
    private final HikariDataSource pool;
    private final Dialect dialect;
    private final @Nullable String lastStatement;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Connects.
     *
     * @param name what messages call this database; never a secret
     * @param config where and how to connect
     * @param dialect its SQL
     * @param lastStatement what to run before the pool closes, or null
     */
    public Database(String name, HikariConfig config, Dialect dialect, @Nullable String lastStatement) {
        this.name = name;
        this.dialect = dialect;
        this.lastStatement = lastStatement;
        config.setPoolName("jtidb (" + name + ")");
        try {
            this.pool = new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            throw unreachable(e.getCause() == null ? e : e.getCause());
        }
    }

    /** What messages call this database. */
    public String name() {
        return name;
    }

    /** This database's SQL. */
    public Dialect dialect() {
        return dialect;
    }

    /** Runs a statement. */
    public void execute(Sql sql) {
        run(sql, PreparedStatement::execute);
    }

    /** Runs a statement and gives the number of rows it changed. */
    public long update(Sql sql) {
        return run(sql, PreparedStatement::executeLargeUpdate);
    }

    /** Runs a query and reads its rows. */
    public <R> List<R> query(Sql sql, RowReader<R> reader) {
        return run(sql, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                List<R> read = new ArrayList<>();
                while (rows.next()) {
                    read.add(reader.read(rows));
                }
                return read;
            }
        });
    }

    /** Runs a query that gives one number. */
    public long queryLong(Sql sql) {
        return query(sql, row -> row.getLong(1)).get(0);
    }

    /** Does work in a transaction: all of it is kept, or nothing. */
    public <R> R transaction(Work<R> work) {
        return connected(connection -> {
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                R result = work.run(new Transaction(connection));
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    rollBack(connection);
                }
            }
        });
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // The pool drops a connection that cannot roll back, and its end ends the transaction.
            LOG.warn("Rolling back failed: SQLState {}, code {}", e.getSQLState(), e.getErrorCode());
        }
    }

    private <R> R run(Sql sql, StatementWork<R> work) {
        return connected(connection -> run(connection, sql, null, work));
    }

    private static <R> R run(Connection connection, Sql sql, @Nullable String generated, StatementWork<R> work)
            throws SQLException {
        try (PreparedStatement statement = generated == null
                ? connection.prepareStatement(sql.text())
                : connection.prepareStatement(sql.text(), new String[] {generated})) {
            for (int i = 0; i < sql.parameters().size(); i++) {
                statement.setObject(i + 1, sql.parameters().get(i));
            }
            return work.run(statement);
        } catch (SQLException e) {
            throw StatementErrors.translate(e, sql);
        }
    }

    private <R> R connected(ConnectionWork<R> work) {
        if (closed.get()) {
            throw new IllegalStateException("The client of the database '" + name + "' is closed: open another one.");
        }
        try (Connection connection = pool.getConnection()) {
            return work.run(connection);
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    private ConnectionException unreachable(Throwable e) {
        String code = e instanceof SQLException sql
                ? " (SQLState " + sql.getSQLState() + ", code " + sql.getErrorCode() + ")"
                : "";
        return new ConnectionException(
                "Cannot connect to the database '" + name + "'" + code + ": " + e.getMessage(), e);
    }

    /** Closes the pool; further calls do nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (lastStatement != null) {
            try (Connection connection = pool.getConnection();
                    PreparedStatement statement = connection.prepareStatement(lastStatement)) {
                statement.execute();
            } catch (SQLException e) {
                LOG.warn("Closing the database '{}': {} failed with code {}", name, lastStatement, e.getErrorCode());
            }
        }
        pool.close();
    }

    /** Statements within one transaction. Not thread-safe. */
    public static final class Transaction {

        private final Connection connection;

        private Transaction(Connection connection) {
            this.connection = connection;
        }

        /** Runs a statement. */
        public void execute(Sql sql) throws SQLException {
            run(connection, sql, null, PreparedStatement::execute);
        }

        /** Runs an INSERT and gives the generated values of a column, a row each, in order. */
        public List<Long> insert(Sql sql, String generatedColumn) throws SQLException {
            return run(connection, sql, generatedColumn, statement -> {
                statement.executeUpdate();
                List<Long> keys = new ArrayList<>();
                try (ResultSet rows = statement.getGeneratedKeys()) {
                    while (rows.next()) {
                        keys.add(rows.getLong(1));
                    }
                }
                return keys;
            });
        }
    }

    /** Reads the row that a result set stands on. */
    @FunctionalInterface
    public interface RowReader<R> {
        /** Reads it. */
        R read(ResultSet row) throws SQLException;
    }

    /** What is done in a transaction. */
    @FunctionalInterface
    public interface Work<R> {
        /** Does it. */
        R run(Transaction transaction) throws SQLException;
    }

    private interface ConnectionWork<R> {
        R run(Connection connection) throws SQLException;
    }

    private interface StatementWork<R> {
        R run(PreparedStatement statement) throws SQLException;
    }
}
