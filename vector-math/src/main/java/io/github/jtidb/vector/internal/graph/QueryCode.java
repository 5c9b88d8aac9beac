package io.github.jtidb.vector.internal.graph;

import java.util.Arrays;

/**
 * The 4-bit code of a query, as four planes of bits. With d the number of bits in which a row differs from the planes,
 * weighted 1, 2, 4 and 8, the estimate is {@code base + summand + factor · (constant + perBit · d)}, the summand and factor
 * being the row's. Not thread-safe.
 */
final class QueryCode {

    /** The four planes' first longs, then their second ones, and so on. */
    final long[] planes;
    /** The same in ints, the lower half of a long first. */
    final int[] halves;
    /** The planes one after another, each padded with zeros to {@link Codes#PADDING} longs or a multiple. */
    final long[] padded;
    /** All bits where a plane of {@link #padded} has words, none where it is padded. */
    final long[] masks;
    /** The query in the space, relative to the mean and rotated. */
    final float[] values;

    double spaceFactor;
    /** The length of {@link #values} as a vector. */
    float norm;

    float base;
    float constant;
    float perBit;
    /** How far an estimate usually is from the truth. */
    float deviation;

    QueryCode(int words) {
        planes = new long[4 * words];
        halves = new int[8 * words];
        values = new float[64 * words];
        masks = new long[(words + Codes.PADDING - 1) / Codes.PADDING * Codes.PADDING];
        Arrays.fill(masks, 0, words, -1);
        padded = new long[4 * masks.length];
    }

    void set(int word, long bits0, long bits1, long bits2, long bits3) {
        set(word, 0, bits0);
        set(word, 1, bits1);
        set(word, 2, bits2);
        set(word, 3, bits3);
    }

    private void set(int word, int plane, long bits) {
        planes[4 * word + plane] = bits;
        padded[masks.length * plane + word] = bits;
        halves[8 * word + plane] = (int) bits;
        halves[8 * word + 4 + plane] = (int) (bits >>> 32);
    }

    /** The estimated score of one row. */
    float estimate(Codes codes, int slot) {
        long[] code = codes.chunk(slot);
        int offset = codes.offset(slot);
        int words = codes.words;
        int bits0 = 0;
        int bits1 = 0;
        int bits2 = 0;
        int bits3 = 0;
        for (int i = 0; i < words; i++) {
            long word = code[offset + i];
            bits0 += Long.bitCount(word ^ planes[4 * i]);
            bits1 += Long.bitCount(word ^ planes[4 * i + 1]);
            bits2 += Long.bitCount(word ^ planes[4 * i + 2]);
            bits3 += Long.bitCount(word ^ planes[4 * i + 3]);
        }
        int differing = bits0 + 2 * bits1 + 4 * bits2 + 8 * bits3;
        return estimate(differing, code[offset + words]);
    }

    /** The estimate from the weighted number of differing bits, and the summand and factor as a code has them. */
    float estimate(int differing, long floats) {
        return base + Codes.summand(floats) + Codes.factor(floats) * (constant + perBit * differing);
    }
}
