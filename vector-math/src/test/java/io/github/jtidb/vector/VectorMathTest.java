package io.github.jtidb.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VectorMathTest {

    private static final float[] A = {1, 2, 3};
    private static final float[] B = {4, -5, 6};
    private static final float[] EMPTY = {};

    @Test
    void distances_ofKnownVectors() {
        assertThat(VectorMath.l1Distance(A, B)).isEqualTo(13);
        assertThat(VectorMath.l2Distance(A, B)).isEqualTo(Math.sqrt(67));
        assertThat(VectorMath.dot(A, B)).isEqualTo(12);
        assertThat(VectorMath.negativeInnerProduct(A, B)).isEqualTo(-12);
        assertThat(VectorMath.cosineDistance(A, B)).isEqualTo(1 - 12 / Math.sqrt(14 * 77));
        assertThat(VectorMath.norm(A)).isEqualTo(Math.sqrt(14));
    }

    @Test
    void distance_perMetric() {
        assertThat(VectorMath.distance(DistanceMetric.L1, A, B)).isEqualTo(VectorMath.l1Distance(A, B));
        assertThat(VectorMath.distance(DistanceMetric.L2, A, B)).isEqualTo(VectorMath.l2Distance(A, B));
        assertThat(VectorMath.distance(DistanceMetric.COSINE, A, B)).isEqualTo(VectorMath.cosineDistance(A, B));
        assertThat(VectorMath.distance(DistanceMetric.NEGATIVE_INNER_PRODUCT, A, B))
                .isEqualTo(VectorMath.negativeInnerProduct(A, B));
    }

    @ParameterizedTest
    @EnumSource
    void distance_differentLengths(DistanceMetric metric) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VectorMath.distance(metric, A, new float[2]))
                .withMessage("Vectors must have the same length, got 3 and 2");
    }

    @Test
    void dot_differentLengths() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VectorMath.dot(EMPTY, A))
                .withMessage("Vectors must have the same length, got 0 and 3");
    }

    @Test
    void distances_ofEmptyVectors() {
        assertThat(VectorMath.l1Distance(EMPTY, EMPTY)).isZero();
        assertThat(VectorMath.l2Distance(EMPTY, EMPTY)).isZero();
        assertThat(VectorMath.negativeInnerProduct(EMPTY, EMPTY)).isEqualTo(0.0);
        assertThat(VectorMath.cosineDistance(EMPTY, EMPTY)).isNaN();
        assertThat(VectorMath.norm(EMPTY)).isZero();
        assertThat(VectorMath.normalize(EMPTY)).isEmpty();
    }

    @Test
    void cosineDistance_zeroVector_isNaN() {
        assertThat(VectorMath.cosineDistance(A, new float[3])).isNaN();
        assertThat(VectorMath.cosineDistance(new float[3], new float[3])).isNaN();
    }

    @ParameterizedTest
    @EnumSource
    void distance_nan_isNaN(DistanceMetric metric) {
        assertThat(VectorMath.distance(metric, A, new float[] {1, Float.NaN, 1}))
                .isNaN();
    }

    @Test
    void cosineDistance_staysWithinZeroAndTwo() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            float[] vector = RandomVectors.gaussian(random, 1 + random.nextInt(50), 1);
            float[] scaled = vector.clone();
            for (int j = 0; j < scaled.length; j++) {
                scaled[j] *= 0.3f;
            }
            assertThat(VectorMath.cosineDistance(vector, scaled)).isBetween(0.0, 1e-6);
            for (int j = 0; j < scaled.length; j++) {
                scaled[j] = -scaled[j];
            }
            assertThat(VectorMath.cosineDistance(vector, scaled)).isBetween(2 - 1e-6, 2.0);
        }
    }

    @Test
    void cosineDistance_sameVector_isZero() {
        Random random = new Random(8);
        for (int length = 1; length < 500; length++) {
            float[] vector = RandomVectors.gaussian(random, length, 1);
            assertThat(VectorMath.cosineDistance(vector, vector.clone())).isZero();
        }
    }

    @Test
    void negativeInnerProduct_ofOrthogonal_isNotNegativeZero() {
        double distance = VectorMath.negativeInnerProduct(new float[] {1, 0}, new float[] {0, 1});
        assertThat(Double.doubleToRawLongBits(distance)).isZero();
    }

    /** Scales at which sums in float overflow, underflow, or both, down to the smallest denormals. */
    @ParameterizedTest
    @ValueSource(doubles = {1e37, 1e30, 1e19, 1e-15, 1e-19, 1e-22, 1e-30, 1e-38, 1e-41, 5e-45})
    void distances_atTheEndsOfTheRange(double scale) {
        Random random = new Random(3);
        for (int length : new int[] {1, 3, 16, 100, 384, 1536}) {
            float[] a = RandomVectors.gaussian(random, length, scale);
            float[] b = RandomVectors.gaussian(random, length, scale);
            // Not all zeros, whatever the random values were rounded to.
            a[0] = (float) scale;
            b[0] = (float) -scale;
            double ab = dot(a, b);
            double lengths = Math.sqrt(dot(a, a) * dot(b, b));
            double l1 = 0;
            double l2 = 0;
            for (int i = 0; i < length; i++) {
                double difference = (double) a[i] - b[i];
                l1 += Math.abs(difference);
                l2 += difference * difference;
            }
            assertThat(VectorMath.l1Distance(a, b)).isCloseTo(l1, withinPercentage(0.001));
            assertThat(VectorMath.l2Distance(a, b)).isCloseTo(Math.sqrt(l2), withinPercentage(0.001));
            assertThat(VectorMath.dot(a, b)).isCloseTo(ab, within(1e-5 * lengths));
            assertThat(VectorMath.norm(a)).isCloseTo(Math.sqrt(dot(a, a)), withinPercentage(1e-10));
            assertThat(VectorMath.cosineDistance(a, b)).isCloseTo(1 - ab / lengths, within(1e-5));
            assertThat(VectorMath.cosineDistance(a, a)).isCloseTo(0, within(1e-15));
            assertThat(VectorMath.norm(VectorMath.normalize(a))).isCloseTo(1, within(1e-6));
        }
    }

    /** Values of all magnitudes side by side, from denormal to such whose squares overflow, within the bounds documented. */
    @Test
    void distances_ofEveryLengthAndMagnitude_withinTheBounds() {
        Random random = new Random(4);
        for (int length = 1; length <= 4100; length++) {
            float[] a = RandomVectors.ofAllMagnitudes(random, length);
            float[] b = RandomVectors.ofAllMagnitudes(random, length);
            double bound = (length / 4 + 32) * 0x1p-24;
            double magnitude = 0;
            double l1 = 0;
            double l2 = 0;
            for (int i = 0; i < length; i++) {
                double difference = (double) a[i] - b[i];
                magnitude += Math.abs((double) a[i] * b[i]);
                l1 += Math.abs(difference);
                l2 += difference * difference;
            }
            double ab = dot(a, b);
            double cosine = 1 - ab / Math.sqrt(dot(a, a) * dot(b, b));
            assertThat(VectorMath.dot(a, b)).as("length %d", length).isCloseTo(ab, within(bound * magnitude));
            assertThat(VectorMath.l1Distance(a, b)).as("length %d", length).isCloseTo(l1, within(bound * l1));
            assertThat(VectorMath.l2Distance(a, b))
                    .as("length %d", length)
                    .isCloseTo(Math.sqrt(l2), within(bound * Math.sqrt(l2)));
            assertThat(VectorMath.cosineDistance(a, b)).as("length %d", length).isCloseTo(cosine, within(2 * bound));
        }
    }

    @Test
    void cosineDistance_oneHugeOneTiny() {
        float[] huge = {3e38f, 3e38f};
        float[] tiny = {0, Float.MIN_VALUE};
        assertThat(VectorMath.cosineDistance(huge, tiny)).isCloseTo(1 - Math.sqrt(0.5), within(1e-15));
    }

    @Test
    void dot_overflowThatCancels() {
        float[] a = {3e38f, 3e38f, 1};
        float[] b = {3e38f, -3e38f, 2};
        assertThat(VectorMath.dot(a, b)).isEqualTo(2);
    }

    @Test
    void normalize_knownVector() {
        float[] vector = {3, 4};
        assertThat(VectorMath.normalize(vector)).containsExactly(0.6f, 0.8f);
        assertThat(vector).containsExactly(3, 4);
    }

    @Test
    void normalize_zeros_stayZeros() {
        assertThat(VectorMath.normalize(new float[5])).isEqualTo(new float[5]);
    }

    @Test
    void normalize_allEqual() {
        float[] vector = new float[16383];
        Arrays.fill(vector, 1e-40f);
        assertThat(VectorMath.normalize(vector)).containsOnly((float) (1 / Math.sqrt(16383)));
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
