package io.github.jtidb.vector.internal.graph;

import io.github.jtidb.vector.DistanceMetric;
import io.github.jtidb.vector.internal.Distances;
import io.github.jtidb.vector.internal.LongIntMap;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * The vectors of an index in numbered slots, with their ids and what has become of each.
 *
 * <p>A slot stays where it is while its row lives, and is used again once nothing points at it. Not thread-safe.
 */
final class Rows {

    /** The slot holds nothing, and nothing points at it. */
    static final byte FREE = 0;
    /** A row of zeros under cosine: kept, never found. */
    static final byte HIDDEN = 1;
    /** A row that is not in the graph yet. */
    static final byte PENDING = 2;
    /** A row in the graph. */
    static final byte LINKED = 3;
    /** A removed row that still stands in the graph. */
    static final byte DEAD = 4;
    /** A removed row that is being taken out of the graph. */
    static final byte LEAVING = 5;

    private static final long[] NO_IDS = {};

    final DistanceMetric metric;
    final Values values;
    private final LongIntMap slots = new LongIntMap();
    private long[] ids = {};
    private double[] squaredNorms = {};
    private byte[] states = {};
    private int[] free = {};
    private int freeCount;
    private int high;
    private long version;
    /** The further ids of slots whose row was added several times. */
    private final Map<Integer, long[]> shared = new HashMap<>();
    /** These slots, asked about every row compared. */
    private final BitSet isShared = new BitSet();

    Rows(int dimensions, DistanceMetric metric) {
        this.metric = metric;
        values = new Values(dimensions);
    }

    /** Changes whenever a slot gets or loses a row or an id. */
    long version() {
        return version;
    }

    /** How many ids there are. */
    int size() {
        return slots.size();
    }

    /** One more than the largest slot ever used. */
    int high() {
        return high;
    }

    boolean contains(long id) {
        return slots.contains(id);
    }

    /** The slot of an id, or {@link LongIntMap#ABSENT}. */
    int slot(long id) {
        return slots.get(id);
    }

    long id(int slot) {
        return ids[slot];
    }

    byte state(int slot) {
        return states[slot];
    }

    void setState(int slot, byte state) {
        states[slot] = state;
    }

    double squaredNorm(int slot) {
        return squaredNorms[slot];
    }

    /** Whether a search may return the row of this slot. */
    boolean isSearchable(int slot) {
        byte state = states[slot];
        return state == PENDING || state == LINKED;
    }

    /** Copies a vector in, under an id that is not taken; the slot is PENDING or HIDDEN. */
    int add(long id, float[] vector) {
        int slot = freeCount > 0 ? free[--freeCount] : high++;
        reserve(slot + 1);
        values.reserve(slot + 1);
        values.set(slot, vector);
        ids[slot] = id;
        squaredNorms[slot] = Distances.dot(vector, 0, vector, 0, vector.length);
        boolean hidden = metric == DistanceMetric.COSINE && squaredNorms[slot] == 0;
        states[slot] = hidden ? HIDDEN : PENDING;
        slots.put(id, slot);
        version++;
        return slot;
    }

    /** The ids of a slot after its first. */
    long[] furtherIds(int slot) {
        return isShared.get(slot) ? shared.getOrDefault(slot, NO_IDS) : NO_IDS;
    }

    /** Whether a filter accepts one of the ids of a slot. */
    boolean accepts(LongPredicate filter, int slot) {
        if (filter.test(ids[slot])) {
            return true;
        }
        for (long id : furtherIds(slot)) {
            if (filter.test(id)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an id, which there must be, has a slot to itself. */
    boolean isAlone(long id) {
        return furtherIds(slots.get(id)).length == 0;
    }

    /** Gives the ids of a slot to another with the same values, and releases it. */
    void merge(int slot, int into) {
        version++;
        long[] own = furtherIds(slot);
        long[] old = furtherIds(into);
        long[] all = Arrays.copyOf(old, old.length + own.length + 1);
        System.arraycopy(own, 0, all, old.length, own.length);
        all[all.length - 1] = ids[slot];
        share(slot, NO_IDS);
        share(into, all);
        for (int i = old.length; i < all.length; i++) {
            slots.put(all[i], into);
        }
        release(slot);
    }

    /** Forgets an id; false if its slot has no other now, and the caller has to set its state. */
    boolean forget(long id, int slot) {
        version++;
        slots.remove(id);
        long[] further = furtherIds(slot);
        if (further.length == 0) {
            return false;
        }
        long last = further[further.length - 1];
        for (int i = 0; i < further.length; i++) {
            further[i] = further[i] == id ? last : further[i];
        }
        ids[slot] = ids[slot] == id ? last : ids[slot];
        share(slot, Arrays.copyOf(further, further.length - 1));
        return true;
    }

    private void share(int slot, long[] further) {
        isShared.set(slot, further.length > 0);
        if (further.length > 0) {
            shared.put(slot, further);
        } else {
            shared.remove(slot);
        }
    }

    /** Lets the slot be used again. */
    void release(int slot) {
        states[slot] = FREE;
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, Math.max(64, 2 * free.length));
        }
        free[freeCount++] = slot;
    }

    /** Makes room for so many slots beside their values. */
    private void reserve(int count) {
        if (count > ids.length) {
            int room = Math.max(count, ids.length + (ids.length >> 1) + 64);
            ids = Arrays.copyOf(ids, room);
            squaredNorms = Arrays.copyOf(squaredNorms, room);
            states = Arrays.copyOf(states, room);
        }
        high = Math.max(high, count);
    }

    /** Reads what is needed of rows to compare them: as {@link SlotStore#touch}. */
    int touch(int[] slots, int from, int count) {
        long sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += ids[slots[i]] + Double.doubleToRawLongBits(squaredNorms[slots[i]]);
        }
        return (int) sum + values.touch(slots, from, count);
    }

    void write(FileOutput out) throws IOException {
        for (int slot = 0; slot < high; slot++) {
            out.put(states[slot]);
            out.put(ids[slot]);
            out.put(squaredNorms[slot]);
            long[] further = furtherIds(slot);
            out.put(further.length);
            out.put(further, 0, further.length);
        }
        out.endSection();
        out.align();
        RowReader row = new RowReader(this);
        for (int slot = 0; slot < high; slot++) {
            row.read(slot);
            out.put(row.array, row.offset, values.dimensions);
        }
        out.endSection();
    }

    /**
     * Fills new rows from a file.
     *
     * @param mapped whether values stay in the file
     */
    void read(FileInput in, int slotCount, int size, boolean mapped) throws IOException {
        for (int slot = 0; slot < slotCount; slot++) {
            reserve(slot + 1);
            byte state = in.getByte();
            // The round that was taking a row out begins anew.
            states[slot] = state == LEAVING ? DEAD : state;
            ids[slot] = in.getLong();
            squaredNorms[slot] = in.getDouble();
            long[] further = new long[in.getCount(Long.BYTES)];
            in.get(further, 0, further.length);
            share(slot, further);
        }
        in.endSection();
        in.align();
        values.read(in, slotCount, mapped);
        in.endSection();
        for (int slot = slotCount - 1; slot >= 0; slot--) {
            if (states[slot] == FREE) {
                release(slot);
            } else if (states[slot] != DEAD) {
                slots.put(ids[slot], slot);
                for (long id : furtherIds(slot)) {
                    slots.put(id, slot);
                }
            }
        }
        if (slots.size() != size) {
            throw in.damaged("it has " + slots.size() + " rows, and should have " + size);
        }
    }
}
