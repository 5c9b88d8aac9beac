package io.github.jtidb.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.jtidb.vector.ApproximateIndex.Quantization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApproximateIndexTest {

    private static final int D = RealVectors.DIMENSIONS;

    @ParameterizedTest
    @CsvSource({
        "COSINE, NONE, 1",
        "COSINE, ONE_BIT, 1",
        "COSINE, COMPACT, 1",
        "COSINE, ONE_BIT, 5000",
        "L2, NONE, 1",
        "L2, ONE_BIT, 1",
        "L2, COMPACT, 5000",
        "NEGATIVE_INNER_PRODUCT, NONE, 1",
        "NEGATIVE_INNER_PRODUCT, ONE_BIT, 1",
        "NEGATIVE_INNER_PRODUCT, COMPACT, 1"
    })
    void search_realVectors_findsTheNearest(DistanceMetric metric, Quantization quantization, int graphFrom) {
        float[][] rows = RealVectors.rows();
        float[][] queries = RealVectors.queries();
        ApproximateIndex index = ApproximateIndex.builder(D, metric)
                .quantization(quantization)
                .graphFrom(graphFrom)
                .build();
        index.addAll(ids(rows.length), rows, (task, done, total) -> {});
        ExactIndex exact = exact(metric, rows);
        double found = 0;
        for (float[] query : queries) {
            List<Neighbor> nearest = exact.search(query, 10);
            List<Neighbor> neighbors = index.search(query, 10, 96);
            assertThat(neighbors).hasSize(10).isSorted();
            for (Neighbor neighbor : neighbors) {
                assertThat(neighbor.distance())
                        .isEqualTo(VectorMath.distance(metric, query, rows[(int) neighbor.id()]));
                found += nearest.contains(neighbor) ? 1 : 0;
            }
        }
        double recall = found / queries.length / 10;
        assertThat(recall).isGreaterThan(0.98);
        assertThat(index.evaluate(List.of(queries), 10, 96))
                .isEqualTo(recall, org.assertj.core.api.Assertions.within(1e-9));
    }

    /** Rows of very different lengths, far from the origin: what normalised embeddings never show. */
    @ParameterizedTest
    @EnumSource(names = {"COSINE", "L2", "NEGATIVE_INNER_PRODUCT"})
    void search_scaledAndShiftedRows_findsTheNearest(DistanceMetric metric) {
        Random random = new Random(1);
        float[][] rows = RealVectors.rows();
        for (int i = 0; i < rows.length; i++) {
            double scale = Math.exp(random.nextGaussian() * 0.3);
            float[] row = rows[i].clone();
            for (int j = 0; j < D; j++) {
                row[j] = (float) (row[j] * scale + (metric == DistanceMetric.L2 ? 1000 + j : 0));
            }
            rows[i] = row;
        }
        float[][] queries = RealVectors.queries();
        if (metric == DistanceMetric.L2) {
            for (int i = 0; i < queries.length; i++) {
                queries[i] = queries[i].clone();
                for (int j = 0; j < D; j++) {
                    queries[i][j] += 1000 + j;
                }
            }
        }
        ApproximateIndex index =
                ApproximateIndex.builder(D, metric).graphFrom(1).build();
        index.addAll(ids(rows.length), rows, (task, done, total) -> {});
        assertThat(index.evaluate(List.of(queries), 10, 128)).isGreaterThan(0.97);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 64, 65, 768, 4096})
    void search_anyDimensions_findsAddedRows(int dimensions) {
        Random random = new Random(2);
        for (DistanceMetric metric : List.of(DistanceMetric.COSINE, DistanceMetric.L2)) {
            ApproximateIndex index =
                    ApproximateIndex.builder(dimensions, metric).graphFrom(50).build();
            float[][] rows = new float[300][];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = RandomVectors.gaussian(random, dimensions, 1);
                index.add(i, rows[i]);
            }
            for (int i = 0; i < rows.length; i += 7) {
                int id = i;
                Neighbor best = index.search(rows[i], 1).get(0);
                assertThat(best.distance())
                        .isEqualTo(
                                exact(metric, rows).search(rows[id], 1).get(0).distance());
            }
        }
    }

    @Test
    void search_hugeAndTinyValues_findsAddedRows() {
        Random random = new Random(3);
        for (double scale : new double[] {1e30, 1e-30, 1e-42}) {
            for (DistanceMetric metric : List.of(DistanceMetric.COSINE, DistanceMetric.L2)) {
                ApproximateIndex index =
                        ApproximateIndex.builder(64, metric).graphFrom(50).build();
                float[][] rows = new float[400][];
                for (int i = 0; i < rows.length; i++) {
                    rows[i] = RandomVectors.gaussian(random, 64, scale);
                    index.add(i, rows[i]);
                }
                for (int i = 0; i < rows.length; i += 7) {
                    assertThat(index.search(rows[i], 1))
                            .extracting(Neighbor::id)
                            .containsExactly((long) i);
                }
            }
        }
    }

    /** Clusters of any size are found, however far from the others they are. */
    @ParameterizedTest
    @EnumSource(names = {"NONE", "ONE_BIT", "COMPACT"})
    void search_farClusters_findsTheirRows(Quantization quantization) {
        int dimensions = 64;
        Random random = new Random(3);
        List<float[]> rows = new ArrayList<>();
        List<float[]> queries = new ArrayList<>();
        for (int cluster = 0; cluster < 120; cluster++) {
            float[] center = RandomVectors.gaussian(random, dimensions, 10);
            int size = 20 << random.nextInt(5);
            for (int i = 0; i <= size; i++) {
                float[] row = RandomVectors.gaussian(random, dimensions, 0.5);
                for (int j = 0; j < dimensions; j++) {
                    row[j] += center[j];
                }
                (i < size ? rows : queries).add(row);
            }
        }
        ApproximateIndex index = ApproximateIndex.builder(dimensions, DistanceMetric.L2)
                .quantization(quantization)
                .graphFrom(1000)
                .build();
        index.addAll(
                LongStream.range(0, rows.size()).toArray(), rows.toArray(new float[0][]), (task, done, total) -> {});

        for (float[] query : queries) {
            // Rows of one cluster are about 6 apart, and of two about 110.
            assertThat(index.search(query, 10))
                    .hasSize(10)
                    .allSatisfy(found -> assertThat(found.distance()).isLessThan(12));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5000})
    void search_duplicates_allAreFound(int graphFrom) {
        float[][] rows = Arrays.copyOf(RealVectors.rows(), 1500);
        ApproximateIndex index = ApproximateIndex.builder(D, DistanceMetric.COSINE)
                .graphFrom(graphFrom)
                .build();
        index.addAll(ids(rows.length), rows, (task, done, total) -> {});
        for (int i = 0; i < 500; i++) {
            index.add(10_000 + i, rows[7]);
        }
        for (int k : new int[] {10, 400}) {
            assertThat(index.search(rows[7], k, 64))
                    .hasSize(k)
                    .allSatisfy(neighbor -> assertThat(neighbor.distance()).isEqualTo(0));
        }
        assertThat(index.evaluate(List.of(RealVectors.queries()), 10, 96)).isGreaterThan(0.98);
    }

    @Test
    void search_zeroRows_neverReturnedUnderCosine() {
        ApproximateIndex index =
                ApproximateIndex.builder(2, DistanceMetric.COSINE).graphFrom(1).build();
        for (int i = 0; i < 20; i++) {
            index.add(i, new float[2]);
        }
        assertThat(index.search(new float[] {1, 0}, 5)).isEmpty();
        index.add(20, new float[] {0, -1});
        assertThat(index.size()).isEqualTo(21);
        assertThat(index.search(new float[] {1, 0}, 5)).containsExactly(new Neighbor(20, 1));
        assertThat(index.remove(3)).isTrue();
        assertThat(index.contains(3)).isFalse();
        assertThat(index.size()).isEqualTo(20);
    }

    /** Deletes and adds ten times as many rows as there are, in small steps. */
    @ParameterizedTest
    @EnumSource(names = {"NONE", "ONE_BIT", "COMPACT"})
    void addRemove_tenTurnovers_keepsRecallAndSize(Quantization quantization) {
        float[][] rows = RealVectors.rows();
        float[][] queries = RealVectors.queries();
        int size = 500;
        ApproximateIndex index = ApproximateIndex.builder(D, DistanceMetric.COSINE)
                .quantization(quantization)
                .graphFrom(100)
                .build();
        Map<Long, float[]> model = new HashMap<>();
        Random random = new Random(4);
        List<Long> ids = new ArrayList<>();
        long nextId = 0;
        for (; nextId < size; nextId++) {
            model.put(nextId, rows[(int) nextId]);
            index.add(nextId, rows[(int) nextId]);
            ids.add(nextId);
        }
        double before = index.evaluate(List.of(queries), 10, 64);
        for (int step = 0; step < 10 * size; step++) {
            int victim = random.nextInt(size);
            long id = ids.get(victim);
            assertThat(index.remove(id)).isTrue();
            model.remove(id);
            assertThat(index.contains(id)).isFalse();
            float[] vector = rows[random.nextInt(rows.length)];
            index.add(nextId, vector);
            model.put(nextId, vector);
            ids.set(victim, nextId++);
            if (step % 100 == 0) {
                assertThat(index.search(queries[step / 100 % queries.length], 20))
                        .allSatisfy(neighbor -> assertThat(model).containsKey(neighbor.id()));
            }
        }
        assertThat(index.size()).isEqualTo(size);
        assertThat(index.evaluate(List.of(queries), 10, 64)).isGreaterThan(before - 0.01);
        assertThat(index.describe()).containsPattern("[345]\\d\\d nodes");
        for (long id : model.keySet()) {
            assertThat(index.search(java.util.Objects.requireNonNull(model.get(id)), 1))
                    .first()
                    .extracting(Neighbor::distance)
                    .isEqualTo(exactDistance(model, model.get(id)));
        }
        ids.forEach(index::remove);
        assertThat(index.size()).isZero();
        assertThat(index.search(queries[0], 3)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.5, 0.1, 0.03, 0.01, 0.001, 0})
    void search_filtered_findsTheNearestAccepted(double share) {
        float[][] rows = RealVectors.rows();
        ApproximateIndex index =
                ApproximateIndex.builder(D, DistanceMetric.COSINE).graphFrom(1).build();
        index.addAll(ids(rows.length), rows, (task, done, total) -> {});
        LongPredicate filter = id -> (id * 0x9E3779B97F4A7C15L >>> 11) * 0x1p-53 < share;
        long[] accepted = LongStream.range(0, rows.length).filter(filter).toArray();
        ExactIndex exact = new ExactIndex(D, DistanceMetric.COSINE);
        for (long id : accepted) {
            exact.add(id, rows[(int) id]);
        }
        int found = 0;
        int among = 0;
        int expected = 0;
        LongPredicate prepared = ApproximateIndex.prepare(filter);
        for (float[] query : RealVectors.queries()) {
            List<Neighbor> nearest = exact.search(query, 10);
            assertThat(index.search(query, 10, 64, prepared).stream()
                            .filter(nearest::contains)
                            .count())
                    .isGreaterThanOrEqualTo(Math.round(0.7 * nearest.size()));
            List<Neighbor> filtered = index.search(query, 10, 64, filter);
            assertThat(filtered).hasSize(nearest.size());
            found += (int) filtered.stream().filter(nearest::contains).count();
            among += (int) index.searchAmong(query, 10, 64, accepted).stream()
                    .filter(nearest::contains)
                    .count();
            expected += nearest.size();
        }
        assertThat(found).isGreaterThanOrEqualTo((int) (0.96 * expected));
        assertThat(among).isGreaterThanOrEqualTo((int) (0.96 * expected));
    }

    /** A prepared filter is asked once a row, and follows what is added and removed. */
    @ParameterizedTest
    @ValueSource(ints = {1, 1_000_000})
    void search_preparedFilter_followsTheRows(int graphFrom) {
        float[][] rows = RealVectors.rows();
        ApproximateIndex index = ApproximateIndex.builder(D, DistanceMetric.COSINE)
                .graphFrom(graphFrom)
                .build();
        int size = rows.length - 1;
        index.addAll(ids(size), Arrays.copyOf(rows, size), (task, done, total) -> {});
        AtomicInteger asked = new AtomicInteger();
        LongPredicate even = ApproximateIndex.prepare(id -> {
            asked.incrementAndGet();
            return id % 2 == 0;
        });
        index.search(rows[4], 1, 64, even);
        int first = asked.getAndSet(0);
        assertThat(index.search(rows[4], 1, 64, even)).extracting(Neighbor::id).containsExactly(4L);
        assertThat(first).isGreaterThan(size - 1);
        assertThat(asked).hasValueLessThan(size / 2);

        index.remove(4);
        assertThat(index.search(rows[4], 1, 64, even)).extracting(Neighbor::id).doesNotContain(4L);
        index.add(size + size % 2, rows[4]);
        assertThat(index.search(rows[4], 1, 64, even)).extracting(Neighbor::id).containsExactly((long) size + size % 2);
        index.add(size + size % 2 + 1, rows[size]);
        assertThat(index.search(rows[size], 1, 64, even))
                .extracting(Neighbor::id)
                .doesNotContain((long) size + size % 2 + 1);
    }

    /** A filter that follows the order of ids must not be mistaken for one that accepts all or nothing. */
    @Test
    void search_filterByStepsOfIds_findsTheNearestAccepted() {
        float[][] rows = RealVectors.rows();
        ApproximateIndex index =
                ApproximateIndex.builder(D, DistanceMetric.COSINE).graphFrom(1).build();
        index.addAll(ids(rows.length), rows, (task, done, total) -> {});
        ExactIndex exact = exact(DistanceMetric.COSINE, rows);
        for (int step : new int[] {2, 5, 14, 15}) {
            for (float[] query : RealVectors.queries()) {
                LongPredicate filter = id -> id % step == 1;
                List<Neighbor> all = exact.search(query, 10, filter);
                List<Neighbor> found = index.search(query, 10, 64, filter);
                assertThat(found)
                        .hasSize(10)
                        .allSatisfy(neighbor -> assertThat(neighbor.id() % step).isEqualTo(1));
                assertThat(found.stream().filter(all::contains).count()).isGreaterThanOrEqualTo(7);
            }
        }
    }

    @Test
    void build_autoQuantization_keepsToTheMemoryBudget() {
        boolean hasInline =
                Boolean.getBoolean("jtidb.test.simd") && Runtime.version().feature() >= 19;
        float[][] rows = Arrays.copyOf(RealVectors.rows(), 1000);
        long enough = (hasInline ? 32 * (12 + D / 8) + D : D) * 2000L;
        for (long budget : new long[] {0, enough - 1, enough}) {
            ApproximateIndex index = ApproximateIndex.builder(D, DistanceMetric.COSINE)
                    .memoryBudget(budget)
                    .build();
            assertThat(index.describe()).isEqualTo("exact");
            index.addAll(ids(999), Arrays.copyOf(rows, 999), (task, done, total) -> {});
            assertThat(index.describe()).isEqualTo("exact");
            index.add(999, rows[999]);
            String layout = budget < enough ? "COMPACT" : hasInline ? "INLINE" : "BYTES";
            assertThat(index.describe()).isEqualTo(layout + ", 0 nodes, 0 dead, 1000 pending");
        }
    }

    @Test
    void addAll_anyThreads_sameIndex() {
        float[][] rows = RealVectors.rows();
        List<List<Neighbor>> results = new ArrayList<>();
        for (int threads : new int[] {1, 3}) {
            ApproximateIndex index = ApproximateIndex.builder(D, DistanceMetric.COSINE)
                    .graphFrom(1)
                    .threads(threads)
                    .build();
            index.addAll(ids(rows.length), rows, (task, done, total) -> {});
            List<Neighbor> all = new ArrayList<>();
            for (float[] query : RealVectors.queries()) {
                all.addAll(index.search(query, 10, 10));
            }
            results.add(all);
        }
        assertThat(results.get(1)).isEqualTo(results.get(0));
    }

    @Test
    void addAll_reportsProgress() {
        float[][] rows = RealVectors.rows();
        List<Long> done = new ArrayList<>();
        ApproximateIndex.builder(D, DistanceMetric.COSINE)
                .graphFrom(1)
                .build()
                .addAll(ids(rows.length), rows, (task, count, total) -> {
                    assertThat(task).isEqualTo("linking 1900 rows");
                    assertThat(total).isEqualTo(rows.length);
                    done.add(count);
                });
        assertThat(done).isSorted().contains(0L, (long) rows.length).hasSizeGreaterThan(10);
    }

    @Test
    void search_kBeyondTheIndex_returnsAll() {
        ApproximateIndex index =
                ApproximateIndex.builder(D, DistanceMetric.L2).graphFrom(1).build();
        assertThat(index.search(RealVectors.queries()[0], 3)).isEmpty();
        float[][] rows = RealVectors.rows();
        index.addAll(ids(rows.length), rows, (task, done, total) -> {});
        List<Neighbor> all = exact(DistanceMetric.L2, rows).search(RealVectors.queries()[0], rows.length);
        assertThat(index.search(RealVectors.queries()[0], Integer.MAX_VALUE)).isEqualTo(all);
        assertThat(index.search(RealVectors.queries()[0], rows.length)).isEqualTo(all);
        assertThat(index.search(RealVectors.queries()[0], 1))
                .isEqualTo(all.subList(0, 1))
                .isUnmodifiable();
    }

    @Test
    void add_refusals_leaveTheIndexAsItWas() {
        ApproximateIndex index = ApproximateIndex.builder(2, DistanceMetric.L2).build();
        float[] vector = {1, 0};
        index.add(7, vector);
        vector[0] = 9;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index.add(7, new float[2]))
                .withMessage("Id 7 is in the index already; remove it first, or use another id");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index.add(8, new float[3]))
                .withMessage("Vector of id 8 must have 2 values as the index has dimensions, got 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index.add(8, new float[] {0, Float.NaN}))
                .withMessage("Vector of id 8 must be finite, got NaN at position 1");
        float[][] two = {{1, 2}, {3, 4}};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index.addAll(new long[] {8, 7}, two, (task, done, total) -> {}))
                .withMessageContaining("Id 7 is in the index already");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index.addAll(new long[] {8, 8}, two, (task, done, total) -> {}))
                .withMessage("Id 8 is given twice; every row needs its own");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index.addAll(new long[] {8}, two, (task, done, total) -> {}))
                .withMessage("There must be as many ids as vectors, got 1 ids and 2 vectors");
        assertThat(index.remove(8)).isFalse();
        assertThat(index.search(new float[] {1, 0}, 9)).containsExactly(new Neighbor(7, 0));
    }

    @Test
    void build_refusals() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApproximateIndex.builder(0, DistanceMetric.L2))
                .withMessage("Dimensions must be 1 to 16383, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApproximateIndex.builder(2, DistanceMetric.L1))
                .withMessage("Distance metric must be COSINE, L2 or NEGATIVE_INNER_PRODUCT, got L1; ExactIndex has it");
        ApproximateIndex.Builder builder = ApproximateIndex.builder(2, DistanceMetric.L2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.links(33))
                .withMessage("Links must be 32 or 64, got 33");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.constructionEffort(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.threads(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.graphFrom(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.memoryBudget(-1));
    }

    @Test
    void search_refusals() {
        ApproximateIndex index =
                ApproximateIndex.builder(2, DistanceMetric.COSINE).build();
        float[] query = {1, 0};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index.search(query, 0))
                .withMessage("k must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index.search(query, 1, 0))
                .withMessage("Effort must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index.search(new float[1], 1))
                .withMessage("Query must have 2 values as the index has dimensions, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index.search(new float[2], 1))
                .withMessageContaining("only zeros");
        assertThatIllegalArgumentException().isThrownBy(() -> index.evaluate(List.of(), 1, 10));
    }

    private static double exactDistance(Map<Long, float[]> model, float[] query) {
        return model.values().stream()
                .mapToDouble(row -> VectorMath.cosineDistance(query, row))
                .min()
                .orElseThrow();
    }

    private static ExactIndex exact(DistanceMetric metric, float[][] rows) {
        ExactIndex index = new ExactIndex(rows[0].length, metric);
        for (int i = 0; i < rows.length; i++) {
            index.add(i, rows[i]);
        }
        return index;
    }

    private static long[] ids(int count) {
        return LongStream.range(0, count).toArray();
    }
}
