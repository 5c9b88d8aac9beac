package io.github.jtidb.vector.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongIntMapTest {

    /** Keys one after another, at equal steps, and spread over all longs. */
    @ParameterizedTest
    @ValueSource(longs = {1, 1L << 32, 3L << 50, 0x9E3779B97F4A7C15L})
    void putGetRemove_anyOrder_asInAHashMap(long step) {
        Random random = new Random(step);
        LongIntMap map = new LongIntMap();
        Map<Long, Integer> model = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            long key = (random.nextInt(3000) - 1500) * step;
            int value = random.nextInt(Integer.MAX_VALUE);
            switch (random.nextInt(3)) {
                case 0 -> assertThat(map.remove(key)).isEqualTo(orAbsent(model.remove(key)));
                case 1 -> {
                    map.put(key, value);
                    model.put(key, value);
                }
                default -> assertThat(map.get(key)).isEqualTo(orAbsent(model.get(key)));
            }
            assertThat(map.size()).isEqualTo(model.size());
        }
        for (long i = -1500; i < 1500; i++) {
            assertThat(map.contains(i * step)).isEqualTo(model.containsKey(i * step));
            assertThat(map.get(i * step)).isEqualTo(orAbsent(model.get(i * step)));
        }
    }

    private static int orAbsent(@Nullable Integer value) {
        return value == null ? LongIntMap.ABSENT : value;
    }
}
