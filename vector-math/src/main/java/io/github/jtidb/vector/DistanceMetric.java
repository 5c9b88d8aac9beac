package io.github.jtidb.vector;

import java.util.Arrays;
import java.util.Locale;

/** How far two vectors are apart: smaller is nearer. Immutable. */
public enum DistanceMetric {

    /** Manhattan distance, the sum of {@code |a[i] - b[i]|}: 0 and up. */
    L1,

    /** Euclidean distance, the root of the sum of {@code (a[i] - b[i])²}: 0 and up. */
    L2,

    /**
     * One minus the cosine of the angle, {@code 1 - a·b / (|a| |b|)}: 0 (same direction) to 2 (opposite). The lengths of the
     * vectors do not matter; where one has length zero there is no angle, and the distance is NaN.
     */
    COSINE,

    /**
     * The inner product with its sign turned, {@code -(a·b)}: any number. On vectors of length one it orders as
     * {@link #COSINE} does.
     */
    NEGATIVE_INNER_PRODUCT;

    /**
     * The metric of a name, in upper or lower case.
     *
     * @param name such as {@code cosine} or {@code L2}
     * @return the metric
     * @throws IllegalArgumentException if no metric has this name; the message lists them
     */
    public static DistanceMetric of(String name) {
        return Arrays.stream(values())
                .filter(metric -> metric.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Distance metric must be one of " + Arrays.toString(values()) + ", got '" + name + "'"));
    }

    /**
     * The distance turned into a score, where larger is better.
     *
     * @param distance a distance under this metric
     * @return under COSINE {@code 1 - distance} (1 to -1), under L1 and L2 {@code 1 / (1 + distance)} (1 to 0), under
     *     NEGATIVE_INNER_PRODUCT {@code -distance}; NaN for NaN
     */
    public double score(double distance) {
        return switch (this) {
            case L1, L2 -> 1 / (1 + distance);
            case COSINE -> 1 - distance;
            // Subtracted, since the minus sign would make a negative zero of a zero.
            case NEGATIVE_INNER_PRODUCT -> 0 - distance;
        };
    }
}
