package io.github.jtidb.vector.internal.graph;

import java.util.Random;
import java.util.function.LongPredicate;

/** Tells how to search with a filter. Immutable. */
final class Selectivity {

    private static final int SAMPLE = 128;
    private static final long SEED = 1;
    /** In nanoseconds, about: one node of a walk, whose neighbours' codes stand beside it or do not. */
    private static final double NODE_INLINE = 400;

    private static final double NODE = 1100;
    /** The filter on one row, and the estimate of an accepted row. */
    private static final double TEST = 3.5;

    private static final double ESTIMATE = 15;

    private Selectivity() {}

    /** Whether to compare all rows that a filter accepts, rather than to walk and leave the others out. */
    static boolean favoursScan(Graph graph, LongPredicate filter, int width) {
        Rows rows = graph.rows;
        double walk = width * (graph.layout() == Graph.Layout.INLINE ? NODE_INLINE : NODE);
        if (filter instanceof Subset subset) {
            double accepted = subset.current(rows).list().length;
            return walk * rows.high() > accepted * accepted * ESTIMATE;
        }
        int tested = 0;
        int accepted = 0;
        // At random: ids at equal steps may all be alike to a filter.
        Random random = new Random(SEED);
        for (int i = 0; i < SAMPLE; i++) {
            int slot = random.nextInt(rows.high());
            if (rows.isSearchable(slot)) {
                tested++;
                accepted += filter.test(rows.id(slot)) ? 1 : 0;
            }
        }
        double share = (double) accepted / Math.max(1, tested);
        double scan = rows.high() * (TEST + share * ESTIMATE);
        return accepted < 3 || walk / share > scan;
    }
}
