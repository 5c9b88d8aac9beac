package io.github.jtidb.client.internal.dialect;

import io.github.jtidb.client.NotSupportedException;
import io.github.jtidb.client.StatementException;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.FullTextField;
import io.github.jtidb.schema.TableSchema;
import io.github.jtidb.vector.DistanceMetric;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The SQL of seekdb: HNSW indexes that take the filter along, and full text by {@code MATCH … AGAINST}. Immutable. */
public final class SeekDBDialect extends MySqlDialect {

    /** Longer vectors are stored, but not indexed. */
    private static final int MOST_INDEXED_DIMENSIONS = 4096;

    /**
     * A lock that was not to be had, a deadlock, a row that another transaction changed. The server looks for no deadlocks:
     * one ends when the wait for its locks does, with the first of these codes.
     */
    private static final Set<Integer> RETRYABLE = Set.of(1205, 1213, 6235);

    private static final String WHAT_IT_INDEXES = "seekdb indexes vectors of up to " + MOST_INDEXED_DIMENSIONS
            + " dimensions, by COSINE, L2 or NEGATIVE_INNER_PRODUCT: choose among them";

    /** What the server answers to a search by words without an index for it. */
    private static final int NO_FULL_TEXT_INDEX = 1191;

    /** What the server answers to an index, or another feature, that it has not. */
    private static final int NOT_SUPPORTED = 1235;

    @Override
    public String server() {
        return "seekdb";
    }

    /**
     * Statements end after ten seconds by default, too few to scan or fill a large table: they get what the socket has. Waits
     * for a lock still end after ten.
     */
    @Override
    public String sessionVariables() {
        return "ob_query_timeout=300000000,ob_trx_lock_timeout=10000000";
    }

    @Override
    String index(ColumnSchema column) {
        return (column.fullText().isPresent() ? "FULLTEXT INDEX " : "VECTOR INDEX ") + Sql.quote(nameOfIndex(column))
                + " (" + Sql.quote(column.name()) + ")" + options(column);
    }

    /** The server adds no vector index by ALTER TABLE. */
    @Override
    public Sql addIndex(TableSchema table, ColumnSchema column) {
        return Sql.of("CREATE " + (column.fullText().isPresent() ? "FULLTEXT INDEX " : "VECTOR INDEX ")
                + Sql.quote(nameOfIndex(column)) + " ON " + Sql.quote(table.name()) + " (" + Sql.quote(column.name())
                + ")"
                + options(column));
    }

    private String options(ColumnSchema column) {
        if (column.fullText().isPresent()) {
            return " WITH PARSER " + parser(column.fullText().get().parser());
        }
        ColumnSchema.Vector vector = column.vector().orElseThrow();
        if (!indexable(vector)) {
            throw new NotSupportedException(
                    "Field '" + column.field() + "' has " + vector.metric() + " and "
                            + vector.dimensions().orElse(0) + " dimensions. " + WHAT_IT_INDEXES
                            + ", or declare IndexPolicy.AUTO.",
                    null);
        }
        String metric = vector.metric() == DistanceMetric.NEGATIVE_INNER_PRODUCT
                ? "inner_product"
                : vector.metric().name().toLowerCase(Locale.ROOT);
        return " WITH (distance=" + metric + ", type=hnsw, lib=vsag)";
    }

    /** By default the server takes 'A' for 'a', in unique keys, too. Full text still finds one by the other. */
    @Override
    String tableSuffix() {
        return " DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin";
    }

    /**
     * The parser {@code ik} knows Chinese words, cuts Japanese and Korean into characters, and only by {@code max_word} finds a
     * word before a full stop. {@code beng} splits English at all that is no letter or digit.
     */
    private static String parser(FullTextField.Parser parser) {
        return switch (parser) {
            case MULTILINGUAL -> "ik PARSER_PROPERTIES=(ik_mode=\"max_word\")";
            case STANDARD -> "beng PARSER_PROPERTIES=(min_token_size=1)";
        };
    }

    @Override
    boolean indexable(ColumnSchema.Vector vector) {
        return vector.metric() != DistanceMetric.L1
                && vector.dimensions().orElse(Integer.MAX_VALUE) <= MOST_INDEXED_DIMENSIONS;
    }

    @Override
    public Optional<String> whyNoIndex(int code) {
        return code == NOT_SUPPORTED ? Optional.of(WHAT_IT_INDEXES) : Optional.empty();
    }

    @Override
    public boolean isUnsupported(int code) {
        return code == NOT_SUPPORTED;
    }

    /** The column has no full-text index. */
    @Override
    public boolean lacksFullText(StatementException refusal) {
        return refusal.code() == NO_FULL_TEXT_INDEX;
    }

    @Override
    public boolean isRetryable(int code) {
        return RETRYABLE.contains(code);
    }

    /** seekdb's functions have the names of TiDB's without the prefix. */
    @Override
    String distancePrefix() {
        return "";
    }

    @Override
    int mostCandidates() {
        return 16_384;
    }

    /** The index takes the filter along and goes on until it has enough rows. */
    @Override
    boolean filtersAfterIndex() {
        return false;
    }

    @Override
    String indexLimit() {
        return " APPROXIMATE LIMIT ";
    }

    /** A row that the expression takes is a match, and it gives the score. */
    @Override
    Sql.Builder matchScore(Sql.Builder sql, MatchPlan plan) {
        return sql.sql("MATCH(")
                .name(plan.column().name())
                .sql(") AGAINST(")
                .bind(plan.query())
                .sql(" IN NATURAL LANGUAGE MODE)");
    }
}
