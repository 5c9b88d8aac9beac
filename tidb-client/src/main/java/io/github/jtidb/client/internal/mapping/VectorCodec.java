package io.github.jtidb.client.internal.mapping;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Between a vector and what JDBC carries of it, which differs between databases. */
public interface VectorCodec {

    /** A vector as JDBC takes it. */
    Object encodeVector(float[] vector);

    /** A vector as the database stores it, read back: a text, or bytes. */
    float[] decodeVector(Object stored);

    /** The vector in a column of the row that a result set stands on, or null. */
    default float @Nullable [] decodeVector(ResultSet row, int index) throws SQLException {
        Object stored = row.getObject(index);
        return stored == null ? null : decodeVector(stored);
    }
}
