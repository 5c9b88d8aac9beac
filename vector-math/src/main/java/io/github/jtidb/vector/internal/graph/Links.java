package io.github.jtidb.vector.internal.graph;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Lists of slots, one for each node: whom it is linked to, and where wanted their codes beside them.
 *
 * <p>A node is a block of ints: the slots, {@value #NONE} where there is none, and with codes the summands, the factors and
 * the words of the codes, each for all slots in turn, so that SIMD lanes are slots and a visit reads one run of memory.
 * Not thread-safe.
 */
final class Links extends SlotStore {

    /** In place of a slot: there is none. */
    static final int NONE = -1;

    /** How many ints a cache line has. */
    private static final int LINE = 16;

    /** How many links a node can have. */
    final int width;

    private final @Nullable Codes codes;
    private int[][] chunks = {};

    /**
     * No nodes yet.
     *
     * @param codes the codes to keep beside the slots, or null to keep none
     */
    Links(int width, @Nullable Codes codes, int chunkBits) {
        super(codes == null ? width : width * (3 + 2 * codes.words), chunkBits);
        this.width = width;
        this.codes = codes;
    }

    int[] chunk(int node) {
        return chunks[node >> chunkBits];
    }

    void reserve(int nodes) {
        int from = chunks.length;
        int count = chunks(nodes);
        if (count <= from) {
            return;
        }
        chunks = Arrays.copyOf(chunks, count);
        for (int i = from; i < count; i++) {
            int[] chunk = new int[stride << chunkBits];
            for (int block = 0; block < chunk.length; block += stride) {
                clear(chunk, block, 0);
            }
            chunks[i] = chunk;
        }
    }

    /** How many links a node has. */
    int count(int node) {
        int[] chunk = chunk(node);
        int offset = offset(node);
        int count = 0;
        while (count < width && chunk[offset + count] != NONE) {
            count++;
        }
        return count;
    }

    /** Copies the slots of a node out and returns how many there are. */
    int copy(int node, int[] target) {
        int count = count(node);
        System.arraycopy(chunk(node), offset(node), target, 0, count);
        return count;
    }

    void set(int node, int[] slots, int count) {
        int[] chunk = chunk(node);
        int offset = offset(node);
        for (int i = 0; i < count; i++) {
            // Most links of a list stay when one is added, and so do their codes.
            if (chunk[offset + i] != slots[i]) {
                put(node, i, slots[i]);
            }
        }
        clear(chunk, offset, count);
    }

    @Override
    int touch(int a, int b, int c, int d) {
        int[] chunkA = chunk(a);
        int[] chunkB = chunk(b);
        int[] chunkC = chunk(c);
        int[] chunkD = chunk(d);
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

    /** Sets one link; those before it must be set. */
    void put(int node, int lane, int slot) {
        int[] chunk = chunk(node);
        int offset = offset(node) + lane;
        chunk[offset] = slot;
        if (codes != null) {
            long[] code = codes.chunk(slot);
            int from = codes.offset(slot);
            long floats = code[from + codes.words];
            chunk[offset + width] = (int) (floats >>> 32);
            chunk[offset + 2 * width] = (int) floats;
            for (int i = 0; i < codes.words; i++) {
                chunk[offset + (3 + 2 * i) * width] = (int) code[from + i];
                chunk[offset + (4 + 2 * i) * width] = (int) (code[from + i] >>> 32);
            }
        }
    }

    /** Takes the links from a lane on away. */
    void cut(int node, int lane) {
        clear(chunk(node), offset(node), lane);
    }

    private void clear(int[] chunk, int offset, int from) {
        Arrays.fill(chunk, offset + from, offset + width, NONE);
        if (codes != null) {
            // An estimate of minus infinity enters no beam.
            Arrays.fill(
                    chunk, offset + width + from, offset + 2 * width, Float.floatToRawIntBits(Float.NEGATIVE_INFINITY));
            Arrays.fill(chunk, offset + 2 * width + from, offset + 3 * width, 0);
        }
    }
}
