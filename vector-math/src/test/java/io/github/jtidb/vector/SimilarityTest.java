package io.github.jtidb.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SimilarityTest {

    @Test
    void cosine_directions() {
        assertThat(Similarity.cosine(new float[] {1, 2}, new float[] {3, 6})).isEqualTo(1);
        assertThat(Similarity.cosine(new float[] {1, 2}, new float[] {-1, -2})).isEqualTo(-1);
        assertThat(Similarity.cosine(new float[] {1, 0}, new float[] {0, 5})).isZero();
        assertThat(Similarity.cosine(new float[] {1e-30f, 0}, new float[] {1e30f, 1e30f}))
                .isCloseTo(Math.sqrt(0.5), Offset.offset(1e-7));
    }

    @Test
    void cosine_noDirection_nan() {
        assertThat(Similarity.cosine(new float[2], new float[] {1, 2})).isNaN();
        assertThat(Similarity.cosine(new float[0], new float[0])).isNaN();
        assertThat(Similarity.cosine(new float[] {Float.NaN, 1}, new float[] {1, 2}))
                .isNaN();
    }

    @Test
    void cosine_otherLength_refused() {
        assertThatThrownBy(() -> Similarity.cosine(new float[2], new float[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2")
                .hasMessageContaining("3");
    }

    @Test
    void matrix_random_asInDouble() {
        Random random = new Random(9);
        for (int length : new int[] {1, 3, 24, 100, 1024}) {
            List<float[]> queries = vectors(random, 5, length);
            List<float[]> documents = vectors(random, 7, length);

            float[][] matrix = Similarity.matrix(queries, documents);

            assertThat(matrix).hasDimensions(5, 7);
            for (int i = 0; i < 5; i++) {
                for (int j = 0; j < 7; j++) {
                    assertThat(matrix[i][j])
                            .isBetween(-1f, 1f)
                            .isCloseTo((float) exact(queries.get(i), documents.get(j)), Offset.offset(2e-6f))
                            .isEqualTo((float) Similarity.cosine(queries.get(i), documents.get(j)));
                }
            }
        }
    }

    private static List<float[]> vectors(Random random, int count, int length) {
        return Stream.generate(() -> RandomVectors.gaussian(random, length, 3))
                .limit(count)
                .toList();
    }

    private static double exact(float[] a, float[] b) {
        double dot = 0;
        double aSquared = 0;
        double bSquared = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            aSquared += (double) a[i] * a[i];
            bSquared += (double) b[i] * b[i];
        }
        return dot / Math.sqrt(aSquared * bSquared);
    }

    @Test
    void matrix_zeroVector_nanInItsRowOnly() {
        float[][] matrix = Similarity.matrix(
                List.of(new float[] {1, 0}, new float[2]), List.of(new float[] {2, 0}, new float[] {0, 1}));

        assertThat(matrix[0]).containsExactly(1, 0);
        assertThat(matrix[1]).containsExactly(Float.NaN, Float.NaN);
    }

    @Test
    void matrix_nothing_emptyRows() {
        assertThat(Similarity.matrix(List.of(), List.of(new float[2]))).isEmpty();
        assertThat(Similarity.matrix(List.of(new float[2], new float[2]), List.of()))
                .isDeepEqualTo(new float[2][0]);
    }

    @Test
    void matrix_lengthsDiffer_placeNamed() {
        assertThatThrownBy(() -> Similarity.matrix(List.of(new float[2]), List.of(new float[2], new float[3])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Vectors must have the same length, got 2 in documents[0] and 3 in documents[1]");
        assertThatThrownBy(() -> Similarity.matrix(List.of(new float[2]), List.of(new float[3])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Vectors must have the same length, got 2 in queries[0] and 3 in documents[0]");
        assertThatThrownBy(() -> Similarity.matrix(Arrays.asList(new float[2], null), List.of()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("queries[1] is null");
    }
}
