package io.github.jtidb.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExactIndexTest {

    @ParameterizedTest
    @EnumSource
    void search_realValues_equalsSort(DistanceMetric metric) {
        Random random = new Random(1);
        ExactIndex index = new ExactIndex(100, metric);
        Map<Long, float[]> model = new HashMap<>();
        for (int i = 0; i < 3000; i++) {
            put(index, model, random.nextLong(), RandomVectors.gaussian(random, 100, 1));
        }
        for (int k : new int[] {1, 2, 10, 2999, 3000, 3001, Integer.MAX_VALUE}) {
            float[] query = RandomVectors.gaussian(random, 100, 1);
            assertThat(index.search(query, k)).isEqualTo(expected(model, metric, query, k));
        }
    }

    /** Adds, removes and searches at random against a map, with many ties, through several segments and back to none. */
    @ParameterizedTest
    @EnumSource
    void addRemoveSearch_interleaved_equalsModel(DistanceMetric metric) {
        Random random = new Random(2);
        int dimensions = 1000;
        ExactIndex index = new ExactIndex(dimensions, metric);
        Map<Long, float[]> model = new HashMap<>();
        for (int phase = 0; phase < 6; phase++) {
            boolean growing = phase % 2 == 0;
            for (int step = 0; step < 300; step++) {
                long id = random.nextInt(250);
                if (random.nextInt(10) < (growing ? 8 : 2)) {
                    if (!model.containsKey(id)) {
                        float[] vector = new float[dimensions];
                        System.arraycopy(RandomVectors.coarse(random, 4), 0, vector, random.nextInt(3), 4);
                        put(index, model, id, vector);
                    }
                } else {
                    assertThat(index.remove(id)).isEqualTo(model.remove(id) != null);
                }
                assertThat(index.size()).isEqualTo(model.size());
                assertThat(index.contains(id)).isEqualTo(model.containsKey(id));
                if (step % 10 == 0) {
                    float[] query = new float[dimensions];
                    query[random.nextInt(4)] = 1;
                    int k = 1 + random.nextInt(20);
                    assertThat(index.search(query, k)).isEqualTo(expected(model, metric, query, k));
                }
            }
        }
        List.copyOf(model.keySet()).forEach(index::remove);
        assertThat(index.size()).isZero();
        assertThat(index.search(query(dimensions), 5)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void search_manyQueries_equalsOneByOne(DistanceMetric metric) {
        Random random = new Random(4);
        for (int dimensions : new int[] {1, 3, 384, VectorText.MAX_DIMENSIONS}) {
            ExactIndex index = new ExactIndex(dimensions, metric);
            int rows = dimensions > 1000 ? 11 : 1000;
            for (int i = 0; i < rows; i++) {
                index.add(i, RandomVectors.gaussian(random, dimensions, 1));
            }
            for (int count : new int[] {1, 2, 3, 4, 5, 17}) {
                List<float[]> queries = new ArrayList<>();
                List<List<Neighbor>> expected = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    queries.add(RandomVectors.gaussian(random, dimensions, 1));
                    expected.add(index.search(queries.get(i), 7));
                }
                assertThat(index.search(queries, 7)).isEqualTo(expected);
            }
        }
    }

    /** Rows far apart in size, so that sums overflow for some, vanish for others, and cancel between them. */
    @ParameterizedTest
    @ValueSource(doubles = {1e37, 1e30, 1e19, 1e-15, 1e-19, 1e-30, 1e-44})
    void search_hugeAndTinyValues_equalsSort(double scale) {
        Random random = new Random(5);
        for (DistanceMetric metric : DistanceMetric.values()) {
            ExactIndex index = new ExactIndex(20, metric);
            Map<Long, float[]> model = new HashMap<>();
            for (long id = 0; id < 200; id++) {
                put(index, model, id, RandomVectors.gaussian(random, 20, id % 3 == 0 ? 1 : scale / (1 + id % 5)));
            }
            List<float[]> queries = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                queries.add(RandomVectors.gaussian(random, 20, i % 2 == 0 ? scale / 2 : 1));
            }
            assertThat(index.search(queries, 10)).isEqualTo(expected(model, metric, queries, 10));
        }
    }

    /** Rows that are nearly the same: only the last bits of their distances tell them apart. */
    @ParameterizedTest
    @EnumSource
    void search_nearlyEqualRows_equalsSort(DistanceMetric metric) {
        Random random = new Random(8);
        float[] center = RandomVectors.gaussian(random, 100, 1);
        ExactIndex index = new ExactIndex(100, metric);
        Map<Long, float[]> model = new HashMap<>();
        for (long id = 0; id < 2000; id++) {
            float[] vector = center.clone();
            vector[random.nextInt(100)] *= 1 + random.nextInt(4) * 0x1p-23f;
            put(index, model, random.nextLong(), vector);
        }
        List<float[]> queries = new ArrayList<>(List.of(center, center, center));
        for (int i = 0; i < 6; i++) {
            queries.add(RandomVectors.gaussian(random, 100, 1));
        }
        assertThat(index.search(queries, 20)).isEqualTo(expected(model, metric, queries, 20));
    }

    /** So many rows that other threads join in, for one query and for several passes of them. */
    @ParameterizedTest
    @EnumSource
    void search_anyNumberOfThreads_sameResults(DistanceMetric metric) {
        Random random = new Random(9);
        List<float[]> rows = Stream.generate(() -> RandomVectors.coarse(random, 2000))
                .limit(1500)
                .toList();
        List<float[]> queries = Stream.generate(() -> RandomVectors.coarse(random, 2000))
                .limit(71)
                .toList();
        List<List<Neighbor>> expected = null;
        for (int threads : new int[] {1, 2, 5}) {
            ExactIndex index = new ExactIndex(2000, metric, threads);
            for (int id = 0; id < rows.size(); id++) {
                index.add(id, rows.get(id));
            }
            List<List<Neighbor>> found = index.search(queries, 6);
            expected = expected == null ? found : expected;
            assertThat(found).isEqualTo(expected);
            assertThat(index.search(queries.get(70), 6)).isEqualTo(expected.get(70));
        }
    }

    @ParameterizedTest
    @EnumSource
    void search_filter_equalsSortOfThosePassing(DistanceMetric metric) {
        Random random = new Random(10);
        ExactIndex index = new ExactIndex(100, metric);
        Map<Long, float[]> model = new HashMap<>();
        for (long id = 0; id < 3000; id++) {
            put(index, model, id, RandomVectors.gaussian(random, 100, 1));
        }
        List<float[]> queries = Stream.generate(() -> RandomVectors.gaussian(random, 100, 1))
                .limit(7)
                .toList();
        for (int oneIn : new int[] {1, 2, 10, 1000}) {
            Map<Long, float[]> passing = new HashMap<>(model);
            passing.keySet().removeIf(id -> id % oneIn != 0);
            assertThat(index.search(queries, 10, id -> id % oneIn == 0))
                    .isEqualTo(expected(passing, metric, queries, 10));
            assertThat(index.search(queries.get(3), 10, id -> id % oneIn == 0))
                    .isEqualTo(expected(passing, metric, queries.get(3), 10));
        }
        assertThat(index.search(queries.get(0), 10, id -> false)).isEmpty();
    }

    @Test
    void search_filterThrows_isPassedOnAndTheIndexStaysUsable() {
        ExactIndex index = new ExactIndex(1000, DistanceMetric.L2, 3);
        for (int id = 0; id < 4000; id++) {
            index.add(id, query(1000));
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> index.search(query(1000), 1, id -> {
                    throw new IllegalStateException("no answer for an id");
                }))
                .withMessage("no answer for an id");
        assertThat(index.remove(0)).isTrue();
        assertThat(index.search(query(1000), 1)).containsExactly(new Neighbor(1, 0));
    }

    /** A common pool without an idle thread, as when searches run in it themselves. */
    @Test
    void search_fromTheCommonPool_ends() {
        ExactIndex index = new ExactIndex(1000, DistanceMetric.L2, 4);
        for (int id = 0; id < 4000; id++) {
            index.add(id, query(1000));
        }
        assertThat(IntStream.range(0, 50).parallel().mapToObj(i -> index.search(query(1000), 2)))
                .allSatisfy(found -> assertThat(found).containsExactly(new Neighbor(0, 0), new Neighbor(1, 0)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void create_threadsBelowOne(int threads) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExactIndex(2, DistanceMetric.L2, threads))
                .withMessage("Threads must be at least 1, got " + threads);
    }

    @Test
    void search_ties_smallerIdsAtTheBoundary() {
        List<Long> ids = new ArrayList<>(List.of(5L, -3L, 8L, Long.MIN_VALUE, 0L, Long.MAX_VALUE));
        Collections.shuffle(ids, new Random(6));
        ExactIndex index = new ExactIndex(2, DistanceMetric.L2);
        ids.forEach(id -> index.add(id, new float[] {1, 0}));
        index.add(99, new float[] {0, 1});
        assertThat(index.search(new float[] {0, 1}, 4))
                .extracting(Neighbor::id)
                .containsExactly(99L, Long.MIN_VALUE, -3L, 0L);
    }

    @ParameterizedTest
    @EnumSource(names = {"L1", "L2"})
    void search_manyRowsThroughSegments(DistanceMetric metric) {
        ExactIndex index = new ExactIndex(1, metric);
        for (int i = 0; i < 200_000; i++) {
            index.add(i, new float[] {i});
        }
        assertThat(index.search(new float[] {131_072}, 2))
                .containsExactly(new Neighbor(131_072, 0), new Neighbor(131_071, 1));
        for (int i = 0; i < 199_999; i++) {
            index.remove(i);
        }
        assertThat(index.search(new float[] {199_998}, 2)).containsExactly(new Neighbor(199_999, 1));
        if (metric == DistanceMetric.L1) {
            // The square of this is no float.
            assertThat(index.search(new float[] {0}, 2)).containsExactly(new Neighbor(199_999, 199_999));
        }
    }

    @Test
    void search_zeroRows_neverReturnedUnderCosine() {
        ExactIndex cosine = new ExactIndex(2, DistanceMetric.COSINE);
        ExactIndex l2 = new ExactIndex(2, DistanceMetric.L2);
        for (ExactIndex index : List.of(cosine, l2)) {
            index.add(1, new float[2]);
            index.add(2, new float[] {0, -1});
        }
        assertThat(cosine.size()).isEqualTo(2);
        assertThat(cosine.search(query(2), 5)).containsExactly(new Neighbor(2, 1));
        assertThat(l2.search(new float[2], 5)).containsExactly(new Neighbor(1, 0), new Neighbor(2, 1));
    }

    @Test
    void search_noQueries_isEmpty() {
        assertThat(new ExactIndex(2, DistanceMetric.L2).search(List.of(), 1)).isEmpty();
    }

    @Test
    void add_copiesTheVector() {
        ExactIndex index = new ExactIndex(2, DistanceMetric.L2);
        float[] vector = {1, 0};
        index.add(1, vector);
        vector[0] = 5;
        assertThat(index.search(query(2), 1)).containsExactly(new Neighbor(1, 0));
    }

    @Test
    void search_resultIsUnmodifiable() {
        ExactIndex index = new ExactIndex(2, DistanceMetric.L2);
        index.add(1, query(2));
        assertThat(index.search(query(2), 1)).isUnmodifiable();
        assertThat(index.search(List.of(query(2)), 1)).isUnmodifiable();
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 16384})
    void create_dimensionsOutOfRange(int dimensions) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExactIndex(dimensions, DistanceMetric.L2))
                .withMessage("Dimensions must be 1 to 16383, got " + dimensions);
    }

    @Test
    void add_refusals_leaveTheIndexAsItWas() {
        ExactIndex index = new ExactIndex(2, DistanceMetric.L2);
        index.add(7, query(2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index.add(7, new float[] {3, 4}))
                .withMessage("Id 7 is in the index already; remove it first, or use another id");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index.add(8, new float[3]))
                .withMessage("Vector of id 8 must have 2 values as the index has dimensions, got 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index.add(8, new float[] {0, Float.NaN}))
                .withMessage("Vector of id 8 must be finite, got NaN at position 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index.add(8, new float[] {Float.NEGATIVE_INFINITY, 0}))
                .withMessage("Vector of id 8 must be finite, got -Infinity at position 0");
        assertThat(index.search(query(2), 9)).containsExactly(new Neighbor(7, 0));
    }

    @Test
    void search_refusals() {
        ExactIndex index = new ExactIndex(2, DistanceMetric.COSINE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index.search(query(2), 0))
                .withMessage("k must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index.search(new float[1], 1))
                .withMessage("Query must have 2 values as the index has dimensions, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index.search(new float[] {Float.POSITIVE_INFINITY, 0}, 1))
                .withMessage("Query must be finite, got Infinity at position 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index.search(List.of(query(2), new float[2]), 1))
                .withMessageContaining("only zeros");
    }

    static void put(ExactIndex index, Map<Long, float[]> model, long id, float[] vector) {
        index.add(id, vector);
        model.put(id, vector);
    }

    private static float[] query(int dimensions) {
        float[] query = new float[dimensions];
        query[0] = 1;
        return query;
    }

    private static List<List<Neighbor>> expected(
            Map<Long, float[]> model, DistanceMetric metric, List<float[]> queries, int k) {
        return queries.stream().map(query -> expected(model, metric, query, k)).toList();
    }

    /** What a sort of all rows gives; rows without a distance are left out. */
    private static List<Neighbor> expected(Map<Long, float[]> model, DistanceMetric metric, float[] query, int k) {
        return model.entrySet().stream()
                .map(row -> new Neighbor(row.getKey(), VectorMath.distance(metric, query, row.getValue())))
                .filter(neighbor -> !Double.isNaN(neighbor.distance()))
                .sorted()
                .limit(k)
                .toList();
    }
}
