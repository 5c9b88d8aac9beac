package io.github.jtidb.client.internal.embedded;

import io.github.jtidb.vector.DistanceMetric;
import io.github.jtidb.vector.VectorMath;
import io.github.jtidb.vector.VectorText;
import org.h2.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * TiDB's distance functions for the embedded database, called by H2. An argument is a stored vector or a vector's text; NULL
 * gives NULL, and so does a distance that is not a number, as on TiDB. Thread-safe.
 */
public final class VectorFunctions {

    private VectorFunctions() {}

    /** {@code VEC_L1_DISTANCE}. */
    public static @Nullable Double l1Distance(Value a, Value b) {
        return distance(DistanceMetric.L1, a, b);
    }

    /** {@code VEC_L2_DISTANCE}. */
    public static @Nullable Double l2Distance(Value a, Value b) {
        return distance(DistanceMetric.L2, a, b);
    }

    /** {@code VEC_COSINE_DISTANCE}. */
    public static @Nullable Double cosineDistance(Value a, Value b) {
        return distance(DistanceMetric.COSINE, a, b);
    }

    /** {@code VEC_NEGATIVE_INNER_PRODUCT}. */
    public static @Nullable Double negativeInnerProduct(Value a, Value b) {
        return distance(DistanceMetric.NEGATIVE_INNER_PRODUCT, a, b);
    }

    private static @Nullable Double distance(DistanceMetric metric, Value a, Value b) {
        if (isNull(a) || isNull(b)) {
            return null;
        }
        double distance = VectorMath.distance(metric, vector(a), vector(b));
        return Double.isNaN(distance) ? null : distance;
    }

    private static boolean isNull(Value value) {
        return value.getValueType() == Value.NULL;
    }

    private static float[] vector(Value value) {
        return switch (value.getValueType()) {
            case Value.CHAR, Value.VARCHAR, Value.VARCHAR_IGNORECASE, Value.CLOB -> VectorText.parse(value.getString());
            default -> VectorBytes.decode(value.getBytesNoCopy());
        };
    }
}
