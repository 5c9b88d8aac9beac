package io.github.jtidb.vector.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.jtidb.vector.RandomVectors;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HadamardTest {

    /** The definition: result i is the sum of all values j, negative where i and j have an odd number of bits in common. */
    @ParameterizedTest
    @ValueSource(ints = {64, 128, 512})
    void transform_anyLength_isTheSumsOfTheDefinition(int count) {
        float[] values = RandomVectors.gaussian(new Random(count), count + 9, 1);
        float[] transformed = values.clone();
        Hadamard.select().transform(transformed, 5, count);
        for (int i = 0; i < count; i++) {
            double expected = 0;
            for (int j = 0; j < count; j++) {
                expected += (Integer.bitCount(i & j) % 2 == 0 ? 1 : -1) * values[5 + j];
            }
            assertThat((double) transformed[5 + i]).isCloseTo(expected, within(1e-3));
        }
        assertThat(transformed).startsWith(values[0], values[1], values[2], values[3], values[4]);
        assertThat(transformed).endsWith(values[count + 5], values[count + 6], values[count + 7], values[count + 8]);
    }

    /** So an index is the same whichever kernels made it. */
    @ParameterizedTest
    @ValueSource(ints = {64, 256, 4096})
    void transform_selected_hasTheBitsOfThePlainOne(int count) {
        float[] values = RandomVectors.gaussian(new Random(count), count, 1);
        float[] plain = values.clone();
        new Hadamard().transform(plain, 0, count);
        Hadamard.select().transform(values, 0, count);
        assertThat(values).containsExactly(plain);
    }
}
