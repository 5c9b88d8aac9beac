package io.github.jtidb.vector.internal.graph;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The transform on the Vector API. Only {@link Hadamard} may load it. Immutable.
 */
final class SimdHadamard extends Hadamard {

    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED.vectorBitSize() > 512
            ? FloatVector.SPECIES_512
            : FloatVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();

    /** The partners of the lanes where two halves of this many lanes are added and subtracted; the same if too many. */
    private static final VectorShuffle<Float> SWAP1 = swap(1);

    private static final VectorShuffle<Float> SWAP2 = swap(2);
    private static final VectorShuffle<Float> SWAP4 = swap(4);
    private static final VectorShuffle<Float> SWAP8 = swap(8);
    private static final FloatVector SIGNS1 = signs(1);
    private static final FloatVector SIGNS2 = signs(2);
    private static final FloatVector SIGNS4 = signs(4);
    private static final FloatVector SIGNS8 = signs(8);

    SimdHadamard() {}

    @Override
    void transform(float[] v, int from, int count) {
        for (int i = from; i < from + count; i += LANES) {
            FloatVector x = FloatVector.fromArray(FLOATS, v, i);
            x = x.fma(SIGNS1, x.rearrange(SWAP1));
            if (LANES > 2) {
                x = x.fma(SIGNS2, x.rearrange(SWAP2));
            }
            if (LANES > 4) {
                x = x.fma(SIGNS4, x.rearrange(SWAP4));
            }
            if (LANES > 8) {
                x = x.fma(SIGNS8, x.rearrange(SWAP8));
            }
            x.intoArray(v, i);
        }
        for (int half = LANES; half < count; half *= 2) {
            for (int i = from; i < from + count; i += 2 * half) {
                butterflies(v, i, half);
            }
        }
    }

    private static void butterflies(float[] v, int from, int half) {
        for (int j = from; j < from + half; j += LANES) {
            FloatVector a = FloatVector.fromArray(FLOATS, v, j);
            FloatVector b = FloatVector.fromArray(FLOATS, v, j + half);
            a.add(b).intoArray(v, j);
            a.sub(b).intoArray(v, j + half);
        }
    }

    private static VectorShuffle<Float> swap(int half) {
        return VectorShuffle.fromOp(FLOATS, lane -> (lane ^ half) % LANES);
    }

    private static FloatVector signs(int half) {
        float[] signs = new float[LANES];
        for (int lane = 0; lane < LANES; lane++) {
            signs[lane] = (lane & half) == 0 ? 1 : -1;
        }
        return FloatVector.fromArray(FLOATS, signs, 0);
    }
}
