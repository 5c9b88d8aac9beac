package io.github.jtidb.vector.internal.graph;

import io.github.jtidb.vector.Neighbor;
import io.github.jtidb.vector.internal.TopK;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** The nearest of the rows offered, compared by the vectors themselves. Not thread-safe. */
final class Ranking {

    private final Rows rows;
    private final RowReader row;
    private final float[] query;
    private final double squaredNorm;
    private final @Nullable LongPredicate filter;
    private final TopK best;

    /**
     * A ranking without rows.
     *
     * @param k how many ids to keep
     * @param filter which ids to take, or null for all
     */
    Ranking(Rows rows, float[] query, double squaredNorm, int k, @Nullable LongPredicate filter) {
        this.rows = rows;
        row = new RowReader(rows);
        this.query = query;
        this.squaredNorm = squaredNorm;
        this.filter = filter;
        best = new TopK(Math.max(1, Math.min(k, rows.size())));
    }

    /** Takes a row under each of its ids that the filter accepts. */
    void offer(int slot) {
        double distance = row.read(slot).distance(query, squaredNorm);
        offer(rows.id(slot), distance);
        for (long id : rows.furtherIds(slot)) {
            offer(id, distance);
        }
    }

    private void offer(long id, double distance) {
        if (filter == null || filter.test(id)) {
            best.offer(id, distance);
        }
    }

    /** The largest distance kept; infinite while there is room for more. */
    double farthest() {
        return best.farthest();
    }

    /** The nearest first. */
    List<Neighbor> toList() {
        return best.toList();
    }
}
