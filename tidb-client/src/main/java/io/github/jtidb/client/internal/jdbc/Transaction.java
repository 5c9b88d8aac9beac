package io.github.jtidb.client.internal.jdbc;

import io.github.jtidb.client.StatementException;
import io.github.jtidb.client.TransactionException;
import io.github.jtidb.client.internal.dialect.Dialect;
import io.github.jtidb.client.internal.dialect.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One transaction on one connection. After a failed statement it takes no other and cannot be committed: what a database keeps
 * of a half-failed transaction differs, and a caller that swallows the failure must not keep the rest. Not thread-safe.
 */
final class Transaction extends Session {

    private static final Logger LOG = LoggerFactory.getLogger(Transaction.class);

    private final Database database;
    private final Connection connection;
    private @Nullable StatementException failure;
    private boolean ended;

    Transaction(Database database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    @Override
    <R> R run(Sql sql, Preparation preparation, StatementWork<R> work) {
        refuseAfterEnd();
        refuseAfterFailure();
        try {
            return preparation.run(connection, sql, work);
        } catch (StatementException e) {
            failure = e;
            throw e;
        }
    }

    private void refuseAfterEnd() {
        if (ended) {
            throw new IllegalStateException(
                    "The transaction has ended: use it, and tables bound to it, within transaction(…) only.");
        }
    }

    private void refuseAfterFailure() {
        if (failure != null) {
            throw new TransactionException(
                    "A statement of the transaction failed before, so it is rolled back and takes no other: let the"
                            + " exception out of transaction(…).",
                    false,
                    failure);
        }
    }

    /** Commits, unless a statement failed. */
    void commit() {
        refuseAfterFailure();
        try {
            connection.commit();
            ended = true;
        } catch (SQLException e) {
            if (StatementErrors.isConnectionLoss(e)) {
                ended = true;
                throw new TransactionException(
                        "The connection was lost while the transaction was committed (SQLState " + e.getSQLState()
                                + "): it may be kept or not. Read what it wrote before trying again.",
                        true,
                        e);
            }
            throw StatementErrors.translate(e, new Sql("COMMIT", List.of()));
        }
    }

    /** Rolls back what is not committed. */
    void end() {
        if (!ended) {
            ended = true;
            try {
                connection.rollback();
            } catch (SQLException e) {
                // The pool drops a connection that cannot roll back, and its end ends the transaction.
                LOG.warn("Rolling back failed: SQLState {}, code {}", e.getSQLState(), e.getErrorCode());
            }
        }
    }

    @Override
    public <R> R transaction(Work<R> work) {
        refuseAfterEnd();
        return work.run(this);
    }

    @Override
    public String name() {
        return database.name();
    }

    @Override
    public Dialect dialect() {
        return database.dialect();
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public boolean isTransaction() {
        return true;
    }
}
