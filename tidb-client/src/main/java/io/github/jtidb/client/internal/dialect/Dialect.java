package io.github.jtidb.client.internal.dialect;

import io.github.jtidb.client.Filter;
import io.github.jtidb.client.StatementException;
import io.github.jtidb.client.internal.mapping.VectorCodec;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.TableSchema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All SQL text of one kind of database. What the MySQL family shares stands here, with the schema statements in
 * {@link Ddl}; a subclass says what differs. Immutable.
 */
public abstract class Dialect implements VectorCodec {

    /** The name that a search gives its distance; no column may have it. */
    public static final String DISTANCE = "_distance";

    /** The name that a search by words gives its score; no column may have it. */
    public static final String MATCH_SCORE = "_match_score";

    /** How the name of a full-text index begins. */
    public static final String FULL_TEXT_INDEX = "fts_idx_";

    // ------------------------------------------------------------------ what differs

    /** The type of a column as its definition spells it. */
    abstract String columnType(ColumnSchema column);

    /** How the database computes a column, in its definition, before its comment. */
    String generation(TableSchema table, ColumnSchema column) {
        return "";
    }

    /** What a column's values must satisfy, at the end of its definition. */
    String check(ColumnSchema column) {
        return "";
    }

    /** The name of a column's vector or full-text index: pytidb gives the same. */
    static String nameOfIndex(ColumnSchema column) {
        return column.vector()
                .map(vector -> "vec_idx_" + column.name() + "_"
                        + vector.metric().name().toLowerCase(Locale.ROOT))
                .orElse(FULL_TEXT_INDEX + column.name());
    }

    /** Further parts of CREATE TABLE, such as vector indexes. */
    List<String> tableParts(TableSchema table, boolean optionalIndexes) {
        return List.of();
    }

    /** What follows the parts of CREATE TABLE. */
    String tableSuffix() {
        return "";
    }

    /** The name of an index in CREATE TABLE, with a blank behind it, or nothing where the database is to choose. */
    String indexName(String index) {
        return Sql.quote(index) + " ";
    }

    /** Whether vector and full-text indexes are made and dropped by statements; if not, the database has what it needs. */
    public boolean hasIndexStatements() {
        return false;
    }

    /**
     * The vector or full-text index of a column, as CREATE TABLE and ALTER TABLE … ADD define it.
     *
     * @throws io.github.jtidb.client.NotSupportedException if the database has none for the column's metric
     */
    String index(ColumnSchema column) {
        throw new UnsupportedOperationException("The database has no statements for indexes");
    }

    /** Whether vector and full-text indexes stand on a copy of the table's rows in TiFlash. */
    public boolean hasTiFlash() {
        return false;
    }

    /**
     * How far the vector and full-text indexes of a table are: statements whose rows are the index's name, column and kind, the
     * rows in it, the rows that it will get, the rows written lately, and an error or empty text.
     */
    public List<Sql> indexProgress(TableSchema table) {
        return List.of();
    }

    /** Whether a code says that the server cannot do, or does not know, what a statement about tables asks for. */
    public boolean isUnsupported(int code) {
        return false;
    }

    /** A text constant. */
    abstract String literal(String text);

    /** The mark of a column's value in an INSERT or a comparison. */
    String mark(ColumnSchema column) {
        return "?";
    }

    /** Whether the database itself can embed text. */
    public boolean embedsText() {
        return false;
    }

    /**
     * Gives one of the server's providers its key.
     *
     * @throws IllegalArgumentException if there is no such provider, or it takes no key
     */
    public Sql configureProvider(String provider, String apiKey) {
        throw new UnsupportedOperationException("The database embeds no text");
    }

    /** Compares what a path finds with a value given as JSON text; the operator has blanks around it. */
    void compareJson(Sql.Builder sql, JsonPath path, String operator, String json) {
        extractJson(sql, path).sql(operator).bind("CAST(? AS JSON)", json);
    }

    /** Whether the database itself embeds the column's source text. */
    public boolean embedsOnServer(ColumnSchema column) {
        return false;
    }

    /** Why a CREATE TABLE that failed with this code cannot have one of its indexes, or empty if it failed for another reason. */
    public Optional<String> whyNoIndex(int code) {
        return Optional.empty();
    }

    /** What the names of the distance functions begin with. */
    String distancePrefix() {
        return "VEC_";
    }

    /** Whether rows never bring a value for the column: the server embeds it, or computes it otherwise. */
    public final boolean isComputed(ColumnSchema column) {
        return column.generated().orElse(false) || embedsOnServer(column);
    }

