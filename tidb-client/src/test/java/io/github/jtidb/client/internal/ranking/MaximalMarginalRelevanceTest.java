package io.github.jtidb.client.internal.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jtidb.client.internal.mapping.Keys;
import io.github.jtidb.vector.DistanceMetric;
import io.github.jtidb.vector.VectorMath;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NullUnmarked // Values may be null, which the compiled record does not tell.
class MaximalMarginalRelevanceTest {

    private static Candidate row(int key, double score, float @Nullable [] vector) {
        return new Candidate(Keys.of(key), new @Nullable Object[] {key, vector}, 0, Double.NaN, score);
    }

    private static List<Object> keys(double lambda, DistanceMetric metric, List<Candidate> rows, int limit) {
        return new MaximalMarginalRelevance(lambda, 1, metric)
                .choose(rows, limit).stream()
                        .map(row -> (Object) row.values()[0])
                        .toList();
    }

    @Test
    void choose_twins_takesTheOtherFirst() {
        List<Candidate> rows = List.of(
                row(1, 1.0, new float[] {1, 0}),
                row(2, 0.9, new float[] {1, 0}),
                row(3, 0.5, new float[] {0, 1}),
                row(4, 0.0, new float[] {-1, 0}));

        // Relevance is 1, 0.9, 0.5, 0; likeness to 1 is 1 (2), 0.5 (3), 0 (4). At 0.5: 2 -> -0.05, 3 -> 0, 4 -> 0: 3
        // ranks first.
        assertThat(keys(0.5, DistanceMetric.COSINE, rows, 2)).containsExactly(1, 3);
        assertThat(keys(1, DistanceMetric.COSINE, rows, 4)).containsExactly(1, 2, 3, 4);
        // Without relevance the first is still the best ranked, since nothing is chosen that it could be like.
        assertThat(keys(0, DistanceMetric.COSINE, rows, 2)).containsExactly(1, 4);
    }

    @Test
    void choose_rowsWithoutVectorOrScore_areLikeNoneAndLeastRelevant() {
        List<Candidate> rows = List.of(
                row(1, 2, new float[] {1, 0}),
                row(2, 1, null),
                row(3, 1, new float[] {0, 0}),
                row(4, Double.NEGATIVE_INFINITY, null));

        assertThat(keys(0.5, DistanceMetric.COSINE, rows, 9)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void choose_hugeScores_doNotOverflow() {
        List<Candidate> rows = List.of(
                row(1, Double.MAX_VALUE, new float[] {1}),
                row(2, 0, new float[] {2}),
                row(3, -Double.MAX_VALUE, new float[] {3}));

        assertThat(keys(1, DistanceMetric.L2, rows, 3)).containsExactly(1, 2, 3);
    }

    @Test
    void choose_none_givesNone() {
        assertThat(keys(0.5, DistanceMetric.L2, List.of(), 3)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void choose_randomRows_equalsTheDefinition(DistanceMetric metric) {
        Random random = new Random(metric.ordinal());
        for (int round = 0; round < 100; round++) {
            List<Candidate> rows = new ArrayList<>();
            int size = 1 + random.nextInt(20);
            for (int i = 0; i < size; i++) {
                float[] vector = {random.nextInt(3) - 1, random.nextInt(3) - 1};
                rows.add(row(i, size - i, random.nextInt(5) == 0 ? null : vector));
            }
            double lambda = random.nextInt(5) / 4.0;
            int limit = 1 + random.nextInt(25);

            List<Object> chosen = keys(lambda, metric, rows, limit);

            assertThat(chosen).isEqualTo(byDefinition(rows, metric, lambda, limit));
            assertThat(chosen).hasSize(Math.min(limit, size)).doesNotHaveDuplicates();
            assertThat(keys(1, metric, rows, limit))
                    .isEqualTo(rows.stream()
                            .limit(limit)
                            .map(row -> row.values()[0])
                            .toList());
        }
    }

    /** Slow and plain: every likeness is measured anew in every step. */
    private static List<Object> byDefinition(List<Candidate> rows, DistanceMetric metric, double lambda, int limit) {
        List<Candidate> left = new ArrayList<>(rows);
        List<Candidate> chosen = new ArrayList<>();
        double highest = rows.get(0).score();
        double lowest = rows.get(rows.size() - 1).score();
        while (!left.isEmpty() && chosen.size() < limit) {
            Candidate best = left.get(0);
            double most = Double.NEGATIVE_INFINITY;
            for (Candidate row : left) {
                double relevance = highest > lowest ? (row.score() / 2 - lowest / 2) / (highest / 2 - lowest / 2) : 1;
                double likeness = chosen.stream()
                        .mapToDouble(other -> likeness(row, other, metric))
                        .max()
                        .orElse(0);
                double worth = lambda * relevance - (1 - lambda) * likeness;
                if (worth > most) {
                    most = worth;
                    best = row;
                }
            }
            left.remove(best);
            chosen.add(best);
        }
        return chosen.stream().map(row -> (Object) row.values()[0]).toList();
    }

    private static double likeness(Candidate a, Candidate b, DistanceMetric metric) {
        if (!(a.values()[1] instanceof float[] first) || !(b.values()[1] instanceof float[] second)) {
            return 0;
        }
        return Closeness.of(metric, VectorMath.distance(metric, first, second));
    }
}
