package io.github.jtidb.jmh.contest;

import io.github.jtidb.vector.DistanceMetric;
import io.github.jtidb.vector.ExactIndex;
import io.github.jtidb.vector.Neighbor;
import java.util.List;

/** Our exact search, one thread a query. */
final class ExactContestant implements Contestant {

    private final ExactIndex index = new ExactIndex(MiniLmVectors.DIMENSIONS, DistanceMetric.COSINE, 1);

    @Override
    public int[] efforts() {
        return new int[] {0};
    }

    @Override
    public void build(float[][] rows, int threads) {
        for (int id = 0; id < rows.length; id++) {
            index.add(id, rows[id]);
        }
    }

    @Override
    public Searcher searcher() {
        return (query, k, effort, share) -> {
            List<Neighbor> found = share.isAll() ? index.search(query, k) : index.search(query, k, share::contains);
            return found.stream().mapToInt(neighbor -> (int) neighbor.id()).toArray();
        };
    }
}