    /** Whether a transaction that failed with this code may succeed when it is run again. */
    public abstract boolean isRetryable(int code);

    /** What the catalogue calls the database of the connection. */
    abstract String currentSchema();

    /** A search that an index can serve and that may find too few rows, or empty where {@link #search} is all there is. */
    public Optional<Sql> indexedSearch(SearchPlan plan) {
        return Optional.empty();
    }

    /** A search by words: the plan's columns and {@link #MATCH_SCORE}, the best first, then by key. */
    public abstract Sql match(MatchPlan plan);

    /** Whether the database refused {@link #match} because it knows no search by words, or the column has no index for it. */
    public boolean lacksFullText(StatementException refusal) {
        return false;
    }

    /** {@code ORDER BY} of a search: nearest first, rows without a distance last, then by key. */
    abstract void orderByDistance(Sql.Builder sql, TableSchema table);

    // ------------------------------------------------------------------ what is shared

    /** Creates a database. */
    public Sql createDatabase(String database, boolean unlessThere) {
        return Sql.of("CREATE DATABASE " + (unlessThere ? "IF NOT EXISTS " : "") + Sql.quote(database));
    }

    /** Drops a database that may not be there. */
    public Sql dropDatabase(String database) {
        return Sql.of("DROP DATABASE IF EXISTS " + Sql.quote(database));
    }

    /** The names of all databases, in order. */
    public final Sql listDatabases() {
        return Sql.of("SELECT SCHEMA_NAME FROM INFORMATION_SCHEMA.SCHEMATA ORDER BY SCHEMA_NAME");
    }

    /** The name of the database in use: one row. */
    public final Sql currentDatabase() {
        return Sql.of("SELECT " + currentSchema());
    }

    /**
     * Creates a table.
     *
     * @param optionalIndexes whether to create those indexes, too, that are wanted only where the database can build them
     */
    public final Sql createTable(TableSchema table, boolean optionalIndexes) {
        return Ddl.createTable(this, table, optionalIndexes);
    }

    /** Whether a table is there: one row with a count. */
    public final Sql tableExists(String table) {
        return Sql.build(sql -> sql.sql("SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = "
                        + currentSchema() + " AND LOWER(TABLE_NAME) = LOWER(")
                .bind(table)
                .sql(")"));
    }

    /** The names of all tables, in order. */
    public final Sql listTables() {
        return Sql.of("SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = " + currentSchema()
                + " AND TABLE_TYPE = 'BASE TABLE' ORDER BY TABLE_NAME");
    }

    /**
     * The columns of a table, in order: name, type as CREATE TABLE spells it, {@code YES} if it may be null, default, extra
     * ({@code auto_increment}, {@code stored generated}), comment, the expression of a generated one.
     */
    public Sql describeColumns(String table) {
        return describe(
                "COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE, COLUMN_DEFAULT, EXTRA, COLUMN_COMMENT, GENERATION_EXPRESSION",
                "COLUMNS",
                table,
                "ORDINAL_POSITION");
    }

    /**
     * The ordinary and other indexes of a table: a row for each column of each, in order, with {@code Key_name, Non_unique,
     * Column_name, Sub_part, Index_type}. The catalogue's STATISTICS lists some servers' inner tables, too.
     */
    public Sql listIndexes(String table) {
        return Sql.of("SHOW INDEX FROM " + Sql.quote(table));
    }

    /** The definition of a table in its second column, where it says of indexes what {@link #listIndexes} cannot. */
    public Optional<Sql> describeTable(String table) {
        return Optional.of(Sql.of("SHOW CREATE TABLE " + Sql.quote(table)));
    }

    /** Whether a column that is there holds vectors of so many dimensions. */
    public boolean holdsVectors(ColumnSchema stored, int dimensions) {
        return stored.vector().isPresent() && stored.vector().get().dimensions().orElse(0) == dimensions;
    }

    /** The text of a default value as the catalogue has it, or empty for an expression. */
    public Optional<String> defaultText(String stored) {
        return Optional.of(stored);
    }

    /** Part of what the catalogue says of a table. */
    final Sql describe(String columns, String view, String table, String order) {
        return Sql.build(sql -> sql.sql("SELECT " + columns + " FROM INFORMATION_SCHEMA." + view
                        + " WHERE TABLE_SCHEMA = " + currentSchema() + " AND LOWER(TABLE_NAME) = LOWER(")
                .bind(table)
                .sql(") ORDER BY " + order));
    }

    /** Drops a table that may not be there. */
    public final Sql dropTable(String table) {
        return Sql.of("DROP TABLE IF EXISTS " + Sql.quote(table));
    }

