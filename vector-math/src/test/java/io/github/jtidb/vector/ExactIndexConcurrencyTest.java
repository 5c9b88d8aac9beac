package io.github.jtidb.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ExactIndexConcurrencyTest {

    private static final int DIMENSIONS = 64;
    private static final int WRITERS = 2;
    private static final int ROWS = 3000;

    /**
     * Each writer adds rows whose values are all their id, and removes two of three, while readers search. A row that is
     * seen half written, under a wrong id, or twice has a distance that does not fit its id.
     */
    @Test
    @Timeout(60)
    void search_besideWriters_seesWholeRows() throws Exception {
        ExactIndex index = new ExactIndex(DIMENSIONS, DistanceMetric.L1);
        index.add(0, new float[DIMENSIONS]);
        ExecutorService threads = Executors.newFixedThreadPool(2 * WRITERS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int first = 1 + writer * ROWS;
                running.add(threads.submit(() -> write(index, first)));
                running.add(threads.submit(read(index)));
            }
            for (Future<?> future : running) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(index.size()).isEqualTo(1 + WRITERS * ROWS / 3);
        assertThat(index.search(new float[DIMENSIONS], Integer.MAX_VALUE))
                .hasSize(index.size())
                .allSatisfy(ExactIndexConcurrencyTest::fits);
    }

    private static void write(ExactIndex index, int first) {
        for (int i = 0; i < ROWS; i++) {
            float[] vector = new float[DIMENSIONS];
            Arrays.fill(vector, first + i);
            index.add(first + i, vector);
            if (i % 3 == 2) {
                index.remove(first + i - 2);
                index.remove(first + i - 1);
            }
        }
    }

    private static Callable<Void> read(ExactIndex index) {
        return () -> {
            for (int i = 0; i < 200; i++) {
                List<Neighbor> all = index.search(new float[DIMENSIONS], Integer.MAX_VALUE);
                assertThat(all).first().isEqualTo(new Neighbor(0, 0));
                all.forEach(ExactIndexConcurrencyTest::fits);
                assertThat(all.stream().map(Neighbor::id)).doesNotHaveDuplicates();
            }
            return null;
        };
    }

    private static void fits(Neighbor neighbor) {
        assertThat(neighbor.distance()).isEqualTo((double) neighbor.id() * DIMENSIONS);
    }
}
