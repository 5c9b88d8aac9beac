package io.github.jtidb.vector.internal.graph;

import io.github.jtidb.vector.Neighbor;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Walks a graph from the rows nearest to a query among the entries, and compares the best it finds exactly. Not
 * thread-safe; it may only be used while the graph does not change.
 */
final class Searcher {

    /** Ranked rows are compared until the next is this many usual errors behind: fewer lose recall, more cost time. */
    private static final float MARGIN = 2.4f;

    /** Nodes and rows that come from memory at the same time: waiting for one after the other took most of a search. */
    private static final int NODES = 4;

    private static final int ROWS = 8;
    private static final int SAMPLED = 256;
    private static final int SAMPLED_GROUPS = 8;

    private final Graph graph;
    private final Scorer scorer;
    private final Beam beam = new Beam();
    private final EntryFinder entryFinder = new EntryFinder();
    private final @Nullable Refiner refiner;
    private final int[] nodes = new int[NODES];
    private final int[] popped = new int[ROWS];
    private float[] scores = {};
    /** Keeps the compiler from leaving out reads whose values are not needed. */
    private int touched;

    Searcher(Graph graph) {
        this.graph = graph;
        scorer = graph.scorer();
        refiner = scorer.refiner();
    }

    Beam beam() {
        return beam;
    }

    Scorer scorer() {
        return scorer;
    }

    /** {@link EntryFinder#place} of a row. */
    long place(int slot) {
        scorer.query(slot);
        return entryFinder.place(graph.entries, scorer);
    }

    /** The k nearest accepted rows, as far as a walk with this width finds them. */
    List<Neighbor> search(float[] query, double squaredNorm, int k, int width, @Nullable LongPredicate filter) {
        scorer.query(query, squaredNorm);
        walk(width, accepted(filter));
        return rerank(query, squaredNorm, k, filter);
    }

    /** The k nearest of these slots. */
    List<Neighbor> searchAmong(
            float[] query,
            double squaredNorm,
            int k,
            int width,
            int[] slots,
            int count,
            @Nullable LongPredicate filter) {
        scorer.query(query, squaredNorm);
        float[] sample = room(SAMPLED);
        int sampled = Math.min(count, SAMPLED);
        int[] sampledSlots = new int[sampled];
        for (int i = 0; i < sampled; i++) {
            sampledSlots[i] = slots[(int) ((long) i * count / sampled)];
        }
        scorer.scores(sampledSlots, 0, sampled, sample);
        beam.start(graph.rows.high(), width, mean(sample, sampled), high(), null);
        for (int from = 0; from < count; from += SAMPLED) {
            int size = Math.min(SAMPLED, count - from);
            scorer.scores(slots, from, size, sample);
            for (int i = 0; i < size; i++) {
                beam.offer(slots[from + i], sample[i]);
            }
        }
        return rerank(query, squaredNorm, k, filter);
    }

    private @Nullable IntPredicate accepted(@Nullable LongPredicate filter) {
        Rows rows = graph.rows;
        if (filter instanceof Subset subset) {
            return subset.current(rows)::contains;
        }
        if (filter != null) {
            return slot -> rows.isSearchable(slot) && rows.accepts(filter, slot);
        }
        return graph.dead == 0 ? null : rows::isSearchable;
    }

    /** Fills the beam with rows near the query that the scorer holds. */
    private void walk(int width, @Nullable IntPredicate accepted) {
        walkNodes(width, accepted);
        for (int group = 0; group < graph.pending.groups(); group++) {
            nodes[0] = group;
            scorer.expand(graph.pending.links(), nodes, 1, beam);
        }
    }

    /** Does so without the rows that are not in the graph yet. */
    void walkNodes(int width, @Nullable IntPredicate accepted) {
        if (graph.entries.size() == 0) {
            beam.start(graph.rows.high(), width, sample(graph.pending), high(), accepted);
            return;
        }
        entryFinder.enter(graph.entries, scorer, beam, graph.rows.high(), width, high(), accepted);
        for (int count = beam.pop(nodes); count > 0; count = beam.pop(nodes)) {
            touched += graph.links.touch(nodes, 0, count);
            scorer.expand(graph.links, nodes, count, beam);
        }
    }

    /** The mean score of some groups: few of the best rows are below it. */
    private float sample(SlotGroups groups) {
        int count = Math.min(SAMPLED_GROUPS, groups.groups());
        int groupSize = groups.links().width;
        float[] all = room(count * groupSize);
        float[] one = new float[groupSize];
        for (int i = 0; i < count; i++) {
            scorer.scores(groups.links(), (int) ((long) i * groups.groups() / count), one);
            System.arraycopy(one, 0, all, i * groupSize, groupSize);
        }
        return mean(all, count * groupSize);
    }

    private static float mean(float[] scores, int count) {
        double sum = 0;
        int finite = 0;
        for (int i = 0; i < count; i++) {
            if (scores[i] != Float.NEGATIVE_INFINITY) {
                sum += scores[i];
                finite++;
            }
        }
        return finite == 0 ? 0 : (float) (sum / finite);
    }

    /** No row has a better score than the best, but an estimate may. */
    private float high() {
        return (float) scorer.best() + 3 * scorer.deviation();
    }

    private List<Neighbor> rerank(float[] query, double squaredNorm, int k, @Nullable LongPredicate filter) {
        beam.rank();
        float margin = MARGIN * scorer.deviation();
        if (refiner != null) {
            margin = refiner.refine(beam, k, margin);
        }
        Ranking ranking = new Ranking(graph.rows, query, squaredNorm, k, filter);
        for (int offered = 0, count; ; offered += count) {
            int limit = offered < k ? Math.min(ROWS, k - offered) : ROWS;
            count = beam.pop(popped, limit, (float) scorer.exact(ranking.farthest()) - margin);
            if (count == 0) {
                return ranking.toList();
            }
            touched += graph.rows.touch(popped, 0, count);
            for (int i = 0; i < count; i++) {
                ranking.offer(popped[i]);
            }
        }
    }

    private float[] room(int count) {
        if (scores.length < count) {
            scores = new float[count];
        }
        return scores;
    }
}
