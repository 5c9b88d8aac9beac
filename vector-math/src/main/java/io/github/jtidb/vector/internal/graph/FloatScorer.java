package io.github.jtidb.vector.internal.graph;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares with the rows themselves: exact, and slow, for each comparison reads a whole row. Not thread-safe. */
final class FloatScorer extends Scorer {

    private final Rows rows;
    private final Space space;
    private float @Nullable [] query;
    private double squaredNorm;
    private double factor;
    private int row;
    /** Keeps the compiler from leaving out reads whose values are not needed. */
    private float touched;

    FloatScorer(Rows rows, Space space) {
        this.rows = rows;
        this.space = space;
    }

    @Override
    void query(float[] query, double squaredNorm) {
        this.query = query;
        this.squaredNorm = squaredNorm;
        factor = space.queryFactor(squaredNorm);
    }

    @Override
    void query(int slot) {
        query = null;
        row = slot;
    }

    @Override
    float score(int slot) {
        if (query == null) {
            return (float) -space.apart(rows, row, slot);
        }
        return (float) exact(rows.distance(Objects.requireNonNull(query), squaredNorm, slot));
    }

    @Override
    float deviation() {
        return 0;
    }

    @Override
    double best() {
        return query == null ? 0 : space.best();
    }

    @Override
    double exact(double distance) {
        return space.score(distance, factor);
    }

    @Override
    void scores(int[] slots, int from, int count, float[] target) {
        for (int i = 0; i < count; i++) {
            touched += rows.touch(slots[from + i]);
        }
        for (int i = 0; i < count; i++) {
            target[i] = score(slots[from + i]);
        }
    }
}
