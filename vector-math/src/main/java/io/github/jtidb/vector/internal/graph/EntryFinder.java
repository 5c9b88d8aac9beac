package io.github.jtidb.vector.internal.graph;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Finds the entries near a query, and begins a walk with them. Not thread-safe. */
final class EntryFinder {

    /** How many groups of entries are compared with the query. */
    private static final int GROUPS = 8;
    /** Entries are taken that could be the best if estimates were wrong by so many usual errors. */
    private static final int SLACK = 2;

    private final float[] scores = new float[GROUPS * Entries.WIDTH];
    private final int[] nearest = new int[GROUPS];
    private float[] firsts = {};
    private final float[] one = new float[Entries.WIDTH];

    /** Starts the beam; there must be an entry. */
    void enter(
            Entries entries,
            Scorer scorer,
            Beam beam,
            int nodes,
            int width,
            float high,
            @Nullable IntPredicate accepted) {
        int count = findGroups(entries, scorer);
        float best = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            scorer.scores(entries.groups(), nearest[i], one);
            for (int lane = 0; lane < Entries.WIDTH; lane++) {
                best = Math.max(best, one[lane]);
                scores[i * Entries.WIDTH + lane] = one[lane];
            }
        }
        float slack = SLACK * scorer.deviation();
        beam.start(nodes, width, best - slack - 0.5f * Math.abs(high - best), high, accepted);
        for (int i = 0; i < count; i++) {
            for (int lane = 0; lane < entries.count(nearest[i]); lane++) {
                float score = scores[i * Entries.WIDTH + lane];
                int slot = entries.slot(nearest[i], lane);
                if (score >= best - slack && beam.visit(slot)) {
                    beam.offer(slot, score);
                }
            }
        }
    }

    /** A number by which rows that are near to each other can be sorted together; the same of equal rows. */
    long place(Entries entries, Scorer scorer) {
        if (entries.groupCount() == 0) {
            return 0;
        }
        score(entries, scorer);
        int best = best(entries.groupCount());
        return (long) best << 32 | Integer.toUnsignedLong(Float.floatToRawIntBits(firsts[best]));
    }

    /** The groups whose first rows are nearest, by their order in {@code nearest}; returns how many. */
    private int findGroups(Entries entries, Scorer scorer) {
        score(entries, scorer);
        int count = Math.min(GROUPS, entries.groupCount());
        for (int i = 0; i < count; i++) {
            nearest[i] = best(entries.groupCount());
            firsts[nearest[i]] = Float.NEGATIVE_INFINITY;
        }
        return count;
    }

    /** Compares the query with the first row of each group. */
    private void score(Entries entries, Scorer scorer) {
        int groupCount = entries.groupCount();
        if (firsts.length < groupCount + Entries.WIDTH) {
            firsts = new float[2 * groupCount + Entries.WIDTH];
        }
        for (int group = 0; group < groupCount; group += Entries.WIDTH) {
            scorer.scores(entries.firsts(), group / Entries.WIDTH, one);
            System.arraycopy(one, 0, firsts, group, Entries.WIDTH);
        }
    }

    private int best(int groupCount) {
        int best = 0;
        for (int group = 1; group < groupCount; group++) {
            best = firsts[group] > firsts[best] ? group : best;
        }
        return best;
    }
}
