package io.github.jtidb.vector.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jtidb.vector.Neighbor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopKTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 10, 64, 199, 200, 201, 1000})
    void offer_randomWithTies_equalsSort(int k) {
        Random random = new Random(k);
        for (int distinct : new int[] {1, 5, 1000}) {
            TopK best = new TopK(k);
            List<Neighbor> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Neighbor neighbor = new Neighbor(random.nextLong(), random.nextInt(distinct) - 2);
                all.add(neighbor);
                best.offer(neighbor.id(), neighbor.distance());
            }
            all.sort(null);
            assertThat(best.toList()).isEqualTo(all.subList(0, Math.min(k, 200)));
        }
    }

    @Test
    void toList_nothingOffered_isEmpty() {
        assertThat(new TopK(3).toList()).isEmpty();
    }
}
