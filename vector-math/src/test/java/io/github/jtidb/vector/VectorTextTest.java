package io.github.jtidb.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VectorTextTest {

    @Test
    void format_asTiDBPrints() {
        assertThat(VectorText.format(new float[] {1, 2.5f, -0.1f})).isEqualTo("[1,2.5,-0.1]");
        assertThat(VectorText.format(new float[] {-0f, 1e10f, 1e-7f})).isEqualTo("[-0,10000000000,0.0000001]");
        assertThat(VectorText.format(new float[0])).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void format_notFinite(float value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VectorText.format(new float[] {0, value}))
                .withMessage("A vector must be finite, got " + value + " at position 1");
    }

    @Test
    void longestVector() {
        float[] vector = new float[VectorText.MAX_DIMENSIONS];
        assertThat(VectorText.parse(VectorText.format(vector))).isEqualTo(vector);
    }

    @Test
    void oneValueTooMany() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VectorText.format(new float[16384]))
                .withMessage("A vector may have 16383 values at most, got 16384");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VectorText.parse("[" + "0,".repeat(16383) + "0]"))
                .withMessageContaining("position 32767: expected at most 16383 values");
    }

    @Test
    void roundTrip_randomBits() {
        Random random = new Random(21);
        for (int round = 0; round < 200; round++) {
            float[] vector = new float[random.nextInt(400)];
            for (int i = 0; i < vector.length; i++) {
                float value = Float.intBitsToFloat(random.nextInt());
                vector[i] = Float.isFinite(value) ? value : -0f;
            }
            assertThat(bits(VectorText.parse(VectorText.format(vector)))).isEqualTo(bits(vector));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[0]|0",
                "[-0]|-0",
                "[1.0]|1",
                "[1e2]|100",
                "[1E+2]|100",
                "[25e-1]|2.5",
                "[-1.5e0]|-1.5",
                "[0.10]|0.1",
                "[0e999999999999]|0",
                "[1e-60]|0",
                "[-1e-999999999999]|-0",
                "[3.4028234663852886e38]|3.4028235e38",
                "[0.000000000000000000000000000000000000000000001]|1e-45",
                "[123456789012345678901234567890]|1.2345679e29",
                "[9007199254740993]|9.007199254740992e15"
            })
    void parse_number(String text, float value) {
        assertThat(bits(VectorText.parse(text))).isEqualTo(bits(new float[] {value}));
    }

    /** One rounding would take the number up to the next float; double makes it a tie, which goes to the even float, 1. */
    @Test
    void parse_roundsThroughDouble() {
        String justAboveTheMiddle = "1.00000005960464477540";
        assertThat(Float.parseFloat(justAboveTheMiddle)).isEqualTo(Math.nextUp(1f));
        assertThat(VectorText.parse("[" + justAboveTheMiddle + "]")).containsExactly(1f);
    }

    /** Numbers of every length and shape against the JDK's own parser. */
    @Test
    void parse_randomDecimals_roundAsTheJdk() {
        Random random = new Random(22);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder number = new StringBuilder(random.nextBoolean() ? "-" : "");
            number.append(random.nextInt(3) == 0 ? "0" : Long.toString(random.nextLong() >>> (1 + random.nextInt(60))));
            if (random.nextBoolean()) {
                number.append('.')
                        .append("0".repeat(random.nextInt(5)))
                        .append(random.nextLong() >>> (1 + random.nextInt(60)));
            }
            if (random.nextInt(3) == 0) {
                number.append("e").append(random.nextInt(40) - 22);
            }
            float expected = (float) Double.parseDouble(number.toString());
            if (Float.isFinite(expected)) {
                assertThat(bits(VectorText.parse("[" + number + "]")))
                        .as(number.toString())
                        .isEqualTo(bits(new float[] {expected}));
            }
        }
    }

    @Test
    void parse_whiteSpace() {
        assertThat(VectorText.parse(" \t\r\n[ 1 ,\n2\t,3 ] \n")).containsExactly(1, 2, 3);
        assertThat(VectorText.parse("[ ]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|0|'['|the end",
                "1,2|0|'['|'1,2'",
                "null|0|'['|'null'",
                "{}|0|'['|'{}'",
                "(1)|0|'['|'(1)'",
                "[|1|a number|the end",
                "[1|2|',' or ']'|the end",
                "[1,|3|a number|the end",
                "[1,]|3|a number|']'",
                "[,1]|1|a number|',1]'",
                "[1,,2]|3|a number|',2]'",
                "[1 2]|3|',' or ']'|'2]'",
                "[1;2]|2|',' or ']'|';2]'",
                "[null]|1|a number|'null]'",
                "[[1]]|1|a number|'[1]]'",
                "[true]|1|a number|'true]'",
                "[\"1\"]|1|a number|'\"1\"]'",
                "[NaN]|1|a number|'NaN]'",
                "[-Infinity]|2|a number|'Infinity]'",
                "[+1]|1|a number|'+1]'",
                "[.5]|1|a number|'.5]'",
                "[01]|2|no digit after a leading zero|'1]'",
                "[-01]|3|no digit after a leading zero|'1]'",
                "[1.]|3|a digit|']'",
                "[1.e2]|3|a digit|'e2]'",
                "[1e]|3|a digit|']'",
                "[1e+]|4|a digit|']'",
                "[1e+-2]|4|a digit|'-2]'",
                "[--1]|2|a number|'-1]'",
                "[0x10]|2|',' or ']'|'x10]'",
                "[1f]|2|',' or ']'|'f]'",
                "[1_0]|2|',' or ']'|'_0]'",
                "[\u0661]|1|a number|'\u0661]'",
                "[1]2|3|nothing after ']'|'2'",
                "[1],|3|nothing after ']'|','",
                "[1][2]|3|nothing after ']'|'[2]'",
                "[1\u00a0]|2|',' or ']'|'\u00a0]'",
                "[1\u0000]|2|',' or ']'|'\u0000]'",
                "[1,1e39]|3|a number within the range of float (up to 3.4028235e38)|'1e39]'",
                "[-3.4028235e38]|1|a number within the range of float (up to 3.4028235e38)|'-3.4028235e38]'",
                "[1e999999999999]|1|a number within the range of float (up to 3.4028235e38)|'1e999999999999]'",
                "[x2345678901234567890123456789]|1|a number|'x2345678901234567890…'"
            })
    void parse_refused(String text, int position, String expected, String got) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VectorText.parse(text))
                .withMessage("Invalid vector text at position " + position + ": expected " + expected + ", got " + got
                        + "; a vector is written as [1,2.5,-0.1]");
    }

    @Test
    void parse_largestFloat_writtenOut() {
        String text = "[" + new BigDecimal(Float.MAX_VALUE).toPlainString() + "]";
        assertThat(VectorText.parse(text)).containsExactly(Float.MAX_VALUE);
    }

    private static int[] bits(float[] vector) {
        int[] bits = new int[vector.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(vector[i]);
        }
        return bits;
    }
}
