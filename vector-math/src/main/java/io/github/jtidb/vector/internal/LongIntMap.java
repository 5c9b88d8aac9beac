package io.github.jtidb.vector.internal;

import java.util.Arrays;

/**
 * A map from longs to ints of 0 or more, in about 20 bytes an entry where {@code HashMap} takes 80: the ids of an index would
 * take more memory than the codes of its rows. Open addressing with linear probing. Not thread-safe.
 */
public final class LongIntMap {

    /** In place of a value: there is none. */
    public static final int ABSENT = -1;

    private static final int MIN_ROOM = 16;

    private long[] keys = new long[MIN_ROOM];
    private int[] values = absent(MIN_ROOM);
    private int size;

    /** How many keys there are. */
    public int size() {
        return size;
    }

    /** Whether there is a key. */
    public boolean contains(long key) {
        return get(key) != ABSENT;
    }

    /** The value of a key, or {@link #ABSENT}. */
    public int get(long key) {
        return values[find(key)];
    }

    /** Sets the value of a key. */
    public void put(long key, int value) {
        int at = find(key);
        if (values[at] == ABSENT) {
            size++;
            keys[at] = key;
        }
        values[at] = value;
        if (size > keys.length / 4 * 3) {
            grow();
        }
    }

    /** Takes a key out and returns its value, or {@link #ABSENT} if it was not there. */
    public int remove(long key) {
        int hole = find(key);
        int value = values[hole];
        if (value == ABSENT) {
            return ABSENT;
        }
        size--;
        // What would not be found past the hole moves into it, and leaves the next hole.
        int mask = keys.length - 1;
        for (int at = (hole + 1) & mask; values[at] != ABSENT; at = (at + 1) & mask) {
            if (((at - home(keys[at])) & mask) >= ((at - hole) & mask)) {
                keys[hole] = keys[at];
                values[hole] = values[at];
                hole = at;
            }
        }
        values[hole] = ABSENT;
        return value;
    }

    /** Where a key stands, or would. */
    private int find(long key) {
        int mask = keys.length - 1;
        int at = home(key);
        while (values[at] != ABSENT && keys[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private int home(long key) {
        long mixed = (key ^ key >>> 32) * 0x9E3779B97F4A7C15L;
        return (int) (mixed ^ mixed >>> 32) & (keys.length - 1);
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[2 * oldKeys.length];
        values = absent(keys.length);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != ABSENT) {
                int at = find(oldKeys[i]);
                keys[at] = oldKeys[i];
                values[at] = oldValues[i];
            }
        }
    }

    private static int[] absent(int room) {
        int[] values = new int[room];
        Arrays.fill(values, ABSENT);
        return values;
    }
}
