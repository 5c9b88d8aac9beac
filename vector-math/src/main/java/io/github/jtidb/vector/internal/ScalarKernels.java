package io.github.jtidb.vector.internal;

/**
 * Kernels in plain Java, for JVMs without the Vector API.
 *
 * <p>The JIT may not reorder float additions, so one accumulator would wait for each addition. Four independent ones hide
 * that wait, and then the two loads of each step are the limit. Immutable.
 */
final class ScalarKernels implements Kernels {

    @Override
    public double dot(float[] a, int aOffset, float[] b, int bOffset, int length) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        int end = length & -4;
        int i = 0;
        for (; i < end; i += 4) {
            sum0 += a[aOffset + i] * b[bOffset + i];
            sum1 += a[aOffset + i + 1] * b[bOffset + i + 1];
            sum2 += a[aOffset + i + 2] * b[bOffset + i + 2];
            sum3 += a[aOffset + i + 3] * b[bOffset + i + 3];
        }
        for (; i < length; i++) {
            sum0 += a[aOffset + i] * b[bOffset + i];
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }

    @Override
    public double squaredL2(float[] a, int aOffset, float[] b, int bOffset, int length) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        int end = length & -4;
        int i = 0;
        for (; i < end; i += 4) {
            float d0 = a[aOffset + i] - b[bOffset + i];
            float d1 = a[aOffset + i + 1] - b[bOffset + i + 1];
            float d2 = a[aOffset + i + 2] - b[bOffset + i + 2];
            float d3 = a[aOffset + i + 3] - b[bOffset + i + 3];
            sum0 += d0 * d0;
            sum1 += d1 * d1;
            sum2 += d2 * d2;
            sum3 += d3 * d3;
        }
        for (; i < length; i++) {
            float d = a[aOffset + i] - b[bOffset + i];
            sum0 += d * d;
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }

    @Override
    public double l1(float[] a, int aOffset, float[] b, int bOffset, int length) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        int end = length & -4;
        int i = 0;
        for (; i < end; i += 4) {
            sum0 += Math.abs(a[aOffset + i] - b[bOffset + i]);
            sum1 += Math.abs(a[aOffset + i + 1] - b[bOffset + i + 1]);
            sum2 += Math.abs(a[aOffset + i + 2] - b[bOffset + i + 2]);
            sum3 += Math.abs(a[aOffset + i + 3] - b[bOffset + i + 3]);
        }
        for (; i < length; i++) {
            sum0 += Math.abs(a[aOffset + i] - b[bOffset + i]);
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }

    @Override
    public double cosine(float[] a, int aOffset, float[] b, int bOffset, int length) {
        float dot0 = 0;
        float dot1 = 0;
        float dot2 = 0;
        float dot3 = 0;
        float aSum0 = 0;
        float aSum1 = 0;
        float aSum2 = 0;
        float aSum3 = 0;
        float bSum0 = 0;
        float bSum1 = 0;
        float bSum2 = 0;
        float bSum3 = 0;
        int end = length & -4;
        int i = 0;
        for (; i < end; i += 4) {
            float x = a[aOffset + i];
            float y = b[bOffset + i];
            dot0 += x * y;
            aSum0 += x * x;
            bSum0 += y * y;
            x = a[aOffset + i + 1];
            y = b[bOffset + i + 1];
            dot1 += x * y;
            aSum1 += x * x;
            bSum1 += y * y;
            x = a[aOffset + i + 2];
            y = b[bOffset + i + 2];
            dot2 += x * y;
            aSum2 += x * x;
            bSum2 += y * y;
            x = a[aOffset + i + 3];
            y = b[bOffset + i + 3];
            dot3 += x * y;
            aSum3 += x * x;
            bSum3 += y * y;
        }
        for (; i < length; i++) {
            float x = a[aOffset + i];
            float y = b[bOffset + i];
            dot0 += x * y;
            aSum0 += x * x;
            bSum0 += y * y;
        }
        return Kernels.trustedCosine(
                (dot0 + dot1) + (dot2 + dot3), (aSum0 + aSum1) + (aSum2 + aSum3), (bSum0 + bSum1) + (bSum2 + bSum3));
    }

