package io.github.jtidb.client.internal.dialect;

import io.github.jtidb.client.NotSupportedException;
import io.github.jtidb.client.internal.embedded.VectorBytes;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.ColumnType;
import io.github.jtidb.schema.TableSchema;
import java.util.List;
import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of the embedded database: H2 in MySQL mode. A vector is a VARBINARY of its floats, and the {@code VEC_} functions
 * are Java. Immutable.
 */
public final class EmbeddedDialect extends Dialect {

    /** Lets a database in memory end with its last connection. */
    public static final String END_WITH_LAST_CONNECTION = "SET DB_CLOSE_DELAY 0";

    /** Makes a static method callable as an SQL function. */
    public static Sql createFunction(String function, Class<?> type, String method) {
        return Sql.of("CREATE ALIAS IF NOT EXISTS " + Sql.quote(function) + " DETERMINISTIC FOR '" + type.getName()
                + "." + method + "'");
    }

    @Override
    String columnType(ColumnSchema column) {
        return switch (column.type()) {
            case VARCHAR, CHAR, VARBINARY -> column.type() + "(" + column.length() + ")";
            case DECIMAL -> "DECIMAL(" + column.precision() + ", " + column.scale() + ")";
            // In H2's MySQL mode FLOAT has 64 bits.
            case FLOAT -> "REAL";
            case DOUBLE -> "DOUBLE PRECISION";
            case TIME, DATETIME -> column.type() + "(6)";
            case VECTOR -> "VARBINARY(" + bytes(column) + ")";
            case BOOLEAN, TINYINT, SMALLINT, INT, BIGINT, TEXT, BLOB, DATE, JSON ->
                column.type().name();
        };
    }

    @Override
    String columnSuffix(ColumnSchema column) {
        return column.type() == ColumnType.VECTOR
                ? " CHECK (OCTET_LENGTH(" + Sql.quote(column.name()) + ") = " + bytes(column) + ")"
                : "";
    }

    private static int bytes(ColumnSchema column) {
        return VectorBytes.size(column.vector().orElseThrow().dimensions().orElseThrow());
    }

    /** In H2 an index name is unique in its schema, not in its table: H2 finds one that is free. */
    @Override
    String indexName(String index) {
        return "";
    }

    @Override
    String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Override
    String mark(ColumnSchema column) {
        return column.type() == ColumnType.JSON ? "? FORMAT JSON" : "?";
    }

    /** H2 compares JSON byte by byte. */
    @Override
    void compareJson(Sql.Builder sql, JsonPath path, String operator, String json) {
        sql.sql("JTIDB_COMPARE_JSON(");
        extractJson(sql, path).sql(", ").bind(json).sql(")").sql(operator).sql("0");
    }

    @Override
    public Object encodeVector(float[] vector) {
        return VectorBytes.encode(vector);
    }

    @Override
    public float[] decodeVector(Object stored) {
        return VectorBytes.decode((byte[]) stored);
    }

    @Override
    public Sql upsert(TableSchema table, List<ColumnSchema> columns, @Nullable Object[] row) {
        return Sql.build(sql -> {
            columns(sql.sql("MERGE INTO ").name(table.name()).sql(" ("), columns);
            keys(sql.sql(") KEY ("), table).sql(") VALUES ");
            values(sql, columns, row);
        });
    }

    @Override
    public Sql truncate(TableSchema table) {
        return Sql.of("TRUNCATE TABLE " + Sql.quote(table.name()) + " RESTART IDENTITY");
    }

    /** A deadlock, or two transactions that change one row. */
    @Override
    public boolean isRetryable(int code) {
        return code == ErrorCode.DEADLOCK_1 || code == ErrorCode.CONCURRENT_UPDATE_1;
    }

    @Override
    String currentSchema() {
        return "SCHEMA()";
    }

    @Override
    public Sql match(MatchPlan plan) {
        throw new NotSupportedException("The embedded database does not search by words yet.", null);
    }

    @Override
    void orderByDistance(Sql.Builder sql, TableSchema table) {
        sql.sql(" ORDER BY ").name(DISTANCE).sql(" NULLS LAST, ");
        keys(sql, table);
    }
}
