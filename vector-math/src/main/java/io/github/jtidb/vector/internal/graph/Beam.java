package io.github.jtidb.vector.internal.graph;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The best rows that a walk has met, and which of them it has not yet gone on from.
 *
 * <p>Instead of heaps it has buckets over the range of scores, finer than estimates are exact: every step takes constant
 * time. It keeps about as many accepted rows as its width, and between them the rows that are only walked through. Not
 * thread-safe.
 */
final class Beam {

    private static final int BUCKETS = 1 << 11;
    private static final int NONE = -1;

    private final int[] heads = new int[BUCKETS];
    private final int[] counts = new int[BUCKETS];
    private int[] slots = new int[1 << 10];
    private int[] next = new int[1 << 10];
    private float[] scores = new float[1 << 10];
    private int size;
    private long[] visited = {};
    private int[] seen = new int[1 << 10];
    private int seenCount;

    private @Nullable IntPredicate accepted;
    private int width;
    private float low;
    private float perBucket;
    private float perScore;
    private int kept;
    private int floor;
    private int top;
    private float threshold;

    /**
     * Begins a walk.
     *
     * @param nodes one more than the largest slot
     * @param width how many accepted rows to keep
     * @param low a score; what is below it is all held equal
     * @param high a score that none passes by much
     * @param accepted which rows may be results, or null for all
     */
    void start(int nodes, int width, float low, float high, @Nullable IntPredicate accepted) {
        for (int i = 0; i < seenCount; i++) {
            visited[seen[i] >> 6] = 0;
        }
        seenCount = 0;
        size = 0;
        if (visited.length < (nodes + 63) >> 6) {
            visited = new long[((nodes + 63) >> 6) + (nodes >> 8)];
        }
        Arrays.fill(heads, NONE);
        Arrays.fill(counts, 0);
        this.width = width;
        this.low = low;
        this.accepted = accepted;
        perBucket = Math.max(Float.MIN_NORMAL, (high - low) / BUCKETS);
        perScore = 1 / perBucket;
        kept = 0;
        floor = 0;
        top = 0;
        threshold = Float.NEGATIVE_INFINITY;
    }

    /** Rows at or below this score are not taken any more. */
    float threshold() {
        return threshold;
    }

    /** Marks a row as met; false if it was met before. */
    boolean visit(int slot) {
        long bit = 1L << slot;
        if ((visited[slot >> 6] & bit) != 0) {
            return false;
        }
        visited[slot >> 6] |= bit;
        if (seenCount == seen.length) {
            seen = Arrays.copyOf(seen, 2 * seenCount);
        }
        seen[seenCount++] = slot;
        return true;
    }

    /** Takes a row in that was not met before, if it is good enough. */
    void offer(int slot, float score) {
        if (score <= threshold) {
            return;
        }
        int bucket = Math.max(0, Math.min(BUCKETS - 1, (int) ((score - low) * perScore)));
        if (bucket < floor) {
            return;
        }
        boolean result = accepted == null || accepted.test(slot);
        if (size == slots.length) {
            slots = Arrays.copyOf(slots, 2 * size);
            next = Arrays.copyOf(next, 2 * size);
            scores = Arrays.copyOf(scores, 2 * size);
        }
        // A row that is only walked through is told by the complement of its slot.
        slots[size] = result ? slot : ~slot;
        scores[size] = score;
        next[size] = heads[bucket];
        heads[bucket] = size++;
        top = Math.max(top, bucket);
        if (result) {
            counts[bucket]++;
            kept++;
            raise();
        }
    }

    private void raise() {
        while (kept - counts[floor] >= width) {
            kept -= counts[floor++];
        }
        if (kept >= width) {
            // The lowest bucket is as full as it needs to be.
            threshold = floor == BUCKETS - 1 ? Float.POSITIVE_INFINITY : low + (floor + 1) * perBucket;
        }
    }

    /** The best row that was not taken out yet, or -1 when none is left that could matter. */
    int pop() {
        lowerTop();
        int at = heads[top];
        if (at == NONE) {
            return NONE;
        }
        heads[top] = next[at];
        return slots[at] < 0 ? ~slots[at] : slots[at];
    }

    /** Takes out some rows, the best first, up to a limit and until none of those left can pass a score; returns how many. */
    int pop(int[] slots, int limit, float least) {
        int count = 0;
        // Where there is no least score, it is NaN.
        while (count < limit && !(bound() < least)) {
            slots[count] = pop();
            if (slots[count] < 0) {
                break;
            }
            count++;
        }
        return count;
    }

    /** Takes out some rows, the best first; returns how many. */
    int pop(int[] slots) {
        return pop(slots, slots.length, Float.NEGATIVE_INFINITY);
    }

    /** Puts the accepted rows in order, the best first, so that {@link #pop} gives them again; ends the walk. */
    void rank() {
        Arrays.fill(heads, NONE);
        top = floor;
        for (int i = 0; i < size; i++) {
            int bucket = Math.max(0, Math.min(BUCKETS - 1, (int) ((scores[i] - low) * perScore)));
            if (slots[i] >= 0 && bucket >= floor) {
                next[i] = heads[bucket];
                heads[bucket] = i;
                top = Math.max(top, bucket);
            }
        }
    }

    /** Holds these rows instead, for {@link #pop} to give. */
    void fill(int[] rows, float[] rowScores, int count) {
        float least = Float.MAX_VALUE;
        float most = -Float.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            least = Math.min(least, rowScores[i]);
            most = Math.max(most, rowScores[i]);
        }
        start(0, count + 1, least, most, null);
        for (int i = 0; i < count; i++) {
            offer(rows[i], rowScores[i]);
        }
    }

    /** A score that none of the rows still to come from {@link #pop} passes. */
    private float bound() {
        lowerTop();
        return top == BUCKETS - 1 ? Float.POSITIVE_INFINITY : low + (top + 1) * perBucket;
    }

    /** To the best bucket that still has a row, or the lowest. */
    private void lowerTop() {
        while (heads[top] == NONE && top > floor) {
            top--;
        }
    }
}
