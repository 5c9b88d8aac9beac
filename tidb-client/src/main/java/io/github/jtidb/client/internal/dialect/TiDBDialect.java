package io.github.jtidb.client.internal.dialect;

import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.TableSchema;
import io.github.jtidb.schema.VectorField.IndexPolicy;
import io.github.jtidb.vector.DistanceMetric;
import io.github.jtidb.vector.VectorText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The SQL of TiDB: {@code VECTOR} columns that travel as text, and columns that the server embeds. Immutable. */
public final class TiDBDialect extends Dialect {

    /** The providers of TiDB's EMBED_TEXT that take a key. */
    private static final List<String> KEYED_PROVIDERS =
            List.of("cohere", "gemini", "huggingface", "jina_ai", "nvidia_nim", "openai");

    /** The provider that TiDB Cloud hosts. */
    private static final String FREE_PROVIDER = "tidbcloud_free";

    /** An index proposes so many rows for each one wanted when a filter may drop some. */
    private static final int CANDIDATES_PER_ROW = 10;

    /** For more, a scan of all rows is as quick, and servers refuse to ask an index for any number of them. */
    private static final long MOST_CANDIDATES = 10_000;

    /** Fails with code 1193 on a server without EMBED_TEXT. */
    public static final String EMBED_TEXT_PROBE = "SELECT @@GLOBAL.tidb_exp_embed_openai_api_base";

    /** Write conflicts, deadlocks and schema changes: https://docs.pingcap.com/tidb/stable/dev-guide-transaction-troubleshoot */
    private static final Set<Integer> RETRYABLE = Set.of(1213, 8002, 8005, 8022, 8028, 9007);

    private final boolean embedText;
    private final Set<String> clientModels;

    /**
     * A dialect.
     *
     * @param embedText whether the server has EMBED_TEXT
     * @param clientModels the models that the client embeds itself, whatever the server can
     */
    public TiDBDialect(boolean embedText, Set<String> clientModels) {
        this.embedText = embedText;
        this.clientModels = Set.copyOf(clientModels);
    }

