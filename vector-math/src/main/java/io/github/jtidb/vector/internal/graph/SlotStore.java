package io.github.jtidb.vector.internal.graph;

/** So many numbers for each slot, in chunks of arrays, so that growing copies none of them. Not thread-safe. */
abstract class SlotStore {

    /** How many slots are touched in turn. */
    private static final int TOGETHER = 4;

    /** How many numbers a slot has. */
    final int stride;

    final int chunkBits;

    SlotStore(int stride, int chunkBits) {
        this.stride = stride;
        this.chunkBits = chunkBits;
    }

    /** Where a slot begins in its chunk. */
    final int offset(int slot) {
        return (slot & ((1 << chunkBits) - 1)) * stride;
    }

    /** How many chunks so many slots take. */
    final int chunks(int slots) {
        return slots == 0 ? 0 : ((slots - 1) >> chunkBits) + 1;
    }

    /**
     * Reads from each cache line of some slots, so that they come from memory at the same time, before they are compared one
     * after another. What it returns means nothing, but has to be used, or nothing is read.
     */
    final int touch(int[] slots, int from, int count) {
        int sum = 0;
        int last = from + count - 1;
        for (int i = from; i <= last; i += TOGETHER) {
            sum += touch(
                    slots[i], slots[Math.min(i + 1, last)], slots[Math.min(i + 2, last)], slots[Math.min(i + 3, last)]);
        }
        return sum;
    }

    /**
     * Reads a line of each of four slots in turn, which is a fifth faster than one slot after another; the last number too, for
     * a slot need not begin where a line does.
     */
    abstract int touch(int a, int b, int c, int d);
}
