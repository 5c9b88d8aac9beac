package io.github.jtidb.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jtidb.vector.ApproximateIndex.Quantization;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows so far from all others that in their units they leave the range of float. */
class ApproximateIndexOutlierTest {

    private static final int D = 96;
    private static final int ROWS = 1500;

    @ParameterizedTest
    @CsvSource({
        "L2, NONE", "L2, ONE_BIT", "L2, COMPACT",
        "NEGATIVE_INNER_PRODUCT, NONE", "NEGATIVE_INNER_PRODUCT, ONE_BIT", "NEGATIVE_INNER_PRODUCT, COMPACT",
        "COSINE, ONE_BIT"
    })
    void search_besideOutliers_findsThemAndTheOthers(DistanceMetric metric, Quantization quantization) {
        Random random = new Random(12);
        float[][] rows = new float[ROWS][];
        ApproximateIndex index = ApproximateIndex.builder(D, metric)
                .quantization(quantization)
                .graphFrom(500)
                .build();
        for (int id = 0; id < ROWS; id++) {
            rows[id] = RandomVectors.gaussian(random, D, 1e-20);
            index.add(id, rows[id]);
        }
        float[][] outliers = new float[5][];
        for (int i = 0; i < outliers.length; i++) {
            outliers[i] = RandomVectors.gaussian(random, D, 1e36);
            index.add(ROWS + i, outliers[i]);
        }

        for (int i = 0; i < outliers.length; i++) {
            if (metric == DistanceMetric.L2) {
                // Only exact search can tell the outliers from each other.
                assertThat(index.search(outliers[i], outliers.length, 200))
                        .extracting(Neighbor::id)
                        .contains((long) ROWS + i);
            }
            assertThat(index.search(outliers[i], 10, 64)).hasSize(10).isSorted();
        }
        int found = 0;
        for (int id = 0; id < 100; id++) {
            List<Neighbor> nearest = index.search(rows[id], 10, 100);
            assertThat(nearest).hasSize(10).isSorted();
            long wanted = id;
            boolean isFound = nearest.stream().anyMatch(neighbor -> neighbor.id() == wanted);
            found += metric == DistanceMetric.NEGATIVE_INNER_PRODUCT || isFound ? 1 : 0;
        }
        assertThat(found).isGreaterThanOrEqualTo(99);
    }
}
