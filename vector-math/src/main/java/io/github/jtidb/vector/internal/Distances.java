package io.github.jtidb.vector.internal;

import io.github.jtidb.vector.DistanceMetric;

/**
 * Distances between slices of arrays, right over the whole range of float.
 *
 * <p>The selected kernels add in float, which is fast. Where their sum overflows, or is so small that terms may have been
 * lost, it is taken again in double. Arguments are not checked: the public types do that. Thread-safe.
 */
public final class Distances {

    private static final Kernels FAST = KernelSelector.kernels();

    private Distances() {}

    /** The distance under a metric. */
    public static double distance(DistanceMetric metric, float[] a, int aOffset, float[] b, int bOffset, int length) {
        return switch (metric) {
            case L1 -> l1(a, aOffset, b, bOffset, length);
            case L2 -> l2(a, aOffset, b, bOffset, length);
            case COSINE -> cosine(a, aOffset, b, bOffset, length);
            case NEGATIVE_INNER_PRODUCT -> negative(dot(a, aOffset, b, bOffset, length));
        };
    }

    /** The inner product. */
    public static double dot(float[] a, int aOffset, float[] b, int bOffset, int length) {
        double sum = FAST.dot(a, aOffset, b, bOffset, length);
        return Kernels.isTrusted(sum) ? sum : DoubleSums.dot(a, aOffset, b, bOffset, length);
    }

    /** The inner product of vectors of bytes; exact. */
    public static int dot(byte[] a, int aOffset, byte[] b, int bOffset, int length) {
        return FAST.dot(a, aOffset, b, bOffset, length);
    }

    /** The square of the Euclidean distance of vectors of bytes; exact. */
    public static int squaredL2(byte[] a, int aOffset, byte[] b, int bOffset, int length) {
        return FAST.squaredL2(a, aOffset, b, bOffset, length);
    }

    /** The inner products of four slices with four, as {@link Kernels#dotTile} gives them. */
    public static void dotTile(
            float[] a, int aOffset, float[] b, int b0, int b1, int b2, int b3, int length, float[] products) {
        FAST.dotTile(a, aOffset, b, b0, b1, b2, b3, length, products);
    }

    /** The inner products of a slice with listed rows, as {@link Kernels#dots} gives them. */
    static void dots(float[] a, int aOffset, float[] b, int[] rows, int from, int to, int length, float[] products) {
        FAST.dots(a, aOffset, b, rows, from, to, length, products);
    }

    /** The length of a vector, added in double whatever the values. */
    public static double norm(float[] vector) {
        return Math.sqrt(DoubleSums.dot(vector, 0, vector, 0, vector.length));
    }

    /** The cosine distance from the three inner products; NaN where a vector has length zero. */
    public static double cosineDistance(double dot, double aSquared, double bSquared) {
        // One root of the product: equal sums then give exactly 1. Other rounding can carry the cosine past 1; NaN
        // stays NaN.
        return Math.max(0, Math.min(2, 1 - dot / Math.sqrt(aSquared * bSquared)));
    }

    private static double l1(float[] a, int aOffset, float[] b, int bOffset, int length) {
        double sum = FAST.l1(a, aOffset, b, bOffset, length);
        return Kernels.isTrusted(sum) ? sum : DoubleSums.l1(a, aOffset, b, bOffset, length);
    }

    private static double l2(float[] a, int aOffset, float[] b, int bOffset, int length) {
        double sum = FAST.squaredL2(a, aOffset, b, bOffset, length);
        return Math.sqrt(Kernels.isTrusted(sum) ? sum : DoubleSums.squaredL2(a, aOffset, b, bOffset, length));
    }

    private static double cosine(float[] a, int aOffset, float[] b, int bOffset, int length) {
        double distance = FAST.cosine(a, aOffset, b, bOffset, length);
        return Double.isNaN(distance) ? cosineInThree(a, aOffset, b, bOffset, length) : distance;
    }

    /**
     * The three inner products are taken by one call in a loop: written out, the kernel is inlined three times, which is more
     * than the compiler bears, and it then allocates an object for each vector register.
     */
    private static double cosineInThree(float[] a, int aOffset, float[] b, int bOffset, int length) {
        double both = 0;
        double aSquared = 0;
        double bSquared = 0;
        for (int product = 0; product < 3; product++) {
            float[] x = product == 2 ? b : a;
            float[] y = product == 1 ? a : b;
            double sum = dot(x, product == 2 ? bOffset : aOffset, y, product == 1 ? aOffset : bOffset, length);
            switch (product) {
                case 0 -> both = sum;
                case 1 -> aSquared = sum;
                default -> bSquared = sum;
            }
        }
        return cosineDistance(both, aSquared, bSquared);
    }

    /** Zero minus the value, since the minus sign would make a negative zero of a zero. */
    private static double negative(double value) {
        return 0 - value;
    }
}
