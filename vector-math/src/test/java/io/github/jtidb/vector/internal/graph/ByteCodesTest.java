package io.github.jtidb.vector.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.jtidb.vector.RandomVectors;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteCodesTest {

    private static final int ROWS = 40;

    /** Each value is off by half a step at most, and so are the sums of its products. */
    @ParameterizedTest
    @CsvSource({"64, 1", "384, 1e-12", "1024, 1e9", "128, 0"})
    void product_ofRowsAndQueries_isAsNearAsRoundingAllows(int length, double scale) {
        Random random = new Random(4);
        ByteCodes codes = new ByteCodes(length, 3);
        codes.reserve(ROWS);
        float[][] rows = new float[ROWS][];
        for (int slot = 0; slot < ROWS; slot++) {
            rows[slot] = RandomVectors.gaussian(random, length, slot == 5 ? 0 : scale);
            codes.set(slot, rows[slot], slot);
        }
        byte[] rounded = new byte[length];
        for (int a = 0; a < ROWS; a++) {
            float step = ByteCodes.round(rows[a], rounded, 0);
            assertThat(step).isEqualTo(codes.step(a));
            assertThat(codes.summand(a)).isEqualTo(a);
            for (int b = 0; b < ROWS; b++) {
                double exact = 0;
                double bound = 0;
                for (int i = 0; i < length; i++) {
                    exact += (double) rows[a][i] * rows[b][i];
                    bound += codes.step(a) * Math.abs(rows[b][i]) + codes.step(b) * Math.abs(rows[a][i]);
                    bound += (double) codes.step(a) * codes.step(b);
                }
                assertThat((double) codes.product(a, b)).isCloseTo(exact, within(0.5 * bound + 1e-30));
                assertThat(codes.product(b, rounded, step)).isEqualTo(codes.product(a, b));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"64", "200"})
    void isSame_equalRows_only(int length) {
        Random random = new Random(5);
        ByteCodes codes = new ByteCodes(length, 1);
        codes.reserve(4);
        float[] row = RandomVectors.gaussian(random, length, 1);
        codes.set(0, row, 1);
        codes.set(3, row.clone(), 1);
        codes.set(1, RandomVectors.gaussian(random, length, 1), 1);
        assertThat(codes.isSame(0, 3)).isTrue();
        assertThat(codes.isSame(0, 1)).isFalse();
    }
}
