package io.github.jtidb.vector.internal.graph;

import io.github.jtidb.vector.DistanceMetric;
import io.github.jtidb.vector.internal.Distances;
import org.jspecify.annotations.Nullable;

/** Gives the values of one row after another, wherever they stand. Valid until the next is read. Not thread-safe. */
final class RowReader {

    /** Has the values of the row, from {@link #offset} on; not to be changed. */
    float[] array = {};

    int offset;
    double squaredNorm;

    private final Rows rows;
    private float @Nullable [] copy;

    RowReader(Rows rows) {
        this.rows = rows;
    }

    /** Goes to the row of a slot. */
    RowReader read(int slot) {
        Values values = rows.values;
        squaredNorm = rows.squaredNorm(slot);
        float[] chunk = values.array(slot);
        if (chunk != null) {
            array = chunk;
            offset = values.offset(slot);
        } else {
            copy = copy == null ? new float[values.dimensions] : copy;
            values.copy(slot, copy);
            array = copy;
            offset = 0;
        }
        return this;
    }

    /** The distance from a query, equal to that of {@code VectorMath}; the row must have one. */
    double distance(float[] query, double querySquared) {
        if (rows.metric == DistanceMetric.COSINE) {
            double dot = Distances.dot(query, 0, array, offset, query.length);
            return Distances.cosineDistance(dot, querySquared, squaredNorm);
        }
        return Distances.distance(rows.metric, query, 0, array, offset, query.length);
    }
}
