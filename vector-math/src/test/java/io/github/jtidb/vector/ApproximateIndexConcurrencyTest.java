package io.github.jtidb.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jtidb.vector.ApproximateIndex.Quantization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApproximateIndexConcurrencyTest {

    private static final int D = RealVectors.DIMENSIONS;
    private static final int STAYING = 300;

    /** Rows that are there throughout are found, and what is found is right, whatever comes and goes beside. */
    @ParameterizedTest
    @EnumSource(names = {"NONE", "ONE_BIT", "COMPACT"})
    void search_besideAddsAndRemoves_findsRowsThatStay(Quantization quantization) throws Exception {
        float[][] rows = RealVectors.rows();
        ApproximateIndex index = ApproximateIndex.builder(D, DistanceMetric.COSINE)
                .quantization(quantization)
                .graphFrom(100)
                .build();
        index.addAll(LongStream.range(0, STAYING).toArray(), Arrays.copyOf(rows, STAYING), (task, done, total) -> {});
        AtomicBoolean ended = new AtomicBoolean();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<double[]>> readers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Random random = new Random(i);
                readers.add(threads.submit(() -> read(index, rows, random, ended)));
            }
            Future<?> other = threads.submit(() -> write(index, rows, 1));
            write(index, rows, 0);
            other.get();
            ended.set(true);
            for (Future<double[]> reader : readers) {
                double[] counts = reader.get();
                assertThat(counts[1]).isGreaterThanOrEqualTo(0.995 * counts[0]);
            }
        } finally {
            ended.set(true);
            threads.shutdownNow();
        }
        assertThat(index.evaluate(List.of(RealVectors.queries()), 10, 96)).isGreaterThan(0.98);
    }

    /** Rows are found while they are still being linked. */
    @Test
    void search_besideAddAll_findsItsRows() throws Exception {
        float[][] rows = RealVectors.rows();
        ApproximateIndex index = ApproximateIndex.builder(D, DistanceMetric.COSINE)
                .graphFrom(100)
                .build();
        List<Neighbor> seen = new ArrayList<>();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            index.addAll(LongStream.range(0, rows.length).toArray(), rows, (task, done, total) -> {
                if (done < total) {
                    // On another thread, for this one holds what writers hold.
                    int id = (int) (total - 1 - done);
                    Future<List<Neighbor>> found = thread.submit(() -> index.search(rows[id], 1));
                    try {
                        seen.addAll(found.get());
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                }
            });
        } finally {
            thread.shutdownNow();
        }
        assertThat(seen)
                .hasSizeGreaterThan(5)
                .allSatisfy(neighbor -> assertThat(neighbor.distance()).isLessThan(1e-6));
    }

    /** Adds and removes every second row that does not stay, some twice. */
    private static void write(ApproximateIndex index, float[][] rows, int parity) {
        for (int id = STAYING + parity; id < rows.length; id += 2) {
            index.add(id, rows[id]);
            if (id % 3 == 0) {
                index.remove(id);
                index.add(id, rows[id]);
            }
            if (id % 5 == 0) {
                index.remove(id);
            }
        }
    }

    /** Searches until the writers end; returns how often, and how often the row that was the query was found. */
    private static double[] read(ApproximateIndex index, float[][] rows, Random random, AtomicBoolean ended) {
        double[] counts = new double[2];
        do {
            int wanted = random.nextInt(STAYING);
            List<Neighbor> found = index.search(rows[wanted], 5, 96);
            assertThat(found).hasSize(5).isSorted();
            for (Neighbor neighbor : found) {
                assertThat(neighbor.distance())
                        .isEqualTo(VectorMath.distance(DistanceMetric.COSINE, rows[wanted], rows[(int) neighbor.id()]));
                counts[1] += neighbor.id() == wanted ? 1 : 0;
            }
            counts[0]++;
        } while (!ended.get());
        return counts;
    }
}
