package io.github.jtidb.vector.internal;

/**
 * Comparisons of vectors with one bit a dimension, 64 to a {@code long}; bits beyond the last dimension must be 0.
 *
 * <p>There is no second version for SIMD: the CPU counts the bits of a {@code long} in one instruction, and the compiler puts
 * several side by side where it can. Thread-safe.
 */
public final class BitCounts {

    /** The bits of a value of a query in {@link #dot}. */
    public static final int QUERY_BITS = 4;

    private BitCounts() {}

    /** The Hamming distance: in how many bits two slices differ. */
    public static int hamming(long[] a, int aOffset, long[] b, int bOffset, int words) {
        int count = 0;
        for (int i = 0; i < words; i++) {
            count += Long.bitCount(a[aOffset + i] ^ b[bOffset + i]);
        }
        return count;
    }

    /**
     * The inner product of a query whose values are 0 to 15 with a vector of bits.
     *
     * @param planes the bits of the query's values, the lowest of all first: four times {@code words} words
     */
    public static int dot(long[] planes, long[] bits, int offset, int words) {
        int sum0 = 0;
        int sum1 = 0;
        int sum2 = 0;
        int sum3 = 0;
        for (int i = 0; i < words; i++) {
            long word = bits[offset + i];
            sum0 += Long.bitCount(planes[i] & word);
            sum1 += Long.bitCount(planes[words + i] & word);
            sum2 += Long.bitCount(planes[2 * words + i] & word);
            sum3 += Long.bitCount(planes[3 * words + i] & word);
        }
        return sum0 + 2 * sum1 + 4 * sum2 + 8 * sum3;
    }

    /** The planes of a query, for {@link #dot}: of values from 0 to 15. */
    public static long[] planes(byte[] values) {
        int words = (values.length + 63) / 64;
        long[] planes = new long[QUERY_BITS * words];
        for (int i = 0; i < values.length; i++) {
            for (int bit = 0; bit < QUERY_BITS; bit++) {
                planes[bit * words + i / 64] |= (values[i] >> bit & 1L) << i;
            }
        }
        return planes;
    }
}
