package io.github.jtidb.vector.internal;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
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

    private static final VectorSpecies<Integer> INTS = SPECIES.withLanes(int.class);
    private static final VectorSpecies<Short> SHORTS = SPECIES.withLanes(short.class);
    /** As many bytes as a vector has shorts. */
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(SPECIES.vectorBitSize() / 2));

    private static final int BYTE_LANES = BYTES.length();
    /** With this, the sum of two products of bytes is between 0 and 65,280. */
    private static final short BIAS = 32512;

    /** Three sums in one loop are more than the compiler of JDK 17 inlines; the versions between the two were not tried. */
    private static final boolean FUSED = Runtime.version().feature() >= 25;

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

    @Override
    public double cosine(float[] a, int aOffset, float[] b, int bOffset, int length) {
        return FUSED ? fusedCosine(a, aOffset, b, bOffset, length) : Double.NaN;
    }

    private static double fusedCosine(float[] a, int aOffset, float[] b, int bOffset, int length) {
        FloatVector dot0 = FloatVector.zero(SPECIES);
        FloatVector dot1 = dot0;
        FloatVector dot2 = dot0;
        FloatVector dot3 = dot0;
        FloatVector aSum0 = dot0;
        FloatVector aSum1 = dot0;
        FloatVector aSum2 = dot0;
        FloatVector aSum3 = dot0;
        FloatVector bSum0 = dot0;
        FloatVector bSum1 = dot0;
        FloatVector bSum2 = dot0;
        FloatVector bSum3 = dot0;
        int i = 0;
        for (; i <= length - STEP; i += STEP) {
            int p = aOffset + i;
            int q = bOffset + i;
            FloatVector x = load(a, p);
            FloatVector y = load(b, q);
            dot0 = x.fma(y, dot0);
            aSum0 = x.fma(x, aSum0);
            bSum0 = y.fma(y, bSum0);
            x = load(a, p + LANES);
            y = load(b, q + LANES);
            dot1 = x.fma(y, dot1);
            aSum1 = x.fma(x, aSum1);
            bSum1 = y.fma(y, bSum1);
            x = load(a, p + 2 * LANES);
            y = load(b, q + 2 * LANES);
            dot2 = x.fma(y, dot2);
            aSum2 = x.fma(x, aSum2);
            bSum2 = y.fma(y, bSum2);
            x = load(a, p + 3 * LANES);
            y = load(b, q + 3 * LANES);
            dot3 = x.fma(y, dot3);
            aSum3 = x.fma(x, aSum3);
            bSum3 = y.fma(y, bSum3);
        }
        for (; i <= length - LANES; i += LANES) {
            FloatVector x = load(a, aOffset + i);
            FloatVector y = load(b, bOffset + i);
            dot0 = x.fma(y, dot0);
            aSum0 = x.fma(x, aSum0);
            bSum0 = y.fma(y, bSum0);
        }
        float dot = total(dot0, dot1, dot2, dot3);
        float aSum = total(aSum0, aSum1, aSum2, aSum3);
        float bSum = total(bSum0, bSum1, bSum2, bSum3);
        for (; i < length; i++) {
            float x = a[aOffset + i];
            float y = b[bOffset + i];
            dot = Math.fma(x, y, dot);
            aSum = Math.fma(x, x, aSum);
            bSum = Math.fma(y, y, bSum);
        }
        return Kernels.trustedCosine(dot, aSum, bSum);
    }

    /** The lanes may be added in any order here, so the fastest will do. */
    @Override
    public void dotTile(
            float[] a, int aOffset, float[] b, int b0, int b1, int b2, int b3, int length, float[] products) {
        int a1 = aOffset + length;
        int a2 = a1 + length;
        int a3 = a2 + length;
        FloatVector sum00 = FloatVector.zero(SPECIES);
        FloatVector sum01 = sum00;
        FloatVector sum02 = sum00;
        FloatVector sum03 = sum00;
        FloatVector sum10 = sum00;
        FloatVector sum11 = sum00;
        FloatVector sum12 = sum00;
        FloatVector sum13 = sum00;
        FloatVector sum20 = sum00;
        FloatVector sum21 = sum00;
        FloatVector sum22 = sum00;
        FloatVector sum23 = sum00;
        FloatVector sum30 = sum00;
        FloatVector sum31 = sum00;
        FloatVector sum32 = sum00;
        FloatVector sum33 = sum00;
        int i = 0;
        for (; i <= length - LANES; i += LANES) {
            FloatVector x0 = load(a, aOffset + i);
            FloatVector x1 = load(a, a1 + i);
            FloatVector x2 = load(a, a2 + i);
            FloatVector x3 = load(a, a3 + i);
            FloatVector y = load(b, b0 + i);
            sum00 = x0.fma(y, sum00);
            sum10 = x1.fma(y, sum10);
            sum20 = x2.fma(y, sum20);
            sum30 = x3.fma(y, sum30);
            y = load(b, b1 + i);
            sum01 = x0.fma(y, sum01);
            sum11 = x1.fma(y, sum11);
            sum21 = x2.fma(y, sum21);
            sum31 = x3.fma(y, sum31);
            y = load(b, b2 + i);
            sum02 = x0.fma(y, sum02);
            sum12 = x1.fma(y, sum12);
            sum22 = x2.fma(y, sum22);
            sum32 = x3.fma(y, sum32);
            y = load(b, b3 + i);
            sum03 = x0.fma(y, sum03);
            sum13 = x1.fma(y, sum13);
            sum23 = x2.fma(y, sum23);
            sum33 = x3.fma(y, sum33);
        }
        products[0] = sum00.reduceLanes(VectorOperators.ADD);
        products[1] = sum01.reduceLanes(VectorOperators.ADD);
        products[2] = sum02.reduceLanes(VectorOperators.ADD);
        products[3] = sum03.reduceLanes(VectorOperators.ADD);
        products[4] = sum10.reduceLanes(VectorOperators.ADD);
        products[5] = sum11.reduceLanes(VectorOperators.ADD);
        products[6] = sum12.reduceLanes(VectorOperators.ADD);
        products[7] = sum13.reduceLanes(VectorOperators.ADD);
        products[8] = sum20.reduceLanes(VectorOperators.ADD);
        products[9] = sum21.reduceLanes(VectorOperators.ADD);
        products[10] = sum22.reduceLanes(VectorOperators.ADD);
        products[11] = sum23.reduceLanes(VectorOperators.ADD);
        products[12] = sum30.reduceLanes(VectorOperators.ADD);
        products[13] = sum31.reduceLanes(VectorOperators.ADD);
        products[14] = sum32.reduceLanes(VectorOperators.ADD);
        products[15] = sum33.reduceLanes(VectorOperators.ADD);
        for (; i < length; i++) {
            for (int slice = 0; slice < 4; slice++) {
                float x = a[aOffset + slice * length + i];
                products[4 * slice] += x * b[b0 + i];
                products[4 * slice + 1] += x * b[b1 + i];
                products[4 * slice + 2] += x * b[b2 + i];
                products[4 * slice + 3] += x * b[b3 + i];
            }
        }
    }

    @Override
    public void dots(float[] a, int aOffset, float[] b, int[] rows, int from, int to, int length, float[] products) {
        int half = (to - from + 1) / 2;
        for (int i = from; i < from + half; i++) {
            // Of an odd number, the one in the middle is paired with the last.
            int j = Math.min(i + half, to - 1);
            dotPair(a, aOffset, b, rows[i] * length, rows[j] * length, length, products, i, j);
        }
    }

    private static void dotPair(
            float[] a, int aOffset, float[] b, int b0, int b1, int length, float[] products, int i, int j) {
        FloatVector even0 = FloatVector.zero(SPECIES);
        FloatVector even1 = even0;
        FloatVector odd0 = even0;
        FloatVector odd1 = even0;
        int k = 0;
        for (; k <= length - 2 * LANES; k += 2 * LANES) {
            FloatVector even = load(a, aOffset + k);
            FloatVector odd = load(a, aOffset + k + LANES);
            even0 = load(b, b0 + k).fma(even, even0);
            odd0 = load(b, b0 + k + LANES).fma(odd, odd0);
            even1 = load(b, b1 + k).fma(even, even1);
            odd1 = load(b, b1 + k + LANES).fma(odd, odd1);
        }
        if (k <= length - LANES) {
            FloatVector even = load(a, aOffset + k);
            even0 = load(b, b0 + k).fma(even, even0);
            even1 = load(b, b1 + k).fma(even, even1);
            k += LANES;
        }
        float product0 = even0.add(odd0).reduceLanes(VectorOperators.ADD);
        float product1 = even1.add(odd1).reduceLanes(VectorOperators.ADD);
        if (k < length) {
            product0 += dotOfFew(a, aOffset + k, b, b0 + k, length - k);
            product1 += dotOfFew(a, aOffset + k, b, b1 + k, length - k);
        }
        products[i] = product0;
        products[j] = product1;
    }

    private static float dotOfFew(float[] a, int aOffset, float[] b, int bOffset, int length) {
        float sum = 0;
        for (int i = 0; i < length; i++) {
            sum = Math.fma(a[aOffset + i], b[bOffset + i], sum);
        }
        return sum;
    }

    @Override
    public int dot(byte[] a, int aOffset, byte[] b, int bOffset, int length) {
        IntVector all = IntVector.zero(INTS);
        IntVector upper = all;
        int i = 0;
        // A product of two bytes fits into a short, and with the bias two of them into one without a sign.
        for (; i <= length - 2 * BYTE_LANES; i += 2 * BYTE_LANES) {
            int p = aOffset + i;
            int q = bOffset + i;
            ShortVector product0 = shorts(a, p).mul(shorts(b, q));
            ShortVector product1 = shorts(a, p + BYTE_LANES).mul(shorts(b, q + BYTE_LANES));
            IntVector pairs = product0.add(product1.add(BIAS)).reinterpretAsInts();
            all = all.add(pairs);
            upper = upper.add(pairs.lanewise(VectorOperators.LSHR, Short.SIZE));
        }
        int sum = halves(all, upper) - i / 2 * BIAS;
        for (; i < length; i++) {
            sum += a[aOffset + i] * b[bOffset + i];
        }
        return sum;
    }

    @Override
    public int squaredL2(byte[] a, int aOffset, byte[] b, int bOffset, int length) {
        IntVector all = IntVector.zero(INTS);
        IntVector upper = all;
        int i = 0;
        for (; i <= length - BYTE_LANES; i += BYTE_LANES) {
            ShortVector difference = shorts(a, aOffset + i).sub(shorts(b, bOffset + i));
            // A square is up to 255 * 255, which fits into a short without a sign.
            IntVector pairs = difference.mul(difference).reinterpretAsInts();
            all = all.add(pairs);
            upper = upper.add(pairs.lanewise(VectorOperators.LSHR, Short.SIZE));
        }
        int sum = halves(all, upper);
        for (; i < length; i++) {
            int d = a[aOffset + i] - b[bOffset + i];
            sum += d * d;
        }
        return sum;
    }

    /**
     * The sum of all shorts without a sign from sums of the ints they stand in by twos, and of their upper halves. What overflows
     * on the way is gone in the end.
     */
    private static int halves(IntVector all, IntVector upper) {
        return all.sub(upper.lanewise(VectorOperators.LSHL, Short.SIZE))
                .add(upper)
                .reduceLanes(VectorOperators.ADD);
    }

    private static ShortVector shorts(byte[] array, int offset) {
        return (ShortVector) ByteVector.fromArray(BYTES, array, offset).convertShape(VectorOperators.B2S, SHORTS, 0);
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
