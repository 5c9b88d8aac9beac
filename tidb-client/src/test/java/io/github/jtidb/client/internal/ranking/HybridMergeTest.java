package io.github.jtidb.client.internal.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.jtidb.client.Fusion;
import io.github.jtidb.client.internal.mapping.Keys;
import io.github.jtidb.client.internal.mapping.RowKey;
import io.github.jtidb.vector.DistanceMetric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HybridMergeTest {

    private static final double NONE = Double.NaN;

    private static Candidate near(Object key, double distance) {
        return new Candidate(Keys.of(key), new Object[0], distance, NONE, 0);
    }

    private static Candidate match(Object key, double score) {
        return new Candidate(Keys.of(key), new Object[0], NONE, score, score);
    }

    private static List<Candidate> merge(Fusion fusion, List<Candidate> byVector, List<Candidate> byText) {
        return HybridMerge.merge(byVector, byText, fusion, DistanceMetric.COSINE);
    }

    @Test
    void rrf_twoLists_addsOneOverSixtyAndTheRank() {
        List<Candidate> merged =
                merge(Fusion.rrf(), List.of(near(1, 0.1), near(2, 0.2)), List.of(match(2, 3), match(3, 2)));

        assertThat(merged).extracting(Candidate::key).containsExactly(Keys.of(2), Keys.of(1), Keys.of(3));
        assertThat(merged).extracting(Candidate::score).containsExactly(1.0 / 62 + 1.0 / 61, 1.0 / 61, 1.0 / 62);
        assertThat(merged).extracting(Candidate::distance).containsExactly(0.2, 0.1, NONE);
        assertThat(merged).extracting(Candidate::matchScore).containsExactly(3d, NONE, 2d);
    }

    @Test
    void rrf_equalScores_areOrderedByKeyAsNumbers() {
        List<Candidate> merged = merge(
                Fusion.rrf(),
                List.of(near(150, 0.1), near(9, 0.2), near(20, 0.3)),
                List.of(match(110, 5), match(20, 4), match(9, 3)));

        // 150 and 110 are first in one list each; 9 and 20 have ranks 2 and 3 in both.
        assertThat(merged)
                .extracting(Candidate::key)
                .containsExactly(Keys.of(9), Keys.of(20), Keys.of(110), Keys.of(150));
        assertThat(merged.get(2).score()).isEqualTo(merged.get(3).score());
    }

    @Test
    void rrf_equalScoresWithByteKeys_areOrderedUnsigned() {
        List<Candidate> merged = merge(
                Fusion.rrf(1),
                List.of(near(new byte[] {(byte) 0x80}, 0.1)),
                List.of(match(new byte[] {0x7f}, 1), match(new byte[] {(byte) 0x80}, 0.5)));

        assertThat(merged).hasSize(2);
        assertThat(merged.get(0).key()).isEqualTo(Keys.of((Object) new byte[] {(byte) 0x80}));
        assertThat(merged.get(0).score()).isEqualTo(1.0 / 2 + 1.0 / 3);
    }

    @Test
    void merge_rowWithoutDistance_hasNoRankByVector() {
        List<Candidate> vectors = List.of(near(1, 0.5), near(2, NONE), near(3, NONE));

        assertThat(merge(Fusion.rrf(), vectors, List.of(match(3, 1))))
                .extracting(Candidate::score)
                .containsExactly(1.0 / 61, 1.0 / 61, 0d);
        assertThat(merge(Fusion.weighted(), vectors, List.of(match(3, 1))))
                .extracting(Candidate::score)
                .containsExactly(0.5 * 0.75, 0.5 * 0.5, 0d);
    }

    @Test
    void rrf_largestK_doesNotOverflow() {
        assertThat(merge(Fusion.rrf(Integer.MAX_VALUE), List.of(near(1, 0)), List.of()))
                .extracting(Candidate::score)
                .containsExactly(1 / (Integer.MAX_VALUE + 1.0));
    }

    // By hand: cosine 1 - 0.4/2 = 0.8; L2 and L1 1 - 2·atan(1)/π = 0.5; product 0.5 - atan(-1)/π = 0.75; BM25
    // 2·atan(1)/π = 0.5.
    @ParameterizedTest
    @CsvSource({"COSINE, 0.4, 0.8", "L2, 1, 0.5", "L1, 1, 0.5", "NEGATIVE_INNER_PRODUCT, -1, 0.75", "L2, 0, 1"})
    void weighted_everyMetric_isAsComputedByHand(DistanceMetric metric, double distance, double closeness) {
        List<Candidate> merged = HybridMerge.merge(
                List.of(near(1, distance), near(2, distance)),
                List.of(match(1, 1), match(3, 1)),
                Fusion.weighted(0.75, 0.5),
                metric);

        Map<RowKey, Double> scores = new HashMap<>();
        merged.forEach(row -> scores.put(row.key(), row.score()));
        assertThat(scores.get(Keys.of(1))).isCloseTo(0.75 * closeness + 0.5 * 0.5, within(1e-15));
        assertThat(scores.get(Keys.of(2))).isCloseTo(0.75 * closeness, within(1e-15));
        assertThat(scores.get(Keys.of(3))).isCloseTo(0.25, within(1e-15));
    }

    @Test
    void weighted_oneWeightZero_ordersByTheOther() {
        List<Candidate> vectors = List.of(near(1, 0.1), near(2, 0.2));
        List<Candidate> texts = List.of(match(2, 9), match(1, 1));

        assertThat(merge(Fusion.weighted(1, 0), vectors, texts).get(0).key()).isEqualTo(Keys.of(1));
        assertThat(merge(Fusion.weighted(0, 1), vectors, texts).get(0).key()).isEqualTo(Keys.of(2));
    }

    @Test
    void merge_emptyLists_givesTheOtherOrNothing() {
        for (Fusion fusion : List.of(Fusion.rrf(), Fusion.weighted())) {
            assertThat(merge(fusion, List.of(), List.of())).isEmpty();
            assertThat(merge(fusion, List.of(near(1, 0.1)), List.of())).hasSize(1);
            assertThat(merge(fusion, List.of(), List.of(match(1, 1)))).hasSize(1);
        }
    }

    @Test
    void merge_randomLists_holdsEachRowOnceInTheOrderOfItsScore() {
        Random random = new Random(1);
        for (int round = 0; round < 300; round++) {
            List<Candidate> vectors = ranked(random, true);
            List<Candidate> texts = ranked(random, false);
            int k = 1 + random.nextInt(100);

            List<Candidate> merged = merge(Fusion.rrf(k), vectors, texts);

            Map<RowKey, Double> expected = new HashMap<>();
            for (List<Candidate> list : List.of(vectors, texts)) {
                for (int i = 0; i < list.size(); i++) {
                    expected.merge(list.get(i).key(), 1.0 / (k + i + 1), Double::sum);
                }
            }
            assertThat(merged).hasSize(expected.size());
            assertThat(merged).allSatisfy(row -> assertThat(row.score()).isEqualTo(expected.get(row.key())));
            assertThat(merged)
                    .isSortedAccordingTo(Comparator.comparingDouble((Candidate row) -> -row.score())
                            .thenComparing(Candidate::key));
        }
    }

    private static List<Candidate> ranked(Random random, boolean byVector) {
        List<Integer> keys = new ArrayList<>();
        for (int key = 0; key < 30; key++) {
            if (random.nextBoolean()) {
                keys.add(key);
            }
        }
        Collections.shuffle(keys, random);
        List<Candidate> rows = new ArrayList<>();
        for (int key : keys) {
            rows.add(byVector ? near(key, 0.01 * rows.size()) : match(key, 100 - rows.size()));
        }
        return rows;
    }

    @Test
    void fusion_outOfRange_isRefused() {
        for (int k : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> Fusion.rrf(k))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("1 or more", String.valueOf(k));
        }
        for (double[] weights :
                new double[][] {{0, 0}, {-0.1, 1}, {1.1, 0}, {NONE, 1}, {1, NONE}, {1, Double.POSITIVE_INFINITY}}) {
            assertThatThrownBy(() -> Fusion.weighted(weights[0], weights[1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("0 to 1");
        }
        assertThat(Fusion.rrf()).isEqualTo(Fusion.rrf(60));
        assertThat(Fusion.weighted()).isEqualTo(Fusion.weighted(0.5, 0.5));
    }
}
