package io.github.jtidb.client.internal.ranking;

import io.github.jtidb.vector.DistanceMetric;

/** Brings the distances of every metric into the range from 0 to 1, where larger is nearer. Thread-safe. */
final class Closeness {

    private Closeness() {}

    /** The closeness of a distance: 1 for the nearest there can be, towards 0 for the farthest; 0 for NaN. */
    static double of(DistanceMetric metric, double distance) {
        if (Double.isNaN(distance)) {
            return 0;
        }
        return switch (metric) {
            case COSINE -> 1 - distance / 2;
            case L1, L2 -> 1 - 2 * Math.atan(distance) / Math.PI;
            case NEGATIVE_INNER_PRODUCT -> 0.5 - Math.atan(distance) / Math.PI;
        };
    }
}
