package io.github.jtidb.vector.internal.graph;

import java.util.Arrays;

/**
 * The 1-bit codes of rows by slot: the bits, and after them two floats in one long, the summand and the factor of the
 * estimate. Not thread-safe.
 */
final class Codes {

    /** How many longs a cache line has. */
    private static final int LINE = 8;

    /** So many longs can be read from where a code begins, or a multiple of it that covers the code. */
    static final int PADDING = 8;

    /** How many longs of bits a code has. */
    final int words;

    private final int stride;
    private final int chunkBits;
    private long[][] chunks = {};

    Codes(int words, int chunkBits) {
        this.words = words;
        stride = words + 1;
        this.chunkBits = chunkBits;
    }

    long[] chunk(int slot) {
        return chunks[slot >> chunkBits];
    }

    int offset(int slot) {
        return (slot & ((1 << chunkBits) - 1)) * stride;
    }

    void reserve(int slots) {
        int from = chunks.length;
        int count = ((slots - 1) >> chunkBits) + 1;
        if (count > from) {
            chunks = Arrays.copyOf(chunks, count);
            for (int i = from; i < count; i++) {
                chunks[i] = new long[(stride << chunkBits) + PADDING];
            }
        }
    }

    /** Reads from each cache line of a code: as {@link Links#touch}. */
    long touch(int slot) {
        long[] chunk = chunk(slot);
        int offset = offset(slot);
        long sum = chunk[offset + words];
        for (int i = 0; i < words; i += LINE) {
            sum += chunk[offset + i];
        }
        return sum;
    }

    /** How many longs a slot takes. */
    int stride() {
        return stride;
    }

    static long pack(float summand, float factor) {
        return Integer.toUnsignedLong(Float.floatToRawIntBits(summand)) << 32
                | Integer.toUnsignedLong(Float.floatToRawIntBits(factor));
    }

    static float summand(long packed) {
        return Float.intBitsToFloat((int) (packed >>> 32));
    }

    static float factor(long packed) {
        return Float.intBitsToFloat((int) packed);
    }
}
