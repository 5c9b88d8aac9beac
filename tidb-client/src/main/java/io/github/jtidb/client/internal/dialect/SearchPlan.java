package io.github.jtidb.client.internal.dialect;

import io.github.jtidb.client.Filter;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.TableSchema;
import io.github.jtidb.schema.VectorField.IndexPolicy;
import io.github.jtidb.vector.DistanceMetric;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What one vector search asks for, checked and ready to be rendered. Immutable.
 *
 * @param table the table
 * @param columns the columns that are read, in the table's order; the key's are among them
 * @param column the vector column
 * @param metric how distance is measured; an index serves only the column's own
 * @param query a {@code float[]}, or the text itself where the server embeds it
 * @param filter what the rows must satisfy, or null
 * @param range what distances are wanted, or null for all
 * @param limit how many rows at most, 1 or more
 * @param candidates how many rows an index is to propose before filter and range, or empty for the dialect's choice
 * @param prefilter whether the filter is to come first, which makes the search exact
 * @param unmeasured whether rows that have no distance are wanted, too, after all others; only {@link Dialect#search} can
 */
public record SearchPlan(
        TableSchema table,
        List<ColumnSchema> columns,
        ColumnSchema column,
        DistanceMetric metric,
        Object query,
        @Nullable Filter filter,
        @Nullable Range range,
        int limit,
        OptionalInt candidates,
        boolean prefilter,
        boolean unmeasured) {

    /** An index proposes so many rows for each one wanted where some may be dropped. */
    private static final int CANDIDATES_PER_ROW = 10;

    public SearchPlan {
        columns = List.copyOf(columns);
    }

    /**
     * Distances from one to another, both included.
     *
     * @param lower the smallest
     * @param upper the largest
     */
    public record Range(double lower, double upper) {}

    /** The column's vector details. */
    public ColumnSchema.Vector vector() {
        return column.vector().orElseThrow();
    }

    /**
     * How many rows an index is to propose, or empty where none serves the plan.
     *
     * @param some whether rows that it proposes may be dropped, so that more are asked for
     */
    OptionalInt indexCandidates(boolean some) {
        if (vector().index() == IndexPolicy.NONE || metric != vector().metric() || (prefilter && filter != null)) {
            return OptionalInt.empty();
        }
        long byDefault = some ? (long) limit * CANDIDATES_PER_ROW : limit;
        return OptionalInt.of(Math.max(limit, candidates.orElse((int) Math.min(byDefault, Integer.MAX_VALUE))));
    }
}
