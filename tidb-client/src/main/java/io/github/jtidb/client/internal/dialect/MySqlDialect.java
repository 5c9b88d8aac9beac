package io.github.jtidb.client.internal.dialect;

import io.github.jtidb.client.Filter;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.TableSchema;
import io.github.jtidb.schema.VectorField.IndexPolicy;
import io.github.jtidb.vector.VectorText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What the servers that speak MySQL's protocol have in common: their types, texts, and vectors as text. Immutable. */
public abstract class MySqlDialect extends Dialect {

    /** Tells the servers apart, in one row: {@code VERSION()} alone may be configured to say anything. */
    public static final String PRODUCT_PROBE = "SELECT CONCAT(@@version_comment, ' ', VERSION())";

    /** The kind of server, as messages name it. */
    public abstract String server();

    /** What a session is to begin with, as Connector/J's {@code sessionVariables} has it; may be empty. */
    public String sessionVariables() {
        return "";
    }

    @Override
    final String columnType(ColumnSchema column) {
        return switch (column.type()) {
            case VARCHAR, CHAR, VARBINARY -> column.type() + "(" + column.length() + ")";
            case DECIMAL -> "DECIMAL(" + column.precision() + ", " + column.scale() + ")";
            case TIME, DATETIME -> column.type() + "(" + column.precision() + ")";
            case VECTOR ->
                "VECTOR(" + column.vector().orElseThrow().dimensions().orElseThrow() + ")";
            // BLOB ends at 64 KiB. So does TEXT, but TiDB's documents name no longer type for EMBED_TEXT and full text.
            case BLOB -> "LONGBLOB";
            // A FLOAT equals no decimal that it is compared with, and some servers print six of its digits.
            case FLOAT -> "DOUBLE";
            case BOOLEAN, TINYINT, SMALLINT, INT, BIGINT, DOUBLE, DATE, TEXT, JSON ->
                column.type().name();
        };
    }

    /** Whether the server can index a vector column. */
    abstract boolean indexable(ColumnSchema.Vector vector);

    @Override
    final List<String> tableParts(TableSchema table, boolean optionalIndexes) {
        List<String> parts = new ArrayList<>();
        for (ColumnSchema column : table.vectorColumns()) {
            ColumnSchema.Vector vector = column.vector().orElseThrow();
            boolean wanted = vector.index() == IndexPolicy.REQUIRED
                    || (vector.index() == IndexPolicy.AUTO && optionalIndexes && indexable(vector));
            if (wanted) {
                parts.add(index(column));
            }
        }
        for (ColumnSchema column : table.fullTextColumns()) {
            if (column.fullText().orElseThrow().indexed()) {
                parts.add(index(column));
            }
        }
        return parts;
    }

    @Override
    public final boolean hasIndexStatements() {
        return true;
    }

    @Override
    final String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    @Override
    public final Object encodeVector(float[] vector) {
        return VectorText.format(vector);
    }

    /** A driver may take a vector for text or for bytes; either way it is the vector's text. */
    @Override
    public final float[] decodeVector(Object stored) {
        return VectorText.parse(
                stored instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : (String) stored);
    }

    @Override
    final String currentSchema() {
        return "DATABASE()";
    }

    @Override
    final void orderByDistance(Sql.Builder sql, TableSchema table) {
        sql.sql(" ORDER BY ").name(DISTANCE).sql(" IS NULL, ").name(DISTANCE).sql(", ");
        keys(sql, table);
    }

