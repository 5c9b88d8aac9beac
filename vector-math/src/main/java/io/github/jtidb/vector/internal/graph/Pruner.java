package io.github.jtidb.vector.internal.graph;

import java.util.Arrays;

/**
 * Chooses the links of a row among candidates: the near ones, but none that is nearer to a chosen one than to the row, for a
 * walk gets there from that one. Not thread-safe.
 */
final class Pruner {

    private final Graph graph;
    private final RowReader one;
    private final RowReader other;
    private long[] candidates = new long[256];
    private int[] passed = {};
    private int count;

    Pruner(Graph graph) {
        this.graph = graph;
        one = new RowReader(graph.rows);
        other = new RowReader(graph.rows);
    }

    void clear() {
        count = 0;
    }

    int candidates() {
        return count;
    }

    void offer(int slot, int candidate) {
        if (count == candidates.length) {
            candidates = Arrays.copyOf(candidates, 2 * count);
        }
        // Floats of one sign are in the order of their bits.
        float distance = (float) apart(slot, candidate);
        candidates[count++] = (long) Float.floatToRawIntBits(Math.max(0, distance)) << 32 | candidate;
    }

    /**
     * Writes the links chosen and returns how many there are: those that are apart, the nearest first, and then the nearest
     * of the others up to the limit, since a walk reads a list at one price however full it is. A candidate may be there
     * twice.
     */
    int choose(int limit, int[] chosen) {
        Arrays.sort(candidates, 0, count);
        if (passed.length < count) {
            passed = new int[candidates.length];
        }
        int size = 0;
        int passedCount = 0;
        for (int i = 0; i < count && size < limit; i++) {
            if (i > 0 && candidates[i] == candidates[i - 1]) {
                continue;
            }
            int candidate = (int) candidates[i];
            if (isApart(candidate, Float.intBitsToFloat((int) (candidates[i] >>> 32)), chosen, size)) {
                chosen[size++] = candidate;
            } else {
                passed[passedCount++] = candidate;
            }
        }
        for (int i = 0; i < passedCount && size < limit; i++) {
            chosen[size++] = passed[i];
        }
        return size;
    }

    private boolean isApart(int candidate, float distance, int[] chosen, int size) {
        for (int i = 0; i < size; i++) {
            if (apart(candidate, chosen[i]) < distance) {
                return false;
            }
        }
        return true;
    }

    private double apart(int a, int b) {
        if (graph.bytes != null) {
            return graph.codec.apart(graph.bytes, a, b);
        }
        return graph.codec.space.apart(one.read(a), other.read(b), graph.rows.values.dimensions);
    }

    /** Whether two rows have the same values. */
    boolean isSame(int a, int b) {
        if (graph.bytes != null && !graph.bytes.isSame(a, b)) {
            return false;
        }
        int dimensions = graph.rows.values.dimensions;
        one.read(a);
        other.read(b);
        return Arrays.equals(
                one.array, one.offset, one.offset + dimensions, other.array, other.offset, other.offset + dimensions);
    }
}
