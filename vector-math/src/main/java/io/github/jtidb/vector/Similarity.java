package io.github.jtidb.vector;

import java.util.List;
import java.util.Objects;

/**
 * How alike vectors are: cosines, where larger is more alike. {@link VectorMath} has distances, where smaller is. Lengths do not
 * matter, only directions. Thread-safe.
 */
public final class Similarity {

    private Similarity() {}

    /**
     * The cosine of the angle between two vectors.
     *
     * @param a a vector
     * @param b a vector of the same length
     * @return 1 (same direction) to -1 (opposite), never outside, within the rounding that {@link VectorMath} states; NaN if
     *     either is empty or all zeros, as there is no angle then, or holds NaN
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double cosine(float[] a, float[] b) {
        return DistanceMetric.COSINE.score(VectorMath.cosineDistance(a, b));
    }

    /**
     * The cosines of all pairs of a query and a document, such as those of five questions with five answers. It takes
     * O(queries · documents · length), on the calling thread; to find the nearest of many documents, an {@link ExactIndex} is
     * faster.
     *
     * @param queries any vectors; may be empty
     * @param documents vectors of the same length; may be empty
     * @return a new array with a row for each query, in order, and in each row a value for each document, in order, as {@link
     *     #cosine} gives it, rounded to float
     * @throws IllegalArgumentException if lengths differ; the message tells where
     * @throws NullPointerException if a vector is null; the message tells where
     */
    public static float[][] matrix(List<float[]> queries, List<float[]> documents) {
        float[][] rows = checked("queries", queries);
        float[][] columns = checked("documents", documents);
        if (rows.length > 0 && columns.length > 0) {
            checkLength("documents[0]", columns[0], "queries[0]", rows[0]);
        }
        float[][] cosines = new float[rows.length][columns.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                cosines[i][j] = (float) cosine(rows[i], columns[j]);
            }
        }
        return cosines;
    }

    private static float[][] checked(String name, List<float[]> vectors) {
        float[][] copy = vectors.toArray(new float[0][]);
        for (int i = 0; i < copy.length; i++) {
            String here = name + "[" + i + "]";
            Objects.requireNonNull(copy[i], here + " is null");
            checkLength(here, copy[i], name + "[0]", copy[0]);
        }
        return copy;
    }

    private static void checkLength(String name, float[] vector, String otherName, float[] other) {
        if (vector.length != other.length) {
            throw new IllegalArgumentException("Vectors must have the same length, got " + other.length + " in "
                    + otherName + " and " + vector.length + " in " + name);
        }
    }
}
