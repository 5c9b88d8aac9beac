package io.github.jtidb.vector.internal.graph;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The rows at which walks begin: a random sample, so that none is far from every one of them, in groups of near ones. The
 * first of a group stands for it, so that a query is compared with these and the nearest groups only. Not thread-safe.
 */
final class Entries {

    /** How many rows a group has room for. */
    static final int WIDTH = 32;
    /** How many it has on average. */
    private static final int FILL = 16;

    private final Scorer scorer;
    private final Links groups;
    private final Links firsts;
    private int[] counts = {};
    private int groupCount;
    /** Where each slot stands, plus one. */
    private int[] places = {};

    private int size;
    private int groupedSize;

    /**
     * No rows yet.
     *
     * @param codes to keep beside the slots, or null to keep none
     * @param scorer to tell near rows by, which nobody else uses
     */
    Entries(@Nullable Codes codes, Scorer scorer) {
        this.scorer = scorer;
        groups = new Links(WIDTH, codes, 0);
        firsts = new Links(WIDTH, codes, 0);
    }

    int size() {
        return size;
    }

    boolean contains(int slot) {
        return slot < places.length && places[slot] > 0;
    }

    /** Nodes whose links are the first rows of the groups, in the order of the groups. */
    Links firsts() {
        return firsts;
    }

    /** Nodes whose links are the rows of a group. */
    Links groups() {
        return groups;
    }

    int groupCount() {
        return groupCount;
    }

    /** How many rows a group has. */
    int count(int group) {
        return counts[group];
    }

    int slot(int group, int lane) {
        return groups.chunk(group)[groups.offset(group) + lane];
    }

    /** All slots, those of a group one after another. */
    int[] slots() {
        int[] slots = new int[size];
        int at = 0;
        for (int group = 0; group < groupCount; group++) {
            for (int lane = 0; lane < counts[group]; lane++) {
                slots[at++] = slot(group, lane);
            }
        }
        return slots;
    }

    void add(int slot) {
        if (size >= FILL * groupCount) {
            open(slot);
        } else {
            join(slot);
        }
    }

    /** Adds many rows, and groups them better than if they were added one by one. */
    void addAll(int[] slots) {
        for (int i = 0; i < slots.length; i += FILL) {
            open(slots[i]);
        }
        for (int i = 0; i < slots.length; i++) {
            if (i % FILL > 0) {
                join(slots[i]);
            }
        }
        groupedSize = size;
    }

    /** Whether the groups were made for so few rows that they should be made anew. */
    boolean areOutgrown() {
        return size > 2 * Math.max(groupedSize, FILL);
    }

    /** Takes a slot out; the last one of its group takes its place. */
    void remove(int slot) {
        int place = places[slot] - 1;
        places[slot] = 0;
        size--;
        int group = place / WIDTH;
        int last = --counts[group];
        int moved = slot(group, last);
        groups.cut(group, last);
        if (moved != slot) {
            place(group, place % WIDTH, moved);
        }
        if (last == 0) {
            drop(group);
        }
    }

    private void open(int slot) {
        int group = groupCount++;
        groups.reserve(groupCount);
        firsts.reserve(group / WIDTH + 1);
        if (groupCount > counts.length) {
            counts = Arrays.copyOf(counts, groupCount + (groupCount >> 1));
        }
        append(group, slot);
    }

    private void join(int slot) {
        scorer.query(slot);
        float[] scores = new float[WIDTH];
        int nearest = -1;
        float best = Float.NEGATIVE_INFINITY;
        for (int group = 0; group < groupCount; group++) {
            if (group % WIDTH == 0) {
                scorer.scores(firsts, group / WIDTH, scores);
            }
            if (counts[group] < WIDTH && (nearest < 0 || scores[group % WIDTH] > best)) {
                nearest = group;
                best = scores[group % WIDTH];
            }
        }
        append(nearest, slot);
    }

    private void append(int group, int slot) {
        if (slot >= places.length) {
            places = Arrays.copyOf(places, Math.max(slot + 1, places.length + (places.length >> 1) + 64));
        }
        place(group, counts[group]++, slot);
        size++;
    }

    private void place(int group, int lane, int slot) {
        places[slot] = group * WIDTH + lane + 1;
        groups.put(group, lane, slot);
        if (lane == 0) {
            firsts.put(group / WIDTH, group % WIDTH, slot);
        }
    }

    /** The last group takes the place of an empty one. */
    private void drop(int empty) {
        int last = --groupCount;
        firsts.cut(last / WIDTH, last % WIDTH);
        if (empty != last) {
            for (int lane = 0; lane < counts[last]; lane++) {
                place(empty, lane, slot(last, lane));
            }
            counts[empty] = counts[last];
        }
        groups.cut(last, 0);
        counts[last] = 0;
    }

    void write(FileOutput out) throws IOException {
        out.put(size);
        out.put(slots(), 0, size);
    }
}