    @Override
    String columnType(ColumnSchema column) {
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

    @Override
    String generation(TableSchema table, ColumnSchema column) {
        if (!embedsOnServer(column)) {
            return "";
        }
        ColumnSchema.Vector vector = column.vector().orElseThrow();
        ColumnSchema source = table.requireColumn(vector.sourceField().orElseThrow());
        return " GENERATED ALWAYS AS (EMBED_TEXT(" + literal(vector.model().orElseThrow()) + ", "
                + Sql.quote(source.name()) + ")) STORED";
    }

    @Override
    List<String> tableParts(TableSchema table, boolean optionalIndexes) {
        List<String> parts = new ArrayList<>();
        for (ColumnSchema column : table.vectorColumns()) {
            ColumnSchema.Vector vector = column.vector().orElseThrow();
            boolean wanted = vector.index() == IndexPolicy.REQUIRED
                    || (vector.index() == IndexPolicy.AUTO && optionalIndexes && indexable(vector.metric()));
            if (wanted) {
                String function = "VEC_" + vector.metric() + "_DISTANCE";
                parts.add("VECTOR INDEX "
                        + Sql.quote("vec_idx_" + column.name() + "_"
                                + vector.metric().name().toLowerCase(Locale.ROOT))
                        + " ((" + function + "(" + Sql.quote(column.name()) + "))) USING HNSW");
            }
        }
        for (ColumnSchema column : table.fullTextColumns()) {
            ColumnSchema.FullText text = column.fullText().orElseThrow();
            if (text.indexed()) {
                parts.add("FULLTEXT INDEX " + Sql.quote("fts_idx_" + column.name()) + " (" + Sql.quote(column.name())
                        + ") WITH PARSER " + text.parser());
            }
        }
        return parts;
    }

    /** TiDB's HNSW index knows two metrics. */
    private static boolean indexable(DistanceMetric metric) {
        return metric == DistanceMetric.COSINE || metric == DistanceMetric.L2;
    }

    @Override
    String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    @Override
    public boolean embedsText() {
        return embedText;
    }

    @Override
    public Sql configureProvider(String provider, String apiKey) {
        if (!KEYED_PROVIDERS.contains(provider)) {
            throw new IllegalArgumentException("TiDB's EMBED_TEXT has no provider '" + provider
                    + "' that takes a key: expected one of " + String.join(", ", KEYED_PROVIDERS) + ".");
        }
        return Sql.build(sql -> sql.sql("SET @@GLOBAL.")
                .name("TIDB_EXP_EMBED_" + provider.toUpperCase(Locale.ROOT) + "_API_KEY")
                .sql(" = ")
                .bind(apiKey));
    }

    @Override
    public boolean embedsOnServer(ColumnSchema column) {
        if (column.generated().isPresent()) {
            return column.generated().get()
                    && column.vector().flatMap(ColumnSchema.Vector::model).isPresent();
        }
        return embedText
                && column.vector()
                        .filter(vector -> vector.sourceField().isPresent())
                        .flatMap(ColumnSchema.Vector::model)
                        .filter(model -> !clientModels.contains(model))
                        .map(model -> model.substring(0, model.indexOf('/')))
                        .filter(provider -> provider.equals(FREE_PROVIDER) || KEYED_PROVIDERS.contains(provider))
                        .isPresent();
    }

    @Override
    public Object encodeVector(float[] vector) {
        return VectorText.format(vector);
    }

    /** A driver may take a vector for text or for bytes; either way it is the vector's text. */
    @Override
    public float[] decodeVector(Object stored) {
        return VectorText.parse(
                stored instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : (String) stored);
    }

    @Override
    public boolean isRetryable(int code) {
        return RETRYABLE.contains(code);
    }

    @Override
    String currentSchema() {
        return "DATABASE()";
    }

    /**
     * The index serves an ORDER BY and LIMIT with nothing else beside them, so the filter stands outside, and rows that have
     * no vector are dropped there. What the filter reads is selected inside.
     */
    @Override
    public Optional<Sql> indexedSearch(SearchPlan plan) {
        boolean some = plan.filter() != null || plan.range() != null;
        long byDefault = some ? (long) plan.limit() * CANDIDATES_PER_ROW : plan.limit();
        long candidates =
                Math.max(plan.limit(), plan.candidates().orElse((int) Math.min(byDefault, Integer.MAX_VALUE)));
        if (plan.vector().index() == IndexPolicy.NONE
                || plan.metric() != plan.vector().metric()
                || !indexable(plan.metric())
                || (plan.prefilter() && plan.filter() != null)
                || candidates > MOST_CANDIDATES) {
            return Optional.empty();
        }
        return Optional.of(Sql.build(sql -> {
            sql.sql("SELECT ");
            columns(sql, plan.columns()).sql(", ").name(DISTANCE).sql(" FROM (SELECT ");
            columns(
                            sql,
                            plan.table().columns().stream()
                                    .filter(column -> plan.filter() != null
                                            || plan.columns().contains(column))
                                    .toList())
                    .sql(", ");
            distance(sql, plan).sql(" AS ").name(DISTANCE);
            sql.sql(" FROM ").name(plan.table().name());
            sql.sql(" ORDER BY ").name(DISTANCE).sql(" LIMIT ").bind(candidates);
            sql.sql(") AS `candidates` WHERE ").name(DISTANCE).sql(" IS NOT NULL");
            if (plan.filter() != null) {
                filter(sql.sql(" AND "), plan.table(), plan.filter());
            }
            if (plan.range() != null) {
                range(sql.sql(" AND "), plan.range());
            }
            sql.sql(" ORDER BY ").name(DISTANCE).sql(", ");
            keys(sql, plan.table());
            sql.sql(" LIMIT ").bind(plan.limit());
        }));
    }

    /** A condition of FTS_MATCH_WORD takes the rows, and the same expression scores them. */
    @Override
    public Sql match(MatchPlan plan) {
        return Sql.build(sql -> {
            sql.sql("SELECT ");
            columns(sql, plan.columns()).sql(", ");
            score(sql, plan).sql(" AS ").name(MATCH_SCORE);
            score(sql.sql(" FROM ").name(plan.table().name()).sql(" WHERE "), plan);
            if (plan.filter() != null) {
                filter(sql.sql(" AND "), plan.table(), plan.filter());
            }
            sql.sql(" ORDER BY ").name(MATCH_SCORE).sql(" DESC, ");
            keys(sql, plan.table());
            sql.sql(" LIMIT ").bind(plan.limit());
        });
    }

    private static Sql.Builder score(Sql.Builder sql, MatchPlan plan) {
        return sql.sql("FTS_MATCH_WORD(")
                .bind(plan.query())
                .sql(", ")
                .name(plan.column().name())
                .sql(")");
    }

    @Override
    void orderByDistance(Sql.Builder sql, TableSchema table) {
        sql.sql(" ORDER BY ").name(DISTANCE).sql(" IS NULL, ").name(DISTANCE).sql(", ");
        keys(sql, table);
    }
}
