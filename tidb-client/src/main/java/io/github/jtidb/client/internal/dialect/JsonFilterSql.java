package io.github.jtidb.client.internal.dialect;

import io.github.jtidb.client.Filter;
import io.github.jtidb.client.internal.mapping.Values;
import java.util.List;

/**
 * Writes conditions on what a path into a JSON column finds. Path and value are bound, the value as JSON text, so that texts
 * are compared with texts and numbers with numbers however a driver sends them. Not thread-safe.
 */
final class JsonFilterSql {

    private static final String TEXT = " = 'STRING'";
    private static final String NUMBER = " IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL')";

    private final Dialect dialect;
    private final Sql.Builder sql;
    private final JsonPath path;

    JsonFilterSql(Dialect dialect, Sql.Builder sql, JsonPath path) {
        this.dialect = dialect;
        this.sql = sql;
        this.path = path;
    }

    /** Whether something other than JSON's null is found. */
    void exists(boolean there) {
        sql.sql("COALESCE(");
        type().sql(", 'NULL')").sql(there ? " <> 'NULL'" : " = 'NULL'");
    }

    void compare(Filter.Operator operator, String symbol, Object value) {
        String json = Values.encodeJson(path.column(), value);
        boolean equality = operator == Filter.Operator.EQ || operator == Filter.Operator.NE;
        if (!equality && value instanceof Boolean) {
            throw new IllegalArgumentException("The path " + path.path() + " of field '"
                    + path.column().field() + "' is compared with a boolean by " + operator
                    + ": booleans have no order. Compare them by EQ, NE or IN.");
        }
        found(() -> {
            if (!equality) {
                type().sql(json.startsWith("\"") ? TEXT : NUMBER).sql(" AND ");
            }
            dialect.compareJson(sql, path, symbol, json);
        });
    }

    void in(List<Object> values) {
        found(() -> sql.sql("(")
                .join(
                        " OR ",
                        values,
                        value -> dialect.compareJson(sql, path, " = ", Values.encodeJson(path.column(), value)))
                .sql(")"));
    }

    void like(String pattern) {
        found(() -> {
            type().sql(TEXT).sql(" AND JSON_UNQUOTE(");
            dialect.extractJson(sql, path);
            sql.sql(") LIKE ").bind(pattern);
        });
    }

    /** A condition that is unknown where nothing, or JSON's null, is found. */
    private void found(Runnable condition) {
        sql.sql("CASE WHEN ");
        type().sql(" <> 'NULL' THEN ");
        condition.run();
        sql.sql(" END");
    }

    private Sql.Builder type() {
        sql.sql("JSON_TYPE(");
        return dialect.extractJson(sql, path).sql(")");
    }
}
