package io.github.jtidb.vector.internal.graph;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of rows by slot. They stand in chunks, so that growing copies none of them: arrays, or parts of a file mapped to
 * memory, each of which becomes an array when one of its rows is written. Not thread-safe.
 */
final class Values extends SlotStore {

    private static final int CHUNK_FLOATS = 1 << 18;
    private static final int MAX_CHUNK_BITS = 9;
    /** How many floats a cache line has. */
    private static final int LINE = 16;

    final int dimensions;
    /** The chunks, null where they stand in the file. */
    private float[] @Nullable [] arrays = {};

    private FloatBuffer[] mapped = {};

    Values(int dimensions) {
        super(dimensions, chunkBits(dimensions));
        this.dimensions = dimensions;
    }

    private static int chunkBits(int dimensions) {
        int rows = Integer.highestOneBit(Math.max(1, CHUNK_FLOATS / dimensions));
        return Math.min(MAX_CHUNK_BITS, Integer.numberOfTrailingZeros(rows));
    }

    /** Makes room for so many slots. */
    void reserve(int count) {
        int chunks = chunks(count);
        int from = arrays.length;
        if (chunks > from) {
            arrays = Arrays.copyOf(arrays, chunks);
            for (int i = from; i < chunks; i++) {
                arrays[i] = new float[dimensions << chunkBits];
            }
        }
    }

    /** The array with the values of a slot, from {@link #offset} on, or null where they stand in a file. */
    float @Nullable [] array(int slot) {
        return arrays[slot >> chunkBits];
    }

    /** Copies the values of a slot out of the file, where they stand there. */
    void copy(int slot, float[] target) {
        mapped[slot >> chunkBits].get(offset(slot), target, 0, dimensions);
    }

    /** Copies values in. */
    void set(int slot, float[] vector) {
        System.arraycopy(vector, 0, written(slot), offset(slot), dimensions);
    }

    /**
     * Takes the values of so many slots from a file.
     *
     * @param stay whether they stay there
     */
    void read(FileInput in, int slots, boolean stay) throws IOException {
        if (stay) {
            mapped = in.map(slots, dimensions, 1 << chunkBits);
            arrays = new float[mapped.length][];
            return;
        }
        reserve(slots);
        for (int slot = 0; slot < slots; slot++) {
            in.get(written(slot), offset(slot), dimensions);
        }
    }

    @Override
    int touch(int a, int b, int c, int d) {
        float @Nullable [] chunkA = array(a);
        float @Nullable [] chunkB = array(b);
        float @Nullable [] chunkC = array(c);
        float @Nullable [] chunkD = array(d);
        if (chunkA == null || chunkB == null || chunkC == null || chunkD == null) {
            return touchFile(a) + touchFile(b) + touchFile(c) + touchFile(d);
        }
        int atA = offset(a);
        int atB = offset(b);
        int atC = offset(c);
        int atD = offset(d);
        int end = stride - 1;
        float sum = chunkA[atA + end] + chunkB[atB + end] + chunkC[atC + end] + chunkD[atD + end];
        for (int i = 0; i < end; i += LINE) {
            sum += chunkA[atA + i] + chunkB[atB + i] + chunkC[atC + i] + chunkD[atD + i];
        }
        return Float.floatToRawIntBits(sum);
    }

    private int touchFile(int slot) {
        float[] array = array(slot);
        FloatBuffer chunk = array == null ? mapped[slot >> chunkBits] : FloatBuffer.wrap(array);
        float sum = chunk.get(offset(slot) + dimensions - 1);
        for (int i = 0; i < dimensions; i += LINE) {
            sum += chunk.get(offset(slot) + i);
        }
        return Float.floatToRawIntBits(sum);
    }

    private float[] written(int slot) {
        int chunk = slot >> chunkBits;
        float[] array = arrays[chunk];
        if (array == null) {
            array = new float[dimensions << chunkBits];
            mapped[chunk].get(0, array, 0, mapped[chunk].limit());
            arrays[chunk] = array;
        }
        return array;
    }
}
