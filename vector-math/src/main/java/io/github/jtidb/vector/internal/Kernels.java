package io.github.jtidb.vector.internal;

/**
 * The sums that distances are made of, over slices of two arrays.
 *
 * <p>Sums kept in float may overflow, or lose terms too small for a float; {@link #isTrusted} tells. Nothing is checked
 * here but what the array accesses check. Implementations hold no state. Thread-safe.
 */
interface Kernels {

    /** The sum of {@code a[i] * b[i]}. */
    double dot(float[] a, int aOffset, float[] b, int bOffset, int length);

    /** The sum of the squares of {@code a[i] - b[i]}. */
    double squaredL2(float[] a, int aOffset, float[] b, int bOffset, int length);

    /** The sum of the magnitudes of {@code a[i] - b[i]}. */
    double l1(float[] a, int aOffset, float[] b, int bOffset, int length);

    /**
     * Whether a sum kept in float stands: it did not overflow, and it is so large that the products which fell below the
     * range of float, off by 2^-150 each, do not show in it.
     */
    static boolean isTrusted(double sum) {
        double magnitude = Math.abs(sum);
        return magnitude >= 0x1p-100 && magnitude <= Float.MAX_VALUE;
    }
}
