package io.github.jtidb.vector.internal.graph;

import java.io.IOException;
import java.util.Arrays;

/**
 * The 1-bit codes of rows by slot: the bits, and after them two floats in one long, the summand and the factor of the
 * estimate. Not thread-safe.
 */
final class Codes extends SlotStore {

    /** How many longs a cache line has. */
    private static final int LINE = 8;

    /** So many longs can be read from where a code begins, or a multiple of it that covers the code. */
    static final int PADDING = 8;

    /** How many longs of bits a code has. */
    final int words;

    private long[][] chunks = {};

    Codes(int words, int chunkBits) {
        super(words + 1, chunkBits);
        this.words = words;
    }

    long[] chunk(int slot) {
        return chunks[slot >> chunkBits];
    }

    void reserve(int slots) {
        int from = chunks.length;
        int count = chunks(slots);
        if (count > from) {
            chunks = Arrays.copyOf(chunks, count);
            for (int i = from; i < count; i++) {
                chunks[i] = new long[(stride << chunkBits) + PADDING];
            }
        }
    }

    void write(FileOutput out, int slots) throws IOException {
        for (int slot = 0; slot < slots; slot++) {
            out.put(chunk(slot), offset(slot), stride);
        }
        out.endSection();
    }

    void read(FileInput in, int slots) throws IOException {
        reserve(slots);
        for (int slot = 0; slot < slots; slot++) {
            in.get(chunk(slot), offset(slot), stride);
        }
        in.endSection();
    }

    @Override
    int touch(int a, int b, int c, int d) {
        long[] chunkA = chunk(a);
        long[] chunkB = chunk(b);
        long[] chunkC = chunk(c);
        long[] chunkD = chunk(d);
        int atA = offset(a);
        int atB = offset(b);
        int atC = offset(c);
        int atD = offset(d);
        int end = stride - 1;
        long sum = chunkA[atA + end] + chunkB[atB + end] + chunkC[atC + end] + chunkD[atD + end];
        for (int i = 0; i < end; i += LINE) {
            sum += chunkA[atA + i] + chunkB[atB + i] + chunkC[atC + i] + chunkD[atD + i];
        }
        return (int) sum;
    }

    /** The two floats of a slot. */
    long floats(int slot) {
        return chunk(slot)[offset(slot) + words];
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
