package io.github.jtidb.jmh.contest;

/**
 * The rows a filtered search may find: so many of a thousand, spread evenly over all. Immutable.
 *
 * @param permille 1 to 1,000
 */
record Share(int permille) {

    static final Share ALL = new Share(1000);

    boolean isAll() {
        return permille == 1000;
    }

    boolean contains(long id) {
        return bucket(id) < permille;
    }

    /** A number from 0 to 999 that has nothing to do with what the row is. */
    static int bucket(long id) {
        long mixed = id * 0x9E3779B97F4A7C15L;
        return (int) ((mixed >>> 33) % 1000);
    }
}
