package io.github.jtidb.client.internal.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.github.jtidb.client.ConnectionException;
import io.github.jtidb.client.StatementException;
import io.github.jtidb.client.internal.dialect.Dialect;
import io.github.jtidb.client.internal.dialect.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pool of connections to one database; each statement takes one of them for itself. Thread-safe. */
public final class Database extends Session implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    /** A transaction that others disturb is tried so many times in all. */
    private static final int ATTEMPTS = 6;

    /** TiDB's documents wait (1.5^n + random) times as long before the n-th repetition. */
    private static final long FIRST_WAIT_MILLIS = 100;

    private final String name;
    private final DataSource connections;
    private final @Nullable HikariDataSource pool;
    private final Dialect dialect;
    private final @Nullable String lastStatement;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Runnable beforeClose = () -> {};

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
            this.connections = pool;
        } catch (HikariPool.PoolInitializationException e) {
            throw unreachable(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Takes connections from a data source that somebody else closes. */
    Database(String name, DataSource connections, Dialect dialect) {
        this.name = name;
        this.connections = connections;
        this.pool = null;
        this.dialect = dialect;
        this.lastStatement = null;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Database database() {
        return this;
    }

    @Override
    public boolean isTransaction() {
        return false;
    }

    @Override
    <R> R run(Sql sql, Preparation preparation, StatementWork<R> work) {
        return connected(connection -> preparation.run(connection, sql, work));
    }

    /**
     * Does work in a transaction of its own. Where the database gave the transaction up for the sake of another one, all of it
     * is done again, a few times.
     */
    @Override
    public <R> R transaction(Work<R> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(work);
            } catch (StatementException e) {
                if (attempt == ATTEMPTS || !dialect.isRetryable(e.code())) {
                    throw e;
                }
                LOG.debug("Transaction gave way to another one (code {}), attempt {}", e.code(), attempt);
                pause(attempt, e);
            }
        }
    }

    private <R> R attempt(Work<R> work) {
        return connected(connection -> {
            connection.setAutoCommit(false);
            Transaction transaction = new Transaction(this, connection);
            try {
                R result = work.run(transaction);
                transaction.commit();
                return result;
            } finally {
                transaction.end();
                setAutoCommit(connection, true);
            }
        });
    }

    private static void pause(int attempt, StatementException e) {
        double factor = Math.pow(1.5, attempt) + ThreadLocalRandom.current().nextDouble();
        try {
            Thread.sleep((long) (FIRST_WAIT_MILLIS * factor));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw e;
        }
    }

    private <R> R connected(ConnectionWork<R> work) {
        if (closed.get()) {
            throw new IllegalStateException("The client of the database '" + name + "' is closed: open another one.");
        }
        try (Connection connection = connections.getConnection()) {
            boolean single = connection.getAutoCommit();
            if (!single) {
                connection.setAutoCommit(true);
            }
            try {
                return work.run(connection);
            } finally {
                setAutoCommit(connection, single);
            }
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    /** Gives a connection back as it was; the failure to do so must not hide another one. */
    private static void setAutoCommit(Connection connection, boolean auto) {
        try {
            if (!connection.isClosed() && connection.getAutoCommit() != auto) {
                connection.setAutoCommit(auto);
            }
        } catch (SQLException e) {
            LOG.warn("Resetting a connection failed: SQLState {}, code {}", e.getSQLState(), e.getErrorCode());
        }
    }

    private ConnectionException unreachable(Throwable e) {
        String code = e instanceof SQLException sql
                ? " (SQLState " + sql.getSQLState() + ", code " + sql.getErrorCode() + ")"
                : "";
        return new ConnectionException(
                "Cannot connect to the database '" + name + "'" + code + ": " + e.getMessage(), e);
    }

    /** What is to be done first when this is closed. */
    public void beforeClose(Runnable work) {
        beforeClose = work;
    }

    /** Closes the pool; further calls do nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        beforeClose.run();
        if (lastStatement != null) {
            try (Connection connection = connections.getConnection();
                    PreparedStatement statement = connection.prepareStatement(lastStatement)) {
                statement.execute();
            } catch (SQLException e) {
                LOG.warn("Closing the database '{}': {} failed with code {}", name, lastStatement, e.getErrorCode());
            }
        }
        if (pool != null) {
            pool.close();
        }
    }

    private interface ConnectionWork<R> {
        R run(Connection connection) throws SQLException;
    }
}
