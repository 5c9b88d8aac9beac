package io.github.jtidb.vector.internal.graph;

import io.github.jtidb.vector.internal.Distances;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Rows by slot with a byte for each value, and two floats: a quarter of the memory of the vectors is read to compare, and the
 * result is wrong in the third digit. What is rounded is what {@link Codec} makes of a row, relative to the mean and rotated, so
 * that no value stands out. Not thread-safe.
 */
final class ByteCodes extends SlotStore {

    private static final int TOP = 127;
    /** How many bytes a cache line has. */
    private static final int LINE = 64;

    private static final VarHandle FLOAT = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

    private final int length;
    private byte[][] chunks = {};

    ByteCodes(int length, int chunkBits) {
        // With the step that one is worth, and the summand.
        super(length + 2 * Float.BYTES, chunkBits);
        this.length = length;
    }

    void reserve(int slots) {
        int from = chunks.length;
        int count = chunks(slots);
        if (count > from) {
            chunks = Arrays.copyOf(chunks, count);
            for (int i = from; i < count; i++) {
                chunks[i] = new byte[stride << chunkBits];
            }
        }
    }

    /**
     * Codes a row.
     *
     * @param residual what the codec made of it
     * @param summand as in its 1-bit code
     */
    void set(int slot, float[] residual, float summand) {
        float step = round(residual, chunk(slot), offset(slot));
        FLOAT.set(chunk(slot), offset(slot) + length, step);
        FLOAT.set(chunk(slot), offset(slot) + length + Float.BYTES, summand);
    }

    /** Rounds values to multiples of a step, so that the largest is 127 of it, and returns the step. */
    static float round(float[] values, byte[] target, int offset) {
        float most = 0;
        for (float value : values) {
            most = Math.max(most, Math.abs(value));
        }
        float step = most / TOP;
        float perStep = step > 0 ? 1 / step : 0;
        for (int i = 0; i < values.length; i++) {
            // To the nearest: a positive number is cut off below.
            target[offset + i] = (byte) ((int) (values[i] * perStep + (TOP + 1.5f)) - (TOP + 1));
        }
        return step;
    }

    float step(int slot) {
        return (float) FLOAT.get(chunk(slot), offset(slot) + length);
    }

    float summand(int slot) {
        return (float) FLOAT.get(chunk(slot), offset(slot) + length + Float.BYTES);
    }

    /** The inner product with a rounded query. */
    float product(int slot, byte[] query, float step) {
        return step * step(slot) * Distances.dot(query, 0, chunk(slot), offset(slot), length);
    }

    /** The inner product of two rows. */
    float product(int a, int b) {
        return step(a) * step(b) * Distances.dot(chunk(a), offset(a), chunk(b), offset(b), length);
    }

    /** Whether two rows are rounded alike, as equal ones are. */
    boolean isSame(int a, int b) {
        return Arrays.equals(chunk(a), offset(a), offset(a) + stride, chunk(b), offset(b), offset(b) + stride);
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
        byte[] chunkA = chunk(a);
        byte[] chunkB = chunk(b);
        byte[] chunkC = chunk(c);
        byte[] chunkD = chunk(d);
        int atA = offset(a);
        int atB = offset(b);
        int atC = offset(c);
        int atD = offset(d);
        int end = stride - 1;
        int sum = chunkA[atA + end] + chunkB[atB + end] + chunkC[atC + end] + chunkD[atD + end];
        for (int i = 0; i < end; i += LINE) {
            sum += chunkA[atA + i] + chunkB[atB + i] + chunkC[atC + i] + chunkD[atD + i];
        }
        return sum;
    }

    private byte[] chunk(int slot) {
        return chunks[slot >> chunkBits];
    }
}