    /** Renames a table. */
    public final Sql renameTable(String table, String to) {
        return Sql.of("ALTER TABLE " + Sql.quote(table) + " RENAME TO " + Sql.quote(to));
    }

    /** Adds the vector or full-text index of a column. */
    public Sql addIndex(TableSchema table, ColumnSchema column) {
        return Sql.of("ALTER TABLE " + Sql.quote(table.name()) + " ADD " + index(column));
    }

    /** Drops an index of any kind. */
    public final Sql dropIndex(String table, String index) {
        return Sql.of("ALTER TABLE " + Sql.quote(table) + " DROP INDEX " + Sql.quote(index));
    }

    /** Counts a table's rows. */
    public final Sql count(TableSchema table) {
        return Sql.of("SELECT COUNT(*) FROM " + Sql.quote(table.name()));
    }

    /** So many rows make the quickest INSERT, and more only slow it down. */
    public int mostRowsPerInsert() {
        return Integer.MAX_VALUE;
    }

    /**
     * Inserts rows.
     *
     * @param columns the columns that are written
     * @param rows for each row its values in the order of the columns, encoded; null becomes DEFAULT where the column has one
     */
    public final Sql insert(TableSchema table, List<ColumnSchema> columns, List<@Nullable Object[]> rows) {
        return Sql.build(sql -> {
            columns(sql.sql("INSERT INTO ").name(table.name()).sql(" ("), columns)
                    .sql(") VALUES ");
            sql.join(", ", rows, row -> values(sql, columns, row));
        });
    }

    /** A row's values in brackets. */
    final void values(Sql.Builder sql, List<ColumnSchema> columns, @Nullable Object[] row) {
        sql.sql("(");
        for (int i = 0; i < row.length; i++) {
            ColumnSchema column = columns.get(i);
            sql.sql(i == 0 ? "" : ", ");
            if (row[i] == null && (column.autoIncrement() || column.hasDefault())) {
                sql.sql("DEFAULT");
            } else {
                sql.bind(mark(column), row[i]);
            }
        }
        sql.sql(")");
    }

    /**
     * Inserts a row, or replaces the values of the row with its key. A row with another key that is in the way of a unique
     * index is an error.
     *
     * @param columns the columns that are written, the key's among them
     * @param row its values, as in {@link #insert}
     */
    public abstract Sql upsert(TableSchema table, List<ColumnSchema> columns, @Nullable Object[] row);

    /** Reads the row with a key, whose parts are given encoded, in the order of the key columns. */
    public final Sql selectByKey(TableSchema table, List<Object> key) {
        return Sql.build(sql -> {
            sql.sql("SELECT ");
            columns(sql, table.columns()).sql(" FROM ").name(table.name()).sql(" WHERE ");
            List<ColumnSchema> columns = table.keyColumns();
            for (int i = 0; i < columns.size(); i++) {
                sql.sql(i == 0 ? "" : " AND ").name(columns.get(i).name()).sql(" = ");
                sql.bind(mark(columns.get(i)), key.get(i));
            }
        });
    }

    /** What is to follow CREATE TABLE; harmless where it was run before. */
    public List<Sql> afterCreate(TableSchema table) {
        return List.of();
    }

    /** The exact search: every row that the filter takes is measured, and each of the nearest is found. */
    public final Sql search(SearchPlan plan) {
        return searchOf(plan, sql -> sql.name(plan.table().name()).sql(" WHERE "));
    }

    /**
     * A search among some rows.
     *
     * @param rows writes what follows FROM, the table among it, up to where a further condition goes
     */
    final Sql searchOf(SearchPlan plan, Consumer<Sql.Builder> rows) {
        return Sql.build(sql -> {
            if (plan.range() == null) {
                measured(sql, plan, rows);
            } else {
                sql.sql("SELECT ");
                columns(sql, plan.columns()).sql(", ").name(DISTANCE).sql(" FROM (");
                measured(sql, plan, rows);
                sql.sql(") AS `candidates` WHERE ");
                range(sql, plan.range());
            }
            orderByDistance(sql, plan.table());
            sql.sql(" LIMIT ").bind(plan.limit());
        });
    }

    /** Every row that the filter takes, with its distance. */
    private void measured(Sql.Builder sql, SearchPlan plan, Consumer<Sql.Builder> rows) {
        sql.sql("SELECT ");
        columns(sql, plan.columns()).sql(", ");
        distance(sql, plan).sql(" AS ").name(DISTANCE);
        rows.accept(sql.sql(" FROM "));
        if (plan.unmeasured()) {
            sql.sql("1 = 1");
        } else {
            sql.name(plan.column().name()).sql(" IS NOT NULL");
        }
        if (plan.filter() != null) {
            filter(sql.sql(" AND "), plan.table(), plan.filter());
        }
    }

