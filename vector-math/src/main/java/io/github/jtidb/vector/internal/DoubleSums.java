package io.github.jtidb.vector.internal;

/**
 * The sums of {@link Kernels}, added in double: slower, but right for every finite float.
 *
 * <p>The product of two floats is exact in double, and no sum of them can overflow. Thread-safe.
 */
final class DoubleSums {

    private DoubleSums() {}

    static double dot(float[] a, int aOffset, float[] b, int bOffset, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (double) a[aOffset + i] * b[bOffset + i];
        }
        return sum;
    }

    static double squaredL2(float[] a, int aOffset, float[] b, int bOffset, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            double d = (double) a[aOffset + i] - b[bOffset + i];
            sum += d * d;
        }
        return sum;
    }

    static double l1(float[] a, int aOffset, float[] b, int bOffset, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += Math.abs((double) a[aOffset + i] - b[bOffset + i]);
        }
        return sum;
    }
}
