package io.github.jtidb.vector.internal.graph;

import io.github.jtidb.vector.DistanceMetric;
import io.github.jtidb.vector.internal.Distances;

/**
 * The scores by which walks go and links are chosen, in values scaled so that no square leaves the range of float: larger is
 * nearer. Under COSINE, of rows scaled to length one, and under L2 a score is minus half the squared distance, which orders as
 * the distance does; under NEGATIVE_INNER_PRODUCT it is the inner product. Immutable.
 *
 * @param scale what values are multiplied by, but under COSINE
 * @param reach under NEGATIVE_INNER_PRODUCT the scaled length of the longest row, else 0
 * @param queryLength under NEGATIVE_INNER_PRODUCT the length that queries are scaled to, which changes no order
 */
record Space(DistanceMetric metric, double scale, double reach, double queryLength) {

    boolean isInner() {
        return metric == DistanceMetric.NEGATIVE_INNER_PRODUCT;
    }

    /** What a row's values are multiplied by. */
    double factor(double squaredNorm) {
        return metric == DistanceMetric.COSINE ? 1 / Math.sqrt(squaredNorm) : scale;
    }

    /** What a query's values are multiplied by; 0 for a query of zeros, whose inner products are all zero. */
    double queryFactor(double squaredNorm) {
        if (!isInner()) {
            return factor(squaredNorm);
        }
        return squaredNorm > 0 ? queryLength / Math.sqrt(squaredNorm) : 0;
    }

    /** The best score that a query can have with a row. */
    double best() {
        return reach * queryLength;
    }

    /**
     * How far two rows are apart for the choice of links, 0 or more: minus twice the score, or for inner products how much
     * less than the largest possible it is.
     */
    double apart(RowReader a, RowReader b, int dimensions) {
        if (metric == DistanceMetric.L2) {
            double distance = scale * Distances.distance(metric, a.array, a.offset, b.array, b.offset, dimensions);
            return distance * distance;
        }
        double dot = Distances.dot(a.array, a.offset, b.array, b.offset, dimensions);
        if (isInner()) {
            return Math.max(0, reach * reach - dot * scale * scale);
        }
        return 2 * Distances.cosineDistance(dot, a.squaredNorm, b.squaredNorm);
    }

    /** The score that a distance under the metric stands for, of a query multiplied by this factor. */
    double score(double distance, double queryFactor) {
        return switch (metric) {
            case COSINE -> -distance;
            case NEGATIVE_INNER_PRODUCT -> -distance * scale * queryFactor;
            default -> -(scale * distance) * (scale * distance) / 2;
        };
    }
}
