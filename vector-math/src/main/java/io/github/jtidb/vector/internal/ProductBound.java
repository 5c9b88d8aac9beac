package io.github.jtidb.vector.internal;

import io.github.jtidb.vector.DistanceMetric;
import io.github.jtidb.vector.internal.RowStore.Segment;

/**
 * Tells from an inner product added in any order that a row is farther from a query than the farthest kept so far.
 *
 * <p>For each metric the product would have to reach {@code perLength[query] · |row| + perSquare · |row|² + constant[query]},
 * all errors allowed for: those of the product, of the distance, and of the lengths. Not for L1. Not thread-safe.
 */
final class ProductBound {

    private final QueryBlock queries;

    /** Twice what a product and a distance may be off together, relative to the product of the lengths. */
    private final double error;

    /** What products too small for a float may be off. */
    private final double underflow;

    private final double[] perLength;
    private final double[] constant;
    private final double perSquare;

    ProductBound(QueryBlock queries) {
        this.queries = queries;
        error = (queries.dimensions + 64) * 0x1p-22;
        underflow = queries.dimensions * 0x1p-148;
        perLength = new double[queries.size];
        constant = new double[queries.size];
        perSquare = queries.metric == DistanceMetric.L2 ? (1 - error) / 2 : 0;
        for (int query = 0; query < queries.size; query++) {
            tighten(query, Double.POSITIVE_INFINITY);
        }
    }

    /** Takes the distance of the farthest row that is kept for a query. */
    void tighten(int query, double farthest) {
        double squared = queries.squaredNorm(query);
        double length = Math.sqrt(squared);
        switch (queries.metric) {
            case COSINE -> {
                perLength[query] = (1 - farthest - error) * length;
                constant[query] = -underflow;
            }
            case L2 -> {
                perLength[query] = -error * length;
                constant[query] = (squared * (1 - error) - farthest * farthest * (1 + error)) / 2 - underflow;
            }
            case NEGATIVE_INNER_PRODUCT -> {
                perLength[query] = -error * length;
                constant[query] = -farthest - underflow;
            }
            case L1 -> {
                // Never asked.
            }
        }
    }

    /** Whether the row is too far away for sure; never if the product overflowed. */
    boolean excludes(int query, Segment segment, int row, float product) {
        double least = perLength[query] * segment.length(row) + perSquare * segment.squaredNorm(row) + constant[query];
        return product < least && product >= -Float.MAX_VALUE;
    }
}
