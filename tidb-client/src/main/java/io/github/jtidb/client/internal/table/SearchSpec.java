package io.github.jtidb.client.internal.table;

import io.github.jtidb.client.Filter;
import io.github.jtidb.client.Fusion;
import io.github.jtidb.client.SearchType;
import io.github.jtidb.client.internal.dialect.SearchPlan;
import io.github.jtidb.embedding.Reranker;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.vector.DistanceMetric;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What has been said of a search so far, not yet checked as a whole; null or empty for what has not. Immutable. */
public final class SearchSpec implements Cloneable {

    private final SearchType type;

    // Written only while a copy is made, before anyone else sees it.
    private @Nullable String text;
    private float @Nullable [] vector;
    private @Nullable ColumnSchema vectorColumn;
    private @Nullable ColumnSchema textColumn;
    private @Nullable DistanceMetric metric;
    private SearchPlan.@Nullable Range range;
    private boolean skipNullVectors = true;
    private OptionalInt candidates = OptionalInt.empty();
    private @Nullable Filter filter;
    private boolean prefilter;
    private int limit;
    private @Nullable Fusion fusion;
    private @Nullable Reranker reranker;
    private @Nullable ColumnSchema rerankColumn;
    private OptionalDouble diversity = OptionalDouble.empty();
    private @Nullable List<ColumnSchema> columns;

    /** A search of which only the type is known. */
    public SearchSpec(SearchType type) {
        this.type = Objects.requireNonNull(type, "type");
    }

    private SearchSpec changed(Consumer<SearchSpec> change) {
        try {
            SearchSpec copy = (SearchSpec) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    /** With a query text. */
    public SearchSpec withText(String value) {
        return changed(copy -> copy.text = value);
    }

    /** With a query vector, which is not copied. */
    public SearchSpec withVector(float[] value) {
        return changed(copy -> copy.vector = value);
    }

    /** With the vector column to search. */
    public SearchSpec withVectorColumn(ColumnSchema value) {
        return changed(copy -> copy.vectorColumn = value);
    }

    /** With the full-text column to search. */
    public SearchSpec withTextColumn(ColumnSchema value) {
        return changed(copy -> copy.textColumn = value);
    }

    /** With a metric of its own. */
    public SearchSpec withMetric(DistanceMetric value) {
        return changed(copy -> copy.metric = value);
    }

    /** With a range of distances. */
    public SearchSpec withRange(SearchPlan.Range value) {
        return changed(copy -> copy.range = value);
    }

    /** With rows without a vector, or without them. */
    public SearchSpec withSkipNullVectors(boolean value) {
        return changed(copy -> copy.skipNullVectors = value);
    }

    /** With a number of candidates. */
    public SearchSpec withCandidates(int value) {
        return changed(copy -> copy.candidates = OptionalInt.of(value));
    }

    /** With a filter in place of the old one. */
    public SearchSpec withFilter(Filter value) {
        return changed(copy -> copy.filter = value);
    }

    /** With the filter first. */
    public SearchSpec withPrefilter() {
        return changed(copy -> copy.prefilter = true);
    }

    /** With a number of rows. */
    public SearchSpec withLimit(int value) {
        return changed(copy -> copy.limit = value);
    }

    /** With a fusion. */
    public SearchSpec withFusion(Fusion value) {
        return changed(copy -> copy.fusion = value);
    }

    /** With a reranker that reads a column, or the one that the search finds out when null. */
    public SearchSpec withReranker(Reranker value, @Nullable ColumnSchema column) {
        return changed(copy -> {
            copy.reranker = value;
            copy.rerankColumn = column;
        });
    }

    /** With the lambda of maximal marginal relevance. */
    public SearchSpec withDiversity(double lambda) {
        return changed(copy -> copy.diversity = OptionalDouble.of(lambda));
    }

    /** With the columns that the hits show, the key's among them. */
    public SearchSpec withColumns(List<ColumnSchema> value) {
        return changed(copy -> copy.columns = List.copyOf(value));
    }

    /** What is compared with the query. */
    public SearchType type() {
        return type;
    }

    /** The query text. */
    public @Nullable String text() {
        return text;
    }

    /** The query vector, not copied. */
    public float @Nullable [] vector() {
        return vector;
    }

    /** The vector column, if chosen. */
    public @Nullable ColumnSchema vectorColumn() {
        return vectorColumn;
    }

    /** The full-text column, if chosen. */
    public @Nullable ColumnSchema textColumn() {
        return textColumn;
    }

    /** The metric, if it is not to be the column's. */
    public @Nullable DistanceMetric metric() {
        return metric;
    }

    /** The range of distances. */
    public SearchPlan.@Nullable Range range() {
        return range;
    }

    /** Whether rows without a vector are left out. */
    public boolean skipNullVectors() {
        return skipNullVectors;
    }

    /** The number of candidates. */
    public OptionalInt candidates() {
        return candidates;
    }

    /** What the rows must satisfy. */
    public @Nullable Filter filter() {
        return filter;
    }

    /** Whether the filter comes first. */
    public boolean prefilter() {
        return prefilter;
    }

    /** How many rows are wanted, or 0. */
    public int limit() {
        return limit;
    }

    /** How two lists become one. */
    public @Nullable Fusion fusion() {
        return fusion;
    }

    /** What orders the candidates anew. */
    public @Nullable Reranker reranker() {
        return reranker;
    }

    /** What the reranker reads, if chosen. */
    public @Nullable ColumnSchema rerankColumn() {
        return rerankColumn;
    }

    /** The lambda of maximal marginal relevance. */
    public OptionalDouble diversity() {
        return diversity;
    }

    /** The columns that the hits show, or null for all. */
    public @Nullable List<ColumnSchema> columns() {
        return columns;
    }
}
