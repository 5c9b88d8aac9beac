package io.github.jtidb.client.internal.jdbc;

import io.github.jtidb.client.StatementException;
import io.github.jtidb.client.internal.dialect.Sql;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Makes our exceptions of the driver's: drivers put the values of a statement into their messages, ours hold none. */
final class StatementErrors {

    /** Statements and messages may be megabytes long. */
    private static final int LONGEST = 1_000;

    /** A shorter value is masked only where it stands in quotes, or every digit of a message would be one. */
    private static final int SHORTEST_BARE = 4;

    private StatementErrors() {}

    /** Whether the connection is gone, and with it the answer. */
    static boolean isConnectionLoss(SQLException e) {
        boolean state = e.getSQLState() != null && e.getSQLState().startsWith("08");
        return state || e instanceof SQLNonTransientConnectionException || e instanceof SQLRecoverableException;
    }

    static StatementException translate(SQLException e, Sql sql) {
        String message = masked(Objects.requireNonNullElse(e.getMessage(), "no message"), sql);
        SQLException cause = new SQLException(message, e.getSQLState(), e.getErrorCode());
        cause.setStackTrace(e.getStackTrace());
        return new StatementException(
                "The database refused a statement (SQLState " + e.getSQLState() + ", code " + e.getErrorCode() + "): "
                        + message + "\nStatement: " + shortened(sql.text()),
                sql.text(),
                cause);
    }

    private static String masked(String message, Sql sql) {
        // H2 repeats the statement, which we add ourselves.
        int statement = message.indexOf("; SQL statement:");
        String text = statement < 0 ? message : message.substring(0, statement);
        // H2 names the row that is in the way: values that were stored, not bound.
        text = text.replaceAll("(?s) (VALUES )?\\( /\\*.*\\)\"", "\"");
        List<String> values = new ArrayList<>();
        for (Object value : sql.parameters()) {
            if (value != null && !value.toString().isEmpty()) {
                values.add(value.toString());
            }
        }
        // The longest first: one value may be a part of another.
        values.sort(Comparator.comparing(String::length).reversed());
        for (String value : values) {
            text = text.replace("'" + value + "'", "?").replace("'" + value.replace("'", "''") + "'", "?");
            if (value.length() >= SHORTEST_BARE) {
                text = text.replace(value, "?");
            }
        }
        return shortened(text);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "… (" + text.length() + " characters)";
    }
}
