package io.github.jtidb.vector.internal.graph;

import io.github.jtidb.vector.internal.TopK;
import java.util.Arrays;

/**
 * Puts the rows that a walk found by their 1-bit codes in a better order, by {@link ByteCodes}, so that few vectors have to be
 * read. Not thread-safe.
 */
final class Refiner {

    /** Rows that come from memory at the same time. */
    private static final int ROWS = 8;
    /** How many usual errors are allowed for. */
    private static final float MARGIN = 3;

    private final ByteCodes bytes;
    private final Codec codec;
    private final QueryCode query;
    private final byte[] rounded;
    private final int[] popped = new int[ROWS];
    private int[] slots = new int[256];
    private float[] scores = new float[256];
    /** Keeps the compiler from leaving out reads whose values are not needed. */
    private int touched;

    Refiner(ByteCodes bytes, Codec codec, QueryCode query) {
        this.bytes = bytes;
        this.codec = codec;
        this.query = query;
        rounded = new byte[codec.length()];
    }

    /**
     * Puts the rows in another order.
     *
     * @param beam has been ranked; afterwards gives the rows that may be among the k best, the best first
     * @param margin by how much scores may be wrong until now
     * @return by how much they may be wrong now
     */
    float refine(Beam beam, int k, float margin) {
        float step = ByteCodes.round(query.values, rounded, 0);
        float largestStep = 0;
        TopK best = new TopK(k);
        int size = 0;
        while (true) {
            int count = beam.pop(popped, ROWS, (float) -best.farthest() - margin);
            if (count == 0) {
                break;
            }
            touched += bytes.touch(popped, 0, count);
            if (size + count > slots.length) {
                slots = Arrays.copyOf(slots, 2 * size);
                scores = Arrays.copyOf(scores, 2 * size);
            }
            for (int i = 0; i < count; i++) {
                int slot = popped[i];
                float score = query.base + bytes.summand(slot) + bytes.product(slot, rounded, step);
                best.offer(slot, -score);
                largestStep = Math.max(largestStep, bytes.step(slot));
                slots[size] = slot;
                scores[size++] = score;
            }
        }
        beam.fill(slots, scores, size);
        // Of a value rounded to a step, that divided by the root of 12 is off.
        return (float) (MARGIN * (step * codec.residual() + largestStep * query.norm) / Math.sqrt(12));
    }
}
