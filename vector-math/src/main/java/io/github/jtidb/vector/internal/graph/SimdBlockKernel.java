package io.github.jtidb.vector.internal.graph;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The block kernel on the Vector API: lanes are links, so nothing is added across lanes. Only {@link BlockKernel} may load
 * it. Immutable.
 */
final class SimdBlockKernel implements BlockKernel {

    private static final VectorSpecies<Integer> INTS =
            IntVector.SPECIES_PREFERRED.vectorBitSize() > 512 ? IntVector.SPECIES_512 : IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> FLOATS = INTS.withLanes(float.class);
    private static final int LANES = INTS.length();
    /** Absent on the JDK 17 that this is compiled for; a constant to the compiler all the same. */
    private static final VectorOperators.Unary BIT_COUNT = bitCount();

    SimdBlockKernel() {}

    private static VectorOperators.Unary bitCount() {
        try {
            return (VectorOperators.Unary)
                    VectorOperators.class.getField("BIT_COUNT").get(null);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    public long estimate(int[] block, int offset, int width, QueryCode query, float threshold, float[] scores) {
        long mask = 0;
        for (int lane = 0; lane < width; lane += 2 * LANES) {
            mask |= twice(block, offset + lane, width, query, threshold, scores, lane) << lane;
        }
        return mask;
    }

    private static long twice(
            int[] block, int offset, int width, QueryCode query, float threshold, float[] scores, int lane) {
        int[] planes = query.halves;
        IntVector zero = IntVector.zero(INTS);
        IntVector a0 = zero;
        IntVector a1 = zero;
        IntVector a2 = zero;
        IntVector a3 = zero;
        IntVector b0 = zero;
        IntVector b1 = zero;
        IntVector b2 = zero;
        IntVector b3 = zero;
        int at = offset + 3 * width;
        for (int i = 0; i < planes.length; i += 4) {
            IntVector a = IntVector.fromArray(INTS, block, at);
            IntVector b = IntVector.fromArray(INTS, block, at + LANES);
            IntVector plane0 = IntVector.broadcast(INTS, planes[i]);
            IntVector plane1 = IntVector.broadcast(INTS, planes[i + 1]);
            IntVector plane2 = IntVector.broadcast(INTS, planes[i + 2]);
            IntVector plane3 = IntVector.broadcast(INTS, planes[i + 3]);
            a0 = a0.add(a.lanewise(VectorOperators.XOR, plane0).lanewise(BIT_COUNT));
            b0 = b0.add(b.lanewise(VectorOperators.XOR, plane0).lanewise(BIT_COUNT));
            a1 = a1.add(a.lanewise(VectorOperators.XOR, plane1).lanewise(BIT_COUNT));
            b1 = b1.add(b.lanewise(VectorOperators.XOR, plane1).lanewise(BIT_COUNT));
            a2 = a2.add(a.lanewise(VectorOperators.XOR, plane2).lanewise(BIT_COUNT));
            b2 = b2.add(b.lanewise(VectorOperators.XOR, plane2).lanewise(BIT_COUNT));
            a3 = a3.add(a.lanewise(VectorOperators.XOR, plane3).lanewise(BIT_COUNT));
            b3 = b3.add(b.lanewise(VectorOperators.XOR, plane3).lanewise(BIT_COUNT));
            at += width;
        }
        IntVector a = a0.add(a1.lanewise(VectorOperators.LSHL, 1))
                .add(a2.add(a3.lanewise(VectorOperators.LSHL, 1)).lanewise(VectorOperators.LSHL, 2));
        IntVector b = b0.add(b1.lanewise(VectorOperators.LSHL, 1))
                .add(b2.add(b3.lanewise(VectorOperators.LSHL, 1)).lanewise(VectorOperators.LSHL, 2));
        return finish(a, block, offset + width, width, query, threshold, scores, lane)
                | finish(b, block, offset + width + LANES, width, query, threshold, scores, lane + LANES) << LANES;
    }

    private static long finish(
            IntVector differing,
            int[] block,
            int at,
            int width,
            QueryCode query,
            float threshold,
            float[] scores,
            int lane) {
        FloatVector summand =
                IntVector.fromArray(INTS, block, at).reinterpretAsFloats().add(query.base);
        FloatVector factor = IntVector.fromArray(INTS, block, at + width).reinterpretAsFloats();
        FloatVector inner = ((FloatVector) differing.convertShape(VectorOperators.I2F, FLOATS, 0))
                .mul(query.perBit)
                .add(query.constant);
        FloatVector score = factor.fma(inner, summand);
        score.intoArray(scores, lane);
        return score.compare(VectorOperators.GT, threshold).toLong();
    }
}
