package io.github.jtidb.vector.internal.graph;

import org.jspecify.annotations.Nullable;

/** Compares with the rows themselves: exact, and slow, for each comparison reads a whole row. Not thread-safe. */
final class FloatScorer extends Scorer {

    private final Rows rows;
    private final Space space;
    private float @Nullable [] query;
    private double squaredNorm;
    private double factor;
    private final RowReader asked;
    private final RowReader row;
    /** Keeps the compiler from leaving out reads whose values are not needed. */
    private int touched;

    FloatScorer(Rows rows, Space space) {
        this.rows = rows;
        this.space = space;
        asked = new RowReader(rows);
        row = new RowReader(rows);
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
        asked.read(slot);
    }

    @Override
    float score(int slot) {
        row.read(slot);
        return (float)
                (query == null
                        ? -space.apart(asked, row, rows.values.dimensions)
                        : exact(row.distance(query, squaredNorm)));
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
        touched += rows.touch(slots, from, count);
        for (int i = 0; i < count; i++) {
            target[i] = score(slots[from + i]);
        }
    }
}