    @Override
    public final Sql upsert(TableSchema table, List<ColumnSchema> columns, @Nullable Object[] row) {
        return Sql.build(sql -> {
            columns(sql.sql("INSERT INTO ").name(table.name()).sql(" ("), columns)
                    .sql(") VALUES ");
            values(sql, columns, row);
            sql.sql(" ON DUPLICATE KEY UPDATE ");
            List<ColumnSchema> others =
                    columns.stream().filter(column -> !column.key()).toList();
            boolean unique = table.indexes().stream().anyMatch(TableSchema.IndexSchema::unique);
            if (unique || others.isEmpty()) {
                // It is the duplicate of any unique key: with another primary key this sets NULL, which that refuses.
                String key = Sql.quote(table.keyColumns().get(0).name());
                sql.sql(key + " = IF(");
                sql.join(
                        " AND ",
                        table.keyColumns(),
                        column -> sql.name(column.name())
                                .sql(" = VALUES(")
                                .name(column.name())
                                .sql(")"));
                sql.sql(", " + key + ", NULL)").sql(others.isEmpty() ? "" : ", ");
            }
            sql.join(
                    ", ",
                    others,
                    column -> sql.name(column.name())
                            .sql(" = VALUES(")
                            .name(column.name())
                            .sql(")"));
        });
    }

    /** For more, a server refuses to ask an index, or a scan of all rows is as quick. */
    abstract int mostCandidates();

    /** Whether an index serves an ORDER BY and LIMIT only where no filter stands beside them. */
    abstract boolean filtersAfterIndex();

    /** What asks for no more rows than an index is to propose. */
    abstract String indexLimit();

    /**
     * An index serves an ORDER BY of the distance alone: ties are put in order outside, where rows are dropped that have no
     * vector or are out of range, and those that the filter does not take, if it stands there. What it reads is selected inside.
     */
    @Override
    public final Optional<Sql> indexedSearch(SearchPlan plan) {
        Filter outside = filtersAfterIndex() ? plan.filter() : null;
        Filter inside = filtersAfterIndex() ? null : plan.filter();
        OptionalInt candidates = plan.indexCandidates(outside != null || plan.range() != null);
        if (candidates.isEmpty() || candidates.getAsInt() > mostCandidates() || !indexable(plan.vector())) {
            return Optional.empty();
        }
        return Optional.of(Sql.build(sql -> {
            sql.sql("SELECT ");
            columns(sql, plan.columns()).sql(", ").name(DISTANCE).sql(" FROM (SELECT ");
            columns(sql, outside == null ? plan.columns() : plan.table().columns())
                    .sql(", ");
            distance(sql, plan).sql(" AS ").name(DISTANCE);
            sql.sql(" FROM ").name(plan.table().name());
            if (inside != null) {
                filter(sql.sql(" WHERE "), plan.table(), inside);
            }
            sql.sql(" ORDER BY ").name(DISTANCE).sql(indexLimit()).bind(candidates.getAsInt());
            sql.sql(") AS `candidates` WHERE ").name(DISTANCE).sql(" IS NOT NULL");
            if (outside != null) {
                filter(sql.sql(" AND "), plan.table(), outside);
            }
            if (plan.range() != null) {
                range(sql.sql(" AND "), plan.range());
            }
            sql.sql(" ORDER BY ").name(DISTANCE).sql(", ");
            keys(sql, plan.table());
            sql.sql(" LIMIT ").bind(plan.limit());
        }));
    }

    /** How well a row matches a plan's words, which is 0 where it does not. */
    abstract Sql.Builder matchScore(Sql.Builder sql, MatchPlan plan);

    /** The condition takes the rows, and the same expression scores them. */
    @Override
    public final Sql match(MatchPlan plan) {
        return Sql.build(sql -> {
            sql.sql("SELECT ");
            columns(sql, plan.columns()).sql(", ");
            matchScore(sql, plan).sql(" AS ").name(MATCH_SCORE);
            matchScore(sql.sql(" FROM ").name(plan.table().name()).sql(" WHERE "), plan);
            if (plan.filter() != null) {
                filter(sql.sql(" AND "), plan.table(), plan.filter());
            }
            sql.sql(" ORDER BY ").name(MATCH_SCORE).sql(" DESC, ");
            keys(sql, plan.table());
            sql.sql(" LIMIT ").bind(plan.limit());
        });
    }
}