    /** How the database would run a statement: rows of text. */
    public final Sql explain(Sql statement) {
        return new Sql("EXPLAIN " + statement.text(), statement.parameters());
    }

    /** A condition on the distance. */
    final void range(Sql.Builder sql, SearchPlan.Range range) {
        sql.name(DISTANCE)
                .sql(" >= ")
                .bind(range.lower())
                .sql(" AND ")
                .name(DISTANCE)
                .sql(" <= ")
                .bind(range.upper());
    }

    /** Deletes the rows that a filter takes. */
    public final Sql delete(TableSchema table, Filter filter) {
        return Sql.build(
                sql -> filter(sql.sql("DELETE FROM ").name(table.name()).sql(" WHERE "), table, filter));
    }

    /** Deletes all rows; generated keys begin anew. */
    public Sql truncate(TableSchema table) {
        return Sql.of("TRUNCATE TABLE " + Sql.quote(table.name()));
    }

    /**
     * Changes the rows that a filter takes.
     *
     * @param values the columns and their new values, encoded
     */
    public final Sql update(TableSchema table, Map<ColumnSchema, @Nullable Object> values, Filter filter) {
        return Sql.build(sql -> {
            sql.sql("UPDATE ").name(table.name()).sql(" SET ");
            sql.join(
                    ", ",
                    values.entrySet(),
                    value -> sql.name(value.getKey().name()).sql(" = ").bind(mark(value.getKey()), value.getValue()));
            filter(sql.sql(" WHERE "), table, filter);
        });
    }

    /** Reads rows in an order that leaves nothing to chance: the key comes last. */
    public final Sql select(QueryPlan plan) {
        return Sql.build(sql -> {
            sql.sql("SELECT ");
            columns(sql, plan.table().columns()).sql(" FROM ").name(plan.table().name());
            if (plan.filter() != null) {
                filter(sql.sql(" WHERE "), plan.table(), plan.filter());
            }
            sql.sql(" ORDER BY ");
            for (QueryPlan.Order order : plan.order()) {
                sql.name(order.column().name()).sql(order.descending() ? " DESC, " : ", ");
            }
            keys(sql, plan.table());
            if (plan.limit() < Long.MAX_VALUE || plan.offset() > 0) {
                // Their sum must not overflow, in which some servers compute.
                long limit = Math.min(plan.limit(), Long.MAX_VALUE - plan.offset());
                sql.sql(" LIMIT ").bind(limit).sql(" OFFSET ").bind(plan.offset());
            }
        });
    }

    /** The names of columns, in their order. */
    final Sql.Builder columns(Sql.Builder sql, List<ColumnSchema> columns) {
        return sql.join(", ", columns, column -> sql.name(column.name()));
    }

    /** The columns of a table's key. */
    final Sql.Builder keys(Sql.Builder sql, TableSchema table) {
        return columns(sql, table.keyColumns());
    }

    /** The distance between a plan's column and its query. */
    final Sql.Builder distance(Sql.Builder sql, SearchPlan plan) {
        boolean text = plan.query() instanceof String;
        sql.sql(distancePrefix())
                .sql(text ? "EMBED_" : "")
                .sql(
                        switch (plan.metric()) {
                            case L1 -> "L1_DISTANCE";
                            case L2 -> "L2_DISTANCE";
                            case COSINE -> "COSINE_DISTANCE";
                            case NEGATIVE_INNER_PRODUCT -> "NEGATIVE_INNER_PRODUCT";
                        });
        Object query = plan.query() instanceof float[] vector ? encodeVector(vector) : plan.query();
        return sql.sql("(").name(plan.column().name()).sql(", ").bind(query).sql(")");
    }

    /** What a path into a JSON column finds, as JSON. */
    final Sql.Builder extractJson(Sql.Builder sql, JsonPath path) {
        return sql.sql("JSON_EXTRACT(")
                .name(path.column().name())
                .sql(", ")
                .bind(path.path())
                .sql(")");
    }

    /** A filter as a condition. */
    final void filter(Sql.Builder sql, TableSchema table, Filter filter) {
        new FilterSql(this, table, sql).write(filter);
    }

    /**
     * Checks a filter before it is used.
     *
     * @throws io.github.jtidb.schema.SchemaException if it names a field that the table has not
     * @throws IllegalArgumentException if it compares a field with a value of another type
     */
    public final void check(TableSchema table, Filter filter) {
        Sql.build(sql -> filter(sql, table, filter));
    }
}
