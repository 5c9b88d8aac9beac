package io.github.jtidb.vector.internal;

import io.github.jtidb.vector.DistanceMetric;
import java.util.List;

/** Queries one behind the other in one array, with their lengths, for searches that compare several at a time. Immutable. */
final class QueryBlock {

    final DistanceMetric metric;
    final int dimensions;
    final int size;

    /** The values, query by query; only to be read. */
    final float[] values;

    private final double[] squaredNorms;

    QueryBlock(List<float[]> queries, DistanceMetric metric, int dimensions) {
        this.metric = metric;
        this.dimensions = dimensions;
        size = queries.size();
        values = new float[size * dimensions];
        squaredNorms = new double[size];
        for (int query = 0; query < size; query++) {
            System.arraycopy(queries.get(query), 0, values, query * dimensions, dimensions);
            squaredNorms[query] = Distances.dot(queries.get(query), 0, queries.get(query), 0, dimensions);
        }
    }

    /** The inner product of a query with itself. */
    double squaredNorm(int query) {
        return squaredNorms[query];
    }

    /** The distance of a query from a row. */
    double distance(int query, RowStore.Segment segment, int row) {
        int q = query * dimensions;
        int r = row * dimensions;
        if (metric != DistanceMetric.COSINE) {
            return Distances.distance(metric, values, q, segment.values(), r, dimensions);
        }
        double dot = Distances.dot(values, q, segment.values(), r, dimensions);
        return Distances.cosineDistance(dot, squaredNorms[query], segment.squaredNorm(row));
    }
}
