package io.github.jtidb.vector.internal;

/**
 * The sums that distances are made of, over slices of two arrays of floats or of bytes.
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
     * The cosine distance by one pass over both, or NaN where one of its three sums cannot be trusted, or where three passes
     * are faster. The three sums are those that {@link #dot} gives, bit by bit.
     */
    double cosine(float[] a, int aOffset, float[] b, int bOffset, int length);

    /**
     * The inner products of four slices of {@code a}, one behind the other, with four slices of {@code b}: three times as
     * fast as one after another, since each value that is read serves four. They are added in an order of their own, so they
     * differ from those of {@link #dot} in the last bits: good for leaving rows out, not for a distance. Each is within
     * {@code length * 2^-24} of the exact one, relative to the sum of the magnitudes of its terms.
     *
     * @param products takes the 16 products: that of slice {@code i} of {@code a} and slice {@code j} of {@code b} at
     *     {@code 4 * i + j}
     */
    void dotTile(float[] a, int aOffset, float[] b, int b0, int b1, int b2, int b3, int length, float[] products);

    /**
     * The inner products of one slice of {@code a} with the rows of {@code b} that a list names, written to where they are
     * named. They are as near to the exact ones as those of {@link #dotTile}, and differ from those of {@link #dot} likewise.
     *
     * <p>The list is worked off at two or four places in turn: memory is read faster so than at one place, where reading
     * ahead ends with every page.
     *
     * @param rows row numbers; row {@code r} begins at {@code r * length}
     * @param products takes the products of {@code rows[from]} to {@code rows[to - 1]}, at the same places
     */
    void dots(float[] a, int aOffset, float[] b, int[] rows, int from, int to, int length, float[] products);

    /** The sum of {@code a[i] * b[i]}, exact for up to 131,071 values. */
    int dot(byte[] a, int aOffset, byte[] b, int bOffset, int length);

    /** The sum of the squares of {@code a[i] - b[i]}, exact for up to 33,025 values. */
    int squaredL2(byte[] a, int aOffset, byte[] b, int bOffset, int length);

    /**
     * Whether a sum kept in float stands: it did not overflow, and it is so large that the products which fell below the
     * range of float, off by 2^-150 each, do not show in it.
     */
    static boolean isTrusted(double sum) {
        double magnitude = Math.abs(sum);
        return magnitude >= 0x1p-100 && magnitude <= Float.MAX_VALUE;
    }

    /** The cosine distance from its three sums, or NaN where one cannot be trusted. */
    static double trustedCosine(double dot, double aSquared, double bSquared) {
        return isTrusted(dot) && isTrusted(aSquared) && isTrusted(bSquared)
                ? Distances.cosineDistance(dot, aSquared, bSquared)
                : Double.NaN;
    }
}
