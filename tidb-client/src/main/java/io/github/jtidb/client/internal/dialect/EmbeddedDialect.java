package io.github.jtidb.client.internal.dialect;

import io.github.jtidb.client.NotSupportedException;
import io.github.jtidb.client.internal.embedded.VectorBytes;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.ColumnType;
import io.github.jtidb.schema.TableSchema;
import io.github.jtidb.schema.VectorField.IndexPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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

    private static final Pattern TEXT_DEFAULT = Pattern.compile("(?s)(?:(?:DATE|TIME|TIMESTAMP) )?'((?:[^']|'')*)'");

    private static final Pattern PLAIN_DEFAULT =
            Pattern.compile("(?i)-?[0-9.]+(?:E[+-]?[0-9]+)?|TRUE|FALSE|(?:CURRENT_|LOCAL)TIMESTAMP(?:\\([0-9]\\))?");

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
            case TIME, DATETIME -> column.type() + "(" + column.precision() + ")";
            case VECTOR -> "VARBINARY(" + bytes(column) + ")";
            case BOOLEAN, TINYINT, SMALLINT, INT, BIGINT, TEXT, BLOB, DATE, JSON ->
                column.type().name();
        };
    }

    @Override
    String check(ColumnSchema column) {
        return column.type() == ColumnType.VECTOR
                ? " CHECK (OCTET_LENGTH(" + Sql.quote(column.name()) + ") = " + bytes(column) + ")"
                : "";
    }

    private static int bytes(ColumnSchema column) {
        return VectorBytes.size(column.vector().orElseThrow().dimensions().orElseThrow());
    }

    /** A vector is known by the check on its length, which no other column has. */
    @Override
    public Sql describeColumns(String table) {
        return describe(
                "COLUMN_NAME, CASE WHEN EXISTS (SELECT 1 FROM INFORMATION_SCHEMA.CHECK_CONSTRAINTS AS C"
                        + " JOIN INFORMATION_SCHEMA.CONSTRAINT_COLUMN_USAGE AS U"
                        + " ON U.CONSTRAINT_SCHEMA = C.CONSTRAINT_SCHEMA AND U.CONSTRAINT_NAME = C.CONSTRAINT_NAME"
                        + " WHERE U.TABLE_SCHEMA = COLUMNS.TABLE_SCHEMA AND U.TABLE_NAME = COLUMNS.TABLE_NAME"
                        + " AND U.COLUMN_NAME = COLUMNS.COLUMN_NAME AND C.CHECK_CLAUSE LIKE 'OCTET_LENGTH(%')"
                        + " THEN 'vector(' || CHARACTER_MAXIMUM_LENGTH / " + Float.BYTES + " || ')'"
                        + " ELSE LOWER(DATA_TYPE) || CASE"
                        + " WHEN CHARACTER_MAXIMUM_LENGTH IS NOT NULL THEN '(' || CHARACTER_MAXIMUM_LENGTH || ')'"
                        + " WHEN DATA_TYPE = 'NUMERIC' THEN '(' || NUMERIC_PRECISION || ',' || NUMERIC_SCALE || ')'"
                        + " WHEN DATETIME_PRECISION IS NOT NULL THEN '(' || DATETIME_PRECISION || ')' ELSE '' END END,"
                        + " IS_NULLABLE, COLUMN_DEFAULT, CASE WHEN IS_IDENTITY = 'YES' THEN 'auto_increment'"
                        + " WHEN IS_GENERATED = 'ALWAYS' THEN 'stored generated' ELSE '' END, REMARKS,"
                        + " GENERATION_EXPRESSION",
                "COLUMNS",
                table,
                "ORDINAL_POSITION");
    }

    @Override
    public Sql listIndexes(String table) {
        return describe(
                "CASE WHEN INDEX_NAME IN (SELECT INDEX_NAME FROM INFORMATION_SCHEMA.INDEXES WHERE TABLE_SCHEMA = "
                        + currentSchema() + " AND INDEX_TYPE_NAME = 'PRIMARY KEY') THEN 'PRIMARY' ELSE INDEX_NAME END"
                        + " AS Key_name, CASE WHEN IS_UNIQUE THEN 0 ELSE 1 END AS Non_unique, COLUMN_NAME AS Column_name,"
                        + " NULL AS Sub_part, 'BTREE' AS Index_type",
                "INDEX_COLUMNS",
                table,
                "INDEX_NAME, ORDINAL_POSITION");
    }

    @Override
    public Optional<Sql> describeTable(String table) {
        return Optional.empty();
    }

    /** Where somebody altered the column, its length is all that is left of its being a vector. */
    @Override
    public boolean holdsVectors(ColumnSchema stored, int dimensions) {
        return super.holdsVectors(stored, dimensions)
                || (stored.type() == ColumnType.VARBINARY && stored.length() == VectorBytes.size(dimensions));
    }

    /** H2 gives a default as the expression it is. */
    @Override
    public Optional<String> defaultText(String stored) {
        Matcher text = TEXT_DEFAULT.matcher(stored);
        if (text.matches()) {
            return Optional.of(text.group(1).replace("''", "'"));
        }
        return PLAIN_DEFAULT.matcher(stored).matches() ? Optional.of(stored) : Optional.empty();
    }

    /** In H2 an index name is unique in its schema, not in its table: H2 finds one that is free. */
    @Override
    String indexName(String index) {
        return "";
    }

    @Override
    String literal(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        // H2's driver takes a brace for the beginning of a JDBC escape where a quote in a name has misled it.
        return text.contains("{")
                ? "U&" + quoted.replace("\\", "\\\\").replace("{", "\\007b").replace("}", "\\007d")
                : quoted;
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

    /**
     * A running statement keeps each version of the pages that it writes. H2 remembers the statements of the same text that it
     * parsed, as all but the last one are.
     */
    @Override
    public int mostRowsPerInsert() {
        return 20;
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

    /** Asking makes the database build them. */
    @Override
    public List<Sql> indexProgress(TableSchema table) {
        List<Sql> progress = new ArrayList<>();
        for (ColumnSchema column : table.vectorColumns()) {
            if (column.vector().orElseThrow().index() != IndexPolicy.NONE) {
                progress.add(progress(
                        table,
                        column,
                        "VECTOR",
                        column.vector().orElseThrow().metric().name()));
            }
        }
        for (ColumnSchema column : table.fullTextColumns()) {
            if (column.fullText().orElseThrow().indexed()) {
                progress.add(progress(
                        table,
                        column,
                        "FULLTEXT",
                        column.fullText().orElseThrow().parser().name()));
            }
        }
        return progress;
    }

    private static Sql progress(TableSchema table, ColumnSchema column, String kind, String form) {
        return new Sql(
                "SELECT ?, ?, ?, INDEXED, NOT_INDEXED, 0, '' FROM JTIDB_INDEX(?, ?, ?)",
                List.of(column.name(), column.name(), kind, table.name(), column.name(), form));
    }

    /** The index proposes rows; they are read and measured here, and the filter takes some of them. */
    @Override
    public Optional<Sql> indexedSearch(SearchPlan plan) {
        OptionalInt candidates = plan.indexCandidates(plan.filter() != null || plan.range() != null);
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
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
                        .bind(candidates.getAsInt())
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
