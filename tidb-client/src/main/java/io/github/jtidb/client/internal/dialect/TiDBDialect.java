package io.github.jtidb.client.internal.dialect;

import io.github.jtidb.client.NotSupportedException;
import io.github.jtidb.client.StatementException;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.TableSchema;
import io.github.jtidb.vector.DistanceMetric;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The SQL of TiDB: {@code VECTOR} columns that travel as text, and columns that the server embeds. Immutable. */
public final class TiDBDialect extends MySqlDialect {

    /** The providers of TiDB's EMBED_TEXT that take a key. */
    private static final List<String> KEYED_PROVIDERS =
            List.of("cohere", "gemini", "huggingface", "jina_ai", "nvidia_nim", "openai");

    /** The provider that TiDB Cloud hosts. */
    private static final String FREE_PROVIDER = "tidbcloud_free";

    /** No such function: a server without FTS_MATCH_WORD. */
    private static final int UNKNOWN_FUNCTION = 1305;

    /** No matching full-text index, as MySQL says it, and TiDB, where the code alone says less. */
    private static final int NO_FULL_TEXT_INDEX = 1191;

    private static final int WRONG_USAGE = 1221;

    /** Fails with code 1193 on a server without EMBED_TEXT. */
    public static final String EMBED_TEXT_PROBE = "SELECT @@GLOBAL.tidb_exp_embed_openai_api_base";

    /** Write conflicts, deadlocks and schema changes: https://docs.pingcap.com/tidb/stable/dev-guide-transaction-troubleshoot */
    private static final Set<Integer> RETRYABLE = Set.of(1213, 8002, 8005, 8022, 8028, 9007);

    /** What the server answers where it has no columnar store to build an index on. */
    private static final int UNSUPPORTED_DDL = 8200;

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
    public String server() {
        return "tidb";
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
    String index(ColumnSchema column) {
        String name = Sql.quote(nameOfIndex(column));
        if (column.fullText().isPresent()) {
            return "FULLTEXT INDEX " + name + " (" + Sql.quote(column.name()) + ") WITH PARSER "
                    + column.fullText().get().parser();
        }
        ColumnSchema.Vector vector = column.vector().orElseThrow();
        DistanceMetric metric = vector.metric();
        if (!indexable(vector)) {
            throw new NotSupportedException(
                    "TiDB's vector index knows the metrics COSINE and L2, but field '" + column.field() + "' has "
                            + metric + ": search it without an index, or give it one of these metrics.",
                    null);
        }
        return "VECTOR INDEX " + name + " ((VEC_" + metric + "_DISTANCE(" + Sql.quote(column.name()) + "))) USING HNSW";
    }

    @Override
    public boolean hasTiFlash() {
        return true;
    }

    @Override
    public List<Sql> indexProgress(TableSchema table) {
        return List.of(TiFlashSql.progress(table.name()));
    }

    /** TiDB's own codes but for those that pass, and three that others use, too: bad syntax, anything, not supported yet. */
    @Override
    public boolean isUnsupported(int code) {
        boolean own = code >= 8000 && code < 9000 && !isRetryable(code);
        return own || code == 1064 || code == 1105 || code == 1235;
    }

    /** TiDB's HNSW index knows two metrics. */
    @Override
    boolean indexable(ColumnSchema.Vector vector) {
        return vector.metric() == DistanceMetric.COSINE || vector.metric() == DistanceMetric.L2;
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
                        // A model in a folder, local:models/x, has a provider that is on no server.
                        .map(model -> model.split("[/:]", 2)[0])
                        .filter(provider -> provider.equals(FREE_PROVIDER) || KEYED_PROVIDERS.contains(provider))
                        .isPresent();
    }

    @Override
    public Optional<String> whyNoIndex(int code) {
        return code == UNSUPPORTED_DDL ? Optional.of("Vector indexes need a TiFlash node: add one") : Optional.empty();
    }

    @Override
    public boolean isRetryable(int code) {
        return RETRYABLE.contains(code);
    }

    @Override
    int mostCandidates() {
        return 10_000;
    }

    @Override
    boolean filtersAfterIndex() {
        return true;
    }

    @Override
    String indexLimit() {
        return " LIMIT ";
    }

    @Override
    public boolean lacksFullText(StatementException refusal) {
        int code = refusal.code();
        return code == UNKNOWN_FUNCTION
                || code == NO_FULL_TEXT_INDEX
                || (code == WRONG_USAGE && String.valueOf(refusal.getMessage()).contains("fulltext index"));
    }

    /** A row that the expression takes is a match, and it gives the score. */
    @Override
    Sql.Builder matchScore(Sql.Builder sql, MatchPlan plan) {
        return sql.sql("FTS_MATCH_WORD(")
                .bind(plan.query())
                .sql(", ")
                .name(plan.column().name())
                .sql(")");
    }
}
