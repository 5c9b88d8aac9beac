package io.github.jtidb.client.internal.jdbc;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Which errors end a connection. HikariCP takes some for the end of it that only refuse a statement: TiDB's 1105, which is every
 * error of vectors and of embedding, and 0A000, which is every feature that a server has not. Immutable.
 */
public final class EvictedConnections implements SQLExceptionOverride {

    private static final int TIDB_ERROR = 1105;

    private static final String FEATURE_NOT_SUPPORTED = "0A";

    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException e) {
        boolean refused = e.getErrorCode() == TIDB_ERROR
                || (e.getSQLState() != null && e.getSQLState().startsWith(FEATURE_NOT_SUPPORTED));
        return refused ? SQLExceptionOverride.Override.DO_NOT_EVICT : SQLExceptionOverride.Override.CONTINUE_EVICT;
    }
}
