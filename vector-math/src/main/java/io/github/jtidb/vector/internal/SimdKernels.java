package io.github.jtidb.vector.internal;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Kernels on the Vector API, with the widest vectors that the CPU has, up to 512 bits.
 *
 * <p>Four accumulators keep the fused multiply-add units busy in spite of their latency; elements that do not fill a vector
 * are added one by one. This is the one class that touches {@code jdk.incubator.vector}: only {@link KernelSelector} may
 * load it. Immutable.
 */
final class SimdKernels implements Kernels {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED.vectorBitSize() > 512
            ? FloatVector.SPECIES_512
            : FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final VectorShuffle<Float> BY_8 = VectorShuffle.iota(SPECIES, 8, 1, true);
    private static final VectorShuffle<Float> BY_4 = VectorShuffle.iota(SPECIES, 4, 1, true);
    private static final VectorShuffle<Float> BY_2 = VectorShuffle.iota(SPECIES, 2, 1, true);
    private static final VectorShuffle<Float> BY_1 = VectorShuffle.iota(SPECIES, 1, 1, true);
    private static final int STEP = 4 * LANES;

    /**
     * The kernels, where vectors are wide enough to win and multiply-add is one instruction: true of 256 bits and more
     * (which on x86 means AVX2), and of 128 bits on 64-bit ARM.
     *
     * @throws UnsupportedOperationException where they are narrower
     */
    SimdKernels() {
        boolean wide = SPECIES.vectorBitSize() >= 256;
        boolean arm = SPECIES.vectorBitSize() == 128 && "aarch64".equals(System.getProperty("os.arch"));
        if (!wide && !arm) {
            throw new UnsupportedOperationException(
                    "this CPU has vectors of " + SPECIES.vectorBitSize() + " bits only");
        }
    }

    @Override
    public String toString() {
        return "SIMD, " + SPECIES.vectorBitSize() + "-bit vectors";
    }

    @Override
    public double dot(float[] a, int aOffset, float[] b, int bOffset, int length) {
        FloatVector sum0 = FloatVector.zero(SPECIES);
        FloatVector sum1 = sum0;
        FloatVector sum2 = sum0;
        FloatVector sum3 = sum0;
        int i = 0;
        for (; i <= length - STEP; i += STEP) {
            int p = aOffset + i;
            int q = bOffset + i;
            sum0 = load(a, p).fma(load(b, q), sum0);
            sum1 = load(a, p + LANES).fma(load(b, q + LANES), sum1);
            sum2 = load(a, p + 2 * LANES).fma(load(b, q + 2 * LANES), sum2);
            sum3 = load(a, p + 3 * LANES).fma(load(b, q + 3 * LANES), sum3);
        }
        for (; i <= length - LANES; i += LANES) {
            sum0 = load(a, aOffset + i).fma(load(b, bOffset + i), sum0);
        }
        float sum = total(sum0, sum1, sum2, sum3);
        for (; i < length; i++) {
            sum = Math.fma(a[aOffset + i], b[bOffset + i], sum);
        }
        return sum;
    }

    @Override
    public double squaredL2(float[] a, int aOffset, float[] b, int bOffset, int length) {
        FloatVector sum0 = FloatVector.zero(SPECIES);
        FloatVector sum1 = sum0;
        FloatVector sum2 = sum0;
        FloatVector sum3 = sum0;
        int i = 0;
        for (; i <= length - STEP; i += STEP) {
            int p = aOffset + i;
            int q = bOffset + i;
            FloatVector d0 = load(a, p).sub(load(b, q));
            FloatVector d1 = load(a, p + LANES).sub(load(b, q + LANES));
            FloatVector d2 = load(a, p + 2 * LANES).sub(load(b, q + 2 * LANES));
            FloatVector d3 = load(a, p + 3 * LANES).sub(load(b, q + 3 * LANES));
            sum0 = d0.fma(d0, sum0);
            sum1 = d1.fma(d1, sum1);
            sum2 = d2.fma(d2, sum2);
            sum3 = d3.fma(d3, sum3);
        }
        for (; i <= length - LANES; i += LANES) {
            FloatVector d = load(a, aOffset + i).sub(load(b, bOffset + i));
            sum0 = d.fma(d, sum0);
        }
        float sum = total(sum0, sum1, sum2, sum3);
        for (; i < length; i++) {
            float d = a[aOffset + i] - b[bOffset + i];
            sum = Math.fma(d, d, sum);
        }
        return sum;
    }

    @Override
    public double l1(float[] a, int aOffset, float[] b, int bOffset, int length) {
        FloatVector sum0 = FloatVector.zero(SPECIES);
        FloatVector sum1 = sum0;
        FloatVector sum2 = sum0;
        FloatVector sum3 = sum0;
        int i = 0;
        for (; i <= length - STEP; i += STEP) {
            int p = aOffset + i;
            int q = bOffset + i;
            sum0 = sum0.add(load(a, p).sub(load(b, q)).abs());
            sum1 = sum1.add(load(a, p + LANES).sub(load(b, q + LANES)).abs());
            sum2 = sum2.add(load(a, p + 2 * LANES).sub(load(b, q + 2 * LANES)).abs());
            sum3 = sum3.add(load(a, p + 3 * LANES).sub(load(b, q + 3 * LANES)).abs());
        }
        for (; i <= length - LANES; i += LANES) {
            sum0 = sum0.add(load(a, aOffset + i).sub(load(b, bOffset + i)).abs());
        }
        float sum = total(sum0, sum1, sum2, sum3);
        for (; i < length; i++) {
            sum += Math.abs(a[aOffset + i] - b[bOffset + i]);
        }
        return sum;
    }

    private static FloatVector load(float[] array, int offset) {
        return FloatVector.fromArray(SPECIES, array, offset);
    }

    /**
     * The sum of all lanes, always in one order. {@code reduceLanes} may take another order once it is compiled, and the
     * same two vectors would be at two distances.
     */
    private static float total(FloatVector sum0, FloatVector sum1, FloatVector sum2, FloatVector sum3) {
        FloatVector sum = sum0.add(sum1).add(sum2.add(sum3));
        if (LANES > 8) {
            sum = sum.add(sum.rearrange(BY_8));
        }
        if (LANES > 4) {
            sum = sum.add(sum.rearrange(BY_4));
        }
        sum = sum.add(sum.rearrange(BY_2));
        return sum.add(sum.rearrange(BY_1)).lane(0);
    }
}
