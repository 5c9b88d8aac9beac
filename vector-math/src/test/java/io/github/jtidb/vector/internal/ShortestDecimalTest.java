package io.github.jtidb.vector.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortestDecimalTest {

    @ParameterizedTest
    @CsvSource({
        "0x0p0f, 0",
        "-0x0p0f, -0",
        "0x1p0f, 1",
        "-0x1p-1f, -0.5",
        "0x1.4p1f, 2.5",
        "0x1.99999ap-4f, 0.1",
        "0x1.4p3f, 10",
        "0x1.9p6f, 100",
        "0x1p23f, 8388608",
        "0x1p24f, 16777216",
        "0x1.2a05f2p33f, 10000000000",
        // Float.toString of JDK 17 prints more digits than this one needs.
        "0x1p34f, 17179870000",
        "0x1.0p-10f, 0.0009765625",
        "0x1p-149f, 0.000000000000000000000000000000000000000000001",
        "0x1p-126f, 0.000000000000000000000000000000000000011754944",
        "0x1.fffffep127f, 340282350000000000000000000000000000000",
        "0x1.921fb6p1f, 3.1415927",
        // Two decimals are equally near to these: the even digit wins.
        "0x1.000004p20f, 1048576.2",
        "0x1.00000cp20f, 1048576.8"
    })
    void append_knownValues(String value, String text) {
        assertThat(print(Float.parseFloat(value))).isEqualTo(text);
    }

    /** Both ends of every binade, where the interval of a float is lopsided, and the values beside them. */
    @Test
    void append_everyPowerOfTwo_isShortest() {
        IntStream.rangeClosed(0, 254).map(biased -> biased << 23).forEach(power -> {
            for (int bits = Math.max(1, power - 3); bits < power + 4; bits++) {
                assertShortest(Float.intBitsToFloat(bits));
            }
        });
    }

    @Test
    void append_everyPowerOfTen_isShortest() {
        for (int power = -45; power <= 38; power++) {
            int bits = Float.floatToIntBits(Float.parseFloat("1e" + power));
            for (int near = Math.max(1, bits - 3); near < bits + 4; near++) {
                assertShortest(Float.intBitsToFloat(near));
            }
        }
    }

    @Test
    void append_randomBits_isShortest() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(value) && value != 0) {
                assertShortest(value);
            }
        }
    }

    @Test
    void append_randomUnitValues_isShortest() {
        Random random = new Random(12);
        for (int i = 0; i < 20_000; i++) {
            assertShortest(random.nextFloat() - 0.5f);
        }
    }

    /**
     * Of n digits, the decimals around a float that could parse back to it are its value rounded down and up. So no decimal
     * of n - 1 digits may parse back, and of those of n digits that do, the one printed must be the nearest.
     */
    private static void assertShortest(float value) {
        String text = print(value);
        assertThat(text).matches("-?(0|[1-9][0-9]*)(\\.[0-9]*[1-9])?");
        assertThat((float) Double.parseDouble(text)).isEqualTo(value);

        BigDecimal exact = new BigDecimal(value);
        BigDecimal printed = new BigDecimal(text).stripTrailingZeros();
        int digits = printed.precision();
        for (RoundingMode mode : new RoundingMode[] {RoundingMode.DOWN, RoundingMode.UP}) {
            if (digits > 1) {
                BigDecimal shorter = exact.round(new MathContext(digits - 1, mode));
                assertThat(parse(shorter)).as(text).isNotEqualTo(value);
            }
            BigDecimal rival = exact.round(new MathContext(digits, mode));
            if (parse(rival) == value) {
                assertThat(printed.subtract(exact).abs())
                        .as(text)
                        .isLessThanOrEqualTo(rival.subtract(exact).abs());
            }
        }
    }

    /** Not BigDecimal.floatValue, which rounds wrongly on JDK 17. */
    private static float parse(BigDecimal decimal) {
        return Float.parseFloat(decimal.toString());
    }

    private static String print(float value) {
        StringBuilder text = new StringBuilder();
        ShortestDecimal.append(text, value);
        return text.toString();
    }
}
