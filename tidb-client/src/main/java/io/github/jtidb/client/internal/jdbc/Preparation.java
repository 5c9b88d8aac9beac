package io.github.jtidb.client.internal.jdbc;

import io.github.jtidb.client.internal.dialect.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * How a statement is prepared. Immutable.
 *
 * @param generatedColumn the column whose generated values are wanted, or null
 */
record Preparation(@Nullable String generatedColumn) {

    static final Preparation PLAIN = new Preparation(null);

    /** Runs a statement on a connection; the failure comes out as ours. */
    <R> R run(Connection connection, Sql sql, Session.StatementWork<R> work) {
        try (PreparedStatement statement = prepare(connection, sql.text())) {
            for (int i = 0; i < sql.parameters().size(); i++) {
                statement.setObject(i + 1, sql.parameters().get(i));
            }
            return work.run(statement);
        } catch (SQLException e) {
            throw StatementErrors.translate(e, sql);
        }
    }

    private PreparedStatement prepare(Connection connection, String text) throws SQLException {
        return generatedColumn == null
                ? connection.prepareStatement(text)
                : connection.prepareStatement(text, new String[] {generatedColumn});
    }
}
