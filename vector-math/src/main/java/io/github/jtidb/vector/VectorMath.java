package io.github.jtidb.vector;

import io.github.jtidb.vector.internal.Distances;
import io.github.jtidb.vector.internal.KernelSelector;

/**
 * Distances and lengths of float vectors.
 *
 * <p>SIMD kernels run where Java is started with {@code --add-modules jdk.incubator.vector} on HotSpot, plain ones
 * elsewhere; {@link #describe} tells which. Both add in float, each always in its own order, so the same JVM gives the same
 * bits every time, and the two differ in the last ones. Each sum is within {@code (n / 4 + 32) · 2^-24} of its exact value,
 * relative to the sum of the magnitudes of its {@code n} terms, and a cosine is within twice that. Where a sum in float
 * would overflow or lose tiny terms it is taken again in double: every finite vector has its right distance, be its values
 * 1e30 or 1e-45.
 *
 * <p>Two vectors must have the same length. Empty ones are allowed: their sums are zero. NaN values give NaN, and infinite
 * ones what IEEE arithmetic makes of them. Every method takes O(length), and only {@link #normalize} allocates. Thread-safe.
 */
public final class VectorMath {

    private VectorMath() {}

    /**
     * The distance under a metric.
     *
     * @param metric what "near" means
     * @param a a vector
     * @param b a vector of the same length
     * @return as the metric defines it; smaller is nearer
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double distance(DistanceMetric metric, float[] a, float[] b) {
        checkSameLength(a, b);
        return Distances.distance(metric, a, 0, b, 0, a.length);
    }

    /**
     * The Manhattan distance, the sum of {@code |a[i] - b[i]|}.
     *
     * @param a a vector
     * @param b a vector of the same length
     * @return 0 or more; 0 if both are empty
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double l1Distance(float[] a, float[] b) {
        return distance(DistanceMetric.L1, a, b);
    }

    /**
     * The Euclidean distance, the root of the sum of {@code (a[i] - b[i])²}.
     *
     * @param a a vector
     * @param b a vector of the same length
     * @return 0 or more; 0 if both are empty
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double l2Distance(float[] a, float[] b) {
        return distance(DistanceMetric.L2, a, b);
    }

    /**
     * One minus the cosine of the angle between the vectors.
     *
     * @param a a vector
     * @param b a vector of the same length
     * @return 0 (same direction) to 2 (opposite), never outside; NaN if either is empty or all zeros, where TiDB gives NULL
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double cosineDistance(float[] a, float[] b) {
        return distance(DistanceMetric.COSINE, a, b);
    }

    /**
     * The inner product with its sign turned, so that smaller is nearer.
     *
     * @param a a vector
     * @param b a vector of the same length
     * @return any number, never negative zero; 0 if both are empty
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double negativeInnerProduct(float[] a, float[] b) {
        return distance(DistanceMetric.NEGATIVE_INNER_PRODUCT, a, b);
    }

    /**
     * The inner product, the sum of {@code a[i] · b[i]}.
     *
     * @param a a vector
     * @param b a vector of the same length
     * @return any number; 0 if both are empty
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double dot(float[] a, float[] b) {
        checkSameLength(a, b);
        return Distances.dot(a, 0, b, 0, a.length);
    }

    /**
     * The length of a vector, the root of the sum of its squares, added in double.
     *
     * @param vector a vector
     * @return 0 or more; 0 if it is empty
     */
    public static double norm(float[] vector) {
        return Distances.norm(vector);
    }

    /**
     * The vector scaled to length one, each value rounded once.
     *
     * @param vector finite values; not changed
     * @return a new array; all zeros where the input is all zeros, empty where it is empty
     */
    public static float[] normalize(float[] vector) {
        float[] unit = vector.clone();
        double norm = norm(vector);
        if (norm > 0) {
            for (int i = 0; i < unit.length; i++) {
                unit[i] = (float) (unit[i] / norm);
            }
        }
        return unit;
    }

    /**
     * Which kernels run in this JVM, and if they are not the SIMD ones, why and what to do.
     *
     * @return one line for a log, beginning with {@code SIMD} or {@code scalar}
     */
    public static String describe() {
        return KernelSelector.description();
    }

    private static void checkSameLength(float[] a, float[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(
                    "Vectors must have the same length, got " + a.length + " and " + b.length);
        }
    }
}
