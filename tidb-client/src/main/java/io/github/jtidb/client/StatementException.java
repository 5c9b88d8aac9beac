package io.github.jtidb.client;

import io.github.jtidb.vector.TiDBException;
import java.io.Serial;
import java.sql.SQLException;

/**
 * The database refused a statement. Neither the message nor the cause holds a bound value. Immutable.
 */
public class StatementException extends TiDBException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The statement's text. */
    private final String statement;

    /** The SQLState, or empty. */
    private final String sqlState;

    /** The database's own code. */
    private final int code;

    /**
     * An exception for a refused statement.
     *
     * @param message what the database said, free of bound values
     * @param statement the statement's text with {@code ?} for each bound value
     * @param cause what the driver raised, free of bound values
     */
    public StatementException(String message, String statement, SQLException cause) {
        super(message, cause);
        this.statement = statement;
        this.sqlState = cause.getSQLState() == null ? "" : cause.getSQLState();
        this.code = cause.getErrorCode();
    }

    /**
     * The statement's text.
     *
     * @return SQL with {@code ?} for each bound value
     */
    public String statement() {
        return statement;
    }

    /**
     * The SQLState.
     *
     * @return five characters such as {@code 23505}, or empty where the driver gave none
     */
    public String sqlState() {
        return sqlState;
    }

    /**
     * The database's own error code.
     *
     * @return such as 1062 on TiDB or 23505 embedded
     */
    public int code() {
        return code;
    }
}
