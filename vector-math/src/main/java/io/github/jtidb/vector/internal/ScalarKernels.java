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
        int i = 0;
        for (; i <= length - 4; i += 4) {
            int p = aOffset + i;
            int q = bOffset + i;
            sum0 += a[p] * b[q];
            sum1 += a[p + 1] * b[q + 1];
            sum2 += a[p + 2] * b[q + 2];
            sum3 += a[p + 3] * b[q + 3];
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
        int i = 0;
        for (; i <= length - 4; i += 4) {
            int p = aOffset + i;
            int q = bOffset + i;
            float d0 = a[p] - b[q];
            float d1 = a[p + 1] - b[q + 1];
            float d2 = a[p + 2] - b[q + 2];
            float d3 = a[p + 3] - b[q + 3];
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
        int i = 0;
        for (; i <= length - 4; i += 4) {
            int p = aOffset + i;
            int q = bOffset + i;
            sum0 += Math.abs(a[p] - b[q]);
            sum1 += Math.abs(a[p + 1] - b[q + 1]);
            sum2 += Math.abs(a[p + 2] - b[q + 2]);
            sum3 += Math.abs(a[p + 3] - b[q + 3]);
        }
        for (; i < length; i++) {
            sum0 += Math.abs(a[aOffset + i] - b[bOffset + i]);
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }
}
