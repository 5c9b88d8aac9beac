package io.github.jtidb.vector.internal.graph;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernel on the Vector API. For a node lanes are links, so nothing is added across lanes; for rows they are words. Only
 * {@link CodeKernel} may load it. Immutable.
 */
final class SimdCodeKernel implements CodeKernel {

    private static final VectorSpecies<Integer> INTS =
            IntVector.SPECIES_PREFERRED.vectorBitSize() > 512 ? IntVector.SPECIES_512 : IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> FLOATS = INTS.withLanes(float.class);
    private static final int LANES = INTS.length();
    private static final VectorSpecies<Long> LONGS = INTS.withLanes(long.class);
    private static final int WORDS = LONGS.length();
    /** The weighted bits of longer codes would not fit into 16 bits. */
    private static final int WORDS_TOGETHER = 0xffff / (15 * Long.SIZE);
    /** Absent on the JDK 17 that this is compiled for; a constant to the compiler all the same. */
    private static final VectorOperators.Unary BIT_COUNT = bitCount();

    SimdCodeKernel() {}

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

    @Override
    public void estimate(Codes codes, int[] slots, int from, int count, QueryCode query, float[] scores) {
        int done = 0;
        if (codes.words <= WORDS_TOGETHER) {
            for (; done <= count - 4; done += 4) {
                four(codes, slots, from + done, query, scores, done);
            }
        }
        for (; done < count; done++) {
            scores[done] = query.estimate(codes, slots[from + done]);
        }
    }

    /**
     * Four rows in the four quarters of each long, so that they are added across the lanes at once. Written out: a method that
     * returned a vector might be compiled by itself, and would then allocate an object for each.
     */
    private static void four(Codes codes, int[] slots, int from, QueryCode query, float[] scores, int to) {
        long[] planes = query.padded;
        int length = query.masks.length;
        LongVector all = LongVector.zero(LONGS);
        for (int row = 3; row >= 0; row--) {
            long[] code = codes.chunk(slots[from + row]);
            int offset = codes.offset(slots[from + row]);
            all = all.lanewise(VectorOperators.LSHL, 16);
            for (int i = 0; i < codes.words; i += WORDS) {
                // What follows the code differs from nothing.
                LongVector bits =
                        LongVector.fromArray(LONGS, code, offset + i).and(LongVector.fromArray(LONGS, query.masks, i));
                LongVector bits0 = bits.lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, planes, i));
                LongVector bits1 = bits.lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, planes, length + i));
                LongVector bits2 =
                        bits.lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, planes, 2 * length + i));
                LongVector bits3 =
                        bits.lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, planes, 3 * length + i));
                LongVector low =
                        bits0.lanewise(BIT_COUNT).add(bits1.lanewise(BIT_COUNT).lanewise(VectorOperators.LSHL, 1));
                LongVector high =
                        bits2.lanewise(BIT_COUNT).add(bits3.lanewise(BIT_COUNT).lanewise(VectorOperators.LSHL, 1));
                all = all.add(low).add(high.lanewise(VectorOperators.LSHL, 2));
            }
        }
        long differing = all.reduceLanes(VectorOperators.ADD);
        for (int row = 0; row < 4; row++) {
            long floats = codes.floats(slots[from + row]);
            scores[to + row] = query.estimate((int) (differing >>> 16 * row & 0xffff), floats);
        }
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
