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

    /** {@code VEC_DIMS}. */
    public static @Nullable Integer dims(Value vector) {
        return isNull(vector) ? null : vector(vector).length;
    }

    /** {@code VEC_L2_NORM}. */
    public static @Nullable Double l2Norm(Value vector) {
        return isNull(vector) ? null : VectorMath.norm(vector(vector));
    }

    /** {@code VEC_FROM_TEXT}. */
    public static byte @Nullable [] fromText(@Nullable String text) {
        return text == null ? null : VectorBytes.encode(VectorText.parse(text));
    }

    /** {@code VEC_AS_TEXT}. */
    public static @Nullable String asText(Value vector) {
        return isNull(vector) ? null : VectorText.format(vector(vector));
    }

    private static @Nullable Double distance(DistanceMetric metric, Value a, Value b) {
        if (isNull(a) || isNull(b)) {
            return null;
        }
        return distance(metric, vector(a), vector(b));
    }

    static @Nullable Double distance(DistanceMetric metric, float[] a, float[] b) {
        double distance = VectorMath.distance(metric, a, b);
        return Double.isNaN(distance) ? null : distance;
    }

    static boolean isNull(Value value) {
        return value.getValueType() == Value.NULL;
    }

    static float[] vector(Value value) {
        return switch (value.getValueType()) {
            case Value.CHAR, Value.VARCHAR, Value.VARCHAR_IGNORECASE, Value.CLOB -> VectorText.parse(value.getString());
            default -> VectorBytes.decode(value.getBytesNoCopy());
        };
    }
}
