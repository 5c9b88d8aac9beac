package io.github.jtidb.client.internal.dialect;

import io.github.jtidb.client.NotSupportedException;
import io.github.jtidb.client.internal.embedded.VectorBytes;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.ColumnType;
import io.github.jtidb.schema.TableSchema;
import io.github.jtidb.schema.VectorField.IndexPolicy;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of the embedded database: H2 in MySQL mode. A vector is a VARBINARY of its floats, and the {@code VEC_} functions
 * are Java. Immutable.
 */
public final class EmbeddedDialect extends Dialect {

    /** Lets a database in memory end with its last connection. */
    public static final String END_WITH_LAST_CONNECTION = "SET DB_CLOSE_DELAY 0";

    private static final Pattern VECTOR_COMMENT = Pattern.compile("VECTOR\\((\\d+)\\) \\w+ model (\\S+)(?: of \\S+)?");

    /** A filter or a range drops some of what the index proposes: so many are asked for, for each row that is wanted. */
    private static final int CANDIDATES_PER_ROW = 10;

    /**
     * Makes a static method callable as an SQL function.
     *
     * @param deterministic whether it always gives the same for the same arguments
     */
    public static Sql createFunction(String function, Class<?> type, String method, boolean deterministic) {
        return Sql.of("CREATE ALIAS IF NOT EXISTS " + Sql.quote(function) + (deterministic ? " DETERMINISTIC" : "")
                + " FOR '" + type.getName() + "." + method + "'");
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

    /** What H2 has no type for stands in the column's comment; the SQL functions that embed read the model there. */
    @Override
    String columnSuffix(ColumnSchema column) {
        if (column.type() != ColumnType.VECTOR) {
            return "";
        }
        ColumnSchema.Vector vector = column.vector().orElseThrow();
        String comment = "VECTOR(" + vector.dimensions().orElseThrow() + ") " + vector.metric()
                + vector.model().map(model -> " model " + model).orElse("")
                + vector.sourceField().map(field -> " of " + field).orElse("");
        return " COMMENT " + literal(comment) + " CHECK (OCTET_LENGTH(" + Sql.quote(column.name()) + ") = "
                + bytes(column) + ")";
    }

    /** The model that a column's comment names, if it is that of a vector column of so many dimensions. */
    public static Optional<String> model(@Nullable String comment, int dimensions) {
        Matcher matcher = VECTOR_COMMENT.matcher(comment == null ? "" : comment);
        return matcher.matches() && matcher.group(1).equals(Integer.toString(dimensions))
                ? Optional.of(matcher.group(2))
                : Optional.empty();
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

    /** A folder holds one database: another one is another folder. */
    public static NotSupportedException oneDatabase() {
        return new NotSupportedException(
                "The embedded database is the only one in its folder: open another folder with TiDBClient.embedded(…).",
                null);
    }

    @Override
    public Sql createDatabase(String database, boolean unlessThere) {
        throw oneDatabase();
    }

    @Override
    public Sql dropDatabase(String database) {
        throw oneDatabase();
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

    /** The table's changes are noted for its indexes, if it is to have any. */
    @Override
    public List<Sql> afterCreate(TableSchema table) {
        boolean indexed = table.vectorColumns().stream()
                        .anyMatch(column -> column.vector().orElseThrow().index() != IndexPolicy.NONE)
                || table.fullTextColumns().stream()
                        .anyMatch(column -> column.fullText().orElseThrow().indexed());
        return indexed ? List.of(new Sql("CALL JTIDB_WATCH(?)", List.of(table.name()))) : List.of();
    }

    /** The index proposes rows; they are read and measured here, and the filter takes some of them. */
    @Override
    public Optional<Sql> indexedSearch(SearchPlan plan) {
        if (plan.vector().index() == IndexPolicy.NONE
                || plan.metric() != plan.vector().metric()
                || (plan.prefilter() && plan.filter() != null)) {
            return Optional.empty();
        }
        boolean some = plan.filter() != null || plan.range() != null;
        long byDefault = some ? (long) plan.limit() * CANDIDATES_PER_ROW : plan.limit();
        int candidates = Math.max(plan.limit(), plan.candidates().orElse((int) Math.min(byDefault, Integer.MAX_VALUE)));
        return Optional.of(searchOf(
                plan,
                sql -> sql.sql("JTIDB_NEAREST(")
                        .bind(plan.table().name())
                        .sql(", ")
                        .bind(plan.column().name())
                        .sql(", ")
                        .bind(plan.metric().name())
                        .sql(", ")
                        .bind(encodeVector((float[]) plan.query()))
                        .sql(", ")
                        .bind(candidates)
                        .sql(")")
                        .sql(proposed(plan.table()))));
    }

    /** The outer join makes H2 begin with the rows of the index and read the table by their ids. */
    private static String proposed(TableSchema table) {
        String name = Sql.quote(table.name());
        return " LEFT JOIN " + name + " ON " + name + "._ROWID_ = `_jtidb_row` WHERE "
                + EmbeddedIndexSql.AS_OF_ONE_MOMENT + " AND ";
    }

    @Override
    public Sql match(MatchPlan plan) {
        // Without a filter every match counts, and the best are enough.
        int most = plan.filter() == null ? plan.limit() : 0;
        return Sql.build(sql -> {
            sql.sql("SELECT ");
            columns(sql, plan.columns()).sql(", ").name(MATCH_SCORE).sql(" FROM JTIDB_MATCH(");
            sql.bind(plan.table().name())
                    .sql(", ")
                    .bind(plan.column().name())
                    .sql(", ")
                    .bind(plan.column().fullText().orElseThrow().parser().name())
                    .sql(", ")
                    .bind(plan.query())
                    .sql(", ")
                    .bind(most)
                    .sql(")")
                    .sql(proposed(plan.table()));
            sql.name(plan.column().name()).sql(" IS NOT NULL");
            if (plan.filter() != null) {
                filter(sql.sql(" AND "), plan.table(), plan.filter());
            }
            sql.sql(" ORDER BY ").name(MATCH_SCORE).sql(" DESC, ");
            keys(sql, plan.table()).sql(" LIMIT ").bind(plan.limit());
        });
    }

    @Override
    void orderByDistance(Sql.Builder sql, TableSchema table) {
        sql.sql(" ORDER BY ").name(DISTANCE).sql(" NULLS LAST, ");
        keys(sql, table);
    }
}
