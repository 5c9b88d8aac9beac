package io.github.jtidb.client.internal.jdbc;

import io.github.jtidb.client.internal.dialect.Dialect;
import io.github.jtidb.client.internal.dialect.Sql;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where statements run: each by itself, as in a {@link Database}, or all in one transaction. Every failure leaves here as one of
 * our exceptions, free of bound values.
 */
public abstract class Session {

    /** Runs something with a statement that has its values; failures come out as ours. */
    abstract <R> R run(Sql sql, Preparation preparation, StatementWork<R> work);

    /** What messages call the database. */
    public abstract String name();

    /** The database's SQL. */
    public abstract Dialect dialect();

    /** The database that the statements reach. */
    public abstract Database database();

    /** Whether the statements run here share one transaction, and one connection. */
    public abstract boolean isTransaction();

    /** Does work in a transaction: in this one, or in one of its own, all of which is kept, or nothing. */
    public abstract <R> R transaction(Work<R> work);

    /** Runs a statement. */
    public final void execute(Sql sql) {
        run(sql, Preparation.PLAIN, PreparedStatement::execute);
    }

    /** Runs a statement and gives the number of rows it changed; 0 for one that changes none. */
    public final long update(Sql sql) {
        return run(sql, Preparation.PLAIN, PreparedStatement::executeLargeUpdate);
    }

    /** Runs an INSERT and gives the generated values of a column, a row each, in order. */
    public final List<Long> insert(Sql sql, String generatedColumn) {
        return run(sql, new Preparation(generatedColumn), statement -> {
            statement.executeUpdate();
            try (ResultSet rows = statement.getGeneratedKeys()) {
                return read(rows, row -> row.getLong(1));
            }
        });
    }

    /** Runs a query and reads its rows. */
    public final <R> List<R> query(Sql sql, RowReader<R> reader) {
        return run(sql, Preparation.PLAIN, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                return read(rows, reader);
            }
        });
    }

    /** Runs a query and reads all that it gives, columns included. */
    public final ResultTable table(Sql sql) {
        return run(sql, Preparation.PLAIN, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                return ResultTable.read(rows);
            }
        });
    }

    /** Runs a query that gives one number. */
    public final long queryLong(Sql sql) {
        return query(sql, row -> row.getLong(1)).get(0);
    }

    private static <R> List<R> read(ResultSet rows, RowReader<R> reader) throws SQLException {
        List<R> read = new ArrayList<>();
        while (rows.next()) {
            read.add(reader.read(rows));
        }
        return read;
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
        R run(Session transaction);
    }

    interface StatementWork<R> {
        R run(PreparedStatement statement) throws SQLException;
    }
}
