package io.github.jtidb.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DistanceMetricTest {

    @ParameterizedTest
    @CsvSource({
        "L1, 0, 1",
        "L1, 3, 0.25",
        "L2, 0, 1",
        "L2, 1, 0.5",
        "COSINE, 0, 1",
        "COSINE, 0.25, 0.75",
        "COSINE, 2, -1",
        "NEGATIVE_INNER_PRODUCT, -3, 3",
        "NEGATIVE_INNER_PRODUCT, 0, 0",
        "NEGATIVE_INNER_PRODUCT, 3, -3"
    })
    void score_distance(DistanceMetric metric, double distance, double score) {
        assertThat(metric.score(distance)).isEqualTo(score);
    }

    @ParameterizedTest
    @EnumSource
    void score_nan(DistanceMetric metric) {
        assertThat(metric.score(Double.NaN)).isNaN();
    }

    @ParameterizedTest
    @EnumSource
    void of_nameInAnyCase(DistanceMetric metric) {
        assertThat(DistanceMetric.of(metric.name())).isEqualTo(metric);
        assertThat(DistanceMetric.of(metric.name().toLowerCase(Locale.ROOT))).isEqualTo(metric);
    }

    @Test
    void of_unknown_listsTheMetrics() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DistanceMetric.of("euclid"))
                .withMessage("Distance metric must be one of [L1, L2, COSINE, NEGATIVE_INNER_PRODUCT], got 'euclid'");
    }
}
