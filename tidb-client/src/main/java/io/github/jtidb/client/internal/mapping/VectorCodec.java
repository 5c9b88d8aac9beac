package io.github.jtidb.client.internal.mapping;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Between a vector and what JDBC carries of it, which differs between databases. */
public interface VectorCodec {

    /** A vector as JDBC takes it. */
    Object encodeVector(float[] vector);

    /** A vector as JDBC gives it, or null. */
    float @Nullable [] decodeVector(ResultSet row, int index) throws SQLException;
}