    /** Two slices of a at a time: sixteen sums and the values they are made of are more than some CPUs have registers. */
    @Override
    public void dotTile(
            float[] a, int aOffset, float[] b, int b0, int b1, int b2, int b3, int length, float[] products) {
        for (int slice = 0; slice < 4; slice += 2) {
            int a0 = aOffset + slice * length;
            int a1 = a0 + length;
            float sum0 = 0;
            float sum1 = 0;
            float sum2 = 0;
            float sum3 = 0;
            float sum4 = 0;
            float sum5 = 0;
            float sum6 = 0;
            float sum7 = 0;
            for (int i = 0; i < length; i++) {
                float x = a[a0 + i];
                float y = a[a1 + i];
                float z = b[b0 + i];
                sum0 += x * z;
                sum4 += y * z;
                z = b[b1 + i];
                sum1 += x * z;
                sum5 += y * z;
                z = b[b2 + i];
                sum2 += x * z;
                sum6 += y * z;
                z = b[b3 + i];
                sum3 += x * z;
                sum7 += y * z;
            }
            products[4 * slice] = sum0;
            products[4 * slice + 1] = sum1;
            products[4 * slice + 2] = sum2;
            products[4 * slice + 3] = sum3;
            products[4 * slice + 4] = sum4;
            products[4 * slice + 5] = sum5;
            products[4 * slice + 6] = sum6;
            products[4 * slice + 7] = sum7;
        }
    }

    @Override
    public void dots(float[] a, int aOffset, float[] b, int[] rows, int from, int to, int length, float[] products) {
        int quarter = (to - from + 3) / 4;
        for (int i = from; i < from + quarter; i++) {
            // Of a number that is no multiple of four, the last is taken more than once.
            int i1 = Math.min(i + quarter, to - 1);
            int i2 = Math.min(i + 2 * quarter, to - 1);
            int i3 = Math.min(i + 3 * quarter, to - 1);
            int b0 = rows[i] * length;
            int b1 = rows[i1] * length;
            int b2 = rows[i2] * length;
            int b3 = rows[i3] * length;
            dotFour(a, aOffset, b, b0, b1, b2, b3, length, products, i, i1, i2, i3);
        }
    }

    /** Each value of a that is read serves four: two loads a product, as in {@link #dot}, are what limits that one. */
    private static void dotFour(
            float[] a,
            int aOffset,
            float[] b,
            int b0,
            int b1,
            int b2,
            int b3,
            int length,
            float[] products,
            int i0,
            int i1,
            int i2,
            int i3) {
        float even0 = 0;
        float even1 = 0;
        float even2 = 0;
        float even3 = 0;
        float odd0 = 0;
        float odd1 = 0;
        float odd2 = 0;
        float odd3 = 0;
        int k = 0;
        for (; k < (length & -2); k += 2) {
            float even = a[aOffset + k];
            float odd = a[aOffset + k + 1];
            even0 += even * b[b0 + k];
            odd0 += odd * b[b0 + k + 1];
            even1 += even * b[b1 + k];
            odd1 += odd * b[b1 + k + 1];
            even2 += even * b[b2 + k];
            odd2 += odd * b[b2 + k + 1];
            even3 += even * b[b3 + k];
            odd3 += odd * b[b3 + k + 1];
        }
        if (k < length) {
            float last = a[aOffset + k];
            even0 += last * b[b0 + k];
            even1 += last * b[b1 + k];
            even2 += last * b[b2 + k];
            even3 += last * b[b3 + k];
        }
        products[i0] = even0 + odd0;
        products[i1] = even1 + odd1;
        products[i2] = even2 + odd2;
        products[i3] = even3 + odd3;
    }

    @Override
    public int dot(byte[] a, int aOffset, byte[] b, int bOffset, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += a[aOffset + i] * b[bOffset + i];
        }
        return sum;
    }

    @Override
    public int squaredL2(byte[] a, int aOffset, byte[] b, int bOffset, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            int d = a[aOffset + i] - b[bOffset + i];
            sum += d * d;
        }
        return sum;
    }
}
