package io.github.jtidb.vector.internal.graph;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A set of slots, laid out like the links of nodes, so that they are compared with a query as the links of a node are: the
 * rows that are not in the graph yet, and those at which walks begin. Not thread-safe.
 */
final class SlotGroups {

    private static final int WIDTH = 32;

    private final Links links;
    /** Where each slot stands, plus one. */
    private int[] positions = {};

    private int[] slots = {};
    private int size;

    SlotGroups(@Nullable Codes codes) {
        links = new Links(WIDTH, codes, 3);
    }

    Links links() {
        return links;
    }

    int size() {
        return size;
    }

    /** How many nodes {@link #links} has. */
    int groups() {
        return (size + WIDTH - 1) / WIDTH;
    }

    int slot(int position) {
        return slots[position];
    }

    boolean contains(int slot) {
        return slot < positions.length && positions[slot] > 0;
    }

    void add(int slot) {
        if (slot >= positions.length) {
            positions = Arrays.copyOf(positions, Math.max(slot + 1, positions.length + (positions.length >> 1) + 64));
        }
        if (size == slots.length) {
            slots = Arrays.copyOf(slots, size + (size >> 1) + WIDTH);
        }
        links.reserve(size / WIDTH + 1);
        place(size++, slot);
    }

    /** Takes a slot out; the last one takes its place. */
    void remove(int slot) {
        int position = positions[slot] - 1;
        positions[slot] = 0;
        int last = slots[--size];
        links.cut(size / WIDTH, size % WIDTH);
        if (last != slot) {
            place(position, last);
        }
    }

    void write(FileOutput out) throws IOException {
        out.put(size);
        out.put(slots, 0, size);
    }

    private void place(int position, int slot) {
        slots[position] = slot;
        positions[slot] = position + 1;
        links.put(position / WIDTH, position % WIDTH, slot);
    }
}
