package io.github.jtidb.vector.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import io.github.jtidb.vector.RandomVectors;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The scalar kernels, and in the run with the SIMD module the SIMD kernels too, against plain sums in double. What lies
 * beside the slices is NaN, so a kernel that reads one value too many shows.
 */
class KernelsTest {

    private final Kernels scalar = new ScalarKernels();
    private final Kernels selected = KernelSelector.kernels();

    static IntStream lengths() {
        return IntStream.concat(
                IntStream.rangeClosed(0, 130),
                IntStream.of(255, 256, 257, 383, 384, 385, 768, 1023, 1024, 1025, 1536, 2047, 4095, 4096, 4097, 4100));
    }

    static Stream<Slices> slices() {
        Random random = new Random(42);
        return lengths()
                .boxed()
                .flatMap(length -> Stream.of(1e-3, 1.0, 1e9).map(scale -> new Slices(random, length, scale)));
    }

    @ParameterizedTest
    @MethodSource("slices")
    void dot_nearDouble(Slices s) {
        verify(s, Kernels::dot, (x, y) -> x * y);
    }

    @ParameterizedTest
    @MethodSource("slices")
    void squaredL2_nearDouble(Slices s) {
        verify(s, Kernels::squaredL2, (x, y) -> (x - y) * (x - y));
    }

    @ParameterizedTest
    @MethodSource("slices")
    void l1_nearDouble(Slices s) {
        verify(s, Kernels::l1, (x, y) -> Math.abs(x - y));
    }

    /** Where a loop over vectors ends and one over single values begins depends on the length: none is left out. */
    @Test
    void sums_ofEveryLength_nearDouble() {
        Random random = new Random(11);
        for (int length = 0; length <= 4100; length++) {
            Slices s = new Slices(random, length, 1);
            verify(s, Kernels::dot, (x, y) -> x * y);
            verify(s, Kernels::squaredL2, (x, y) -> (x - y) * (x - y));
            verify(s, Kernels::l1, (x, y) -> Math.abs(x - y));
            cosine_isThatOfItsSums(s);
        }
    }

    /** Either within the bounds of its sums, or left to three passes. */
    @ParameterizedTest
    @MethodSource("slices")
    void cosine_isThatOfItsSums(Slices s) {
        for (Kernels kernels : List.of(scalar, selected)) {
            double dot = kernels.dot(s.a, s.aOffset, s.b, s.bOffset, s.length);
            double aSquared = kernels.dot(s.a, s.aOffset, s.a, s.aOffset, s.length);
            double bSquared = kernels.dot(s.b, s.bOffset, s.b, s.bOffset, s.length);
            double cosine = kernels.cosine(s.a, s.aOffset, s.b, s.bOffset, s.length);
            if (kernels == scalar || !Double.isNaN(cosine)) {
                assertThat((Double) cosine).isEqualTo((Double) Kernels.trustedCosine(dot, aSquared, bSquared));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void dotTile_nearDouble(int length) {
        Random random = new Random(length);
        Slices s = new Slices(random, 4 * length, 1);
        float[] b = RandomVectors.gaussian(random, 7 * length + 10, 1);
        int[] rows = {3 * length, 1, 2 * length + 1, 5 * length + 9};
        for (Kernels kernels : List.of(scalar, selected)) {
            float[] products = new float[16];
            kernels.dotTile(s.a, s.aOffset, b, rows[0], rows[1], rows[2], rows[3], length, products);
            for (int pair = 0; pair < 16; pair++) {
                int a = s.aOffset + pair / 4 * length;
                double exact = DoubleSums.dot(s.a, a, b, rows[pair % 4], length);
                assertThat((double) products[pair])
                        .isCloseTo(exact, within(length * 0x1p-24 * magnitude(s.a, a, b, rows[pair % 4], length)));
            }
        }
    }

    /** Rows in any order, one of them twice, an odd number and an even one; the other rows and places are not touched. */
    @ParameterizedTest
    @MethodSource("lengths")
    void dots_nearDouble(int length) {
        Random random = new Random(length);
        Slices s = new Slices(random, length, 1);
        float[] b = RandomVectors.gaussian(random, 8 * length, 1);
        Arrays.fill(b, 2 * length, 3 * length, Float.NaN);
        int[] rows = {2, 7, 0, 3, 3, 6, 1, 2};
        for (Kernels kernels : List.of(scalar, selected)) {
            for (int to = 1; to < rows.length; to++) {
                float[] products = new float[rows.length];
                Arrays.fill(products, -1);
                kernels.dots(s.a, s.aOffset, b, rows, 1, to, length, products);
                for (int i = 1; i < to; i++) {
                    int row = rows[i] * length;
                    double bound = length * 0x1p-24 * magnitude(s.a, s.aOffset, b, row, length);
                    assertThat((double) products[i])
                            .isCloseTo(DoubleSums.dot(s.a, s.aOffset, b, row, length), within(bound));
                }
                assertThat(products[0]).isEqualTo(-1);
                assertThat(Arrays.copyOfRange(products, to, rows.length)).containsOnly(-1);
            }
        }
    }

    @Test
    void byteSums_ofEveryLength_areExact() {
        IntStream.rangeClosed(0, 4100).forEach(this::verifyByteSums);
    }

    /** At random, and where all values are the most negative: sums of bytes are exact. */
    private void verifyByteSums(int length) {
        Random random = new Random(length);
        byte[] a = new byte[length + 5];
        byte[] b = new byte[length + 9];
        for (int run = 0; run < 3; run++) {
            if (run == 0) {
                random.nextBytes(a);
                random.nextBytes(b);
            } else {
                Arrays.fill(a, Byte.MIN_VALUE);
                Arrays.fill(b, run == 1 ? Byte.MIN_VALUE : Byte.MAX_VALUE);
            }
            int dot = 0;
            int squaredL2 = 0;
            for (int i = 0; i < length; i++) {
                dot += a[3 + i] * b[7 + i];
                squaredL2 += (a[3 + i] - b[7 + i]) * (a[3 + i] - b[7 + i]);
            }
            for (Kernels kernels : List.of(scalar, selected)) {
                assertThat(kernels.dot(a, 3, b, 7, length))
                        .as("length %d", length)
                        .isEqualTo(dot);
                assertThat(kernels.squaredL2(a, 3, b, 7, length))
                        .as("length %d", length)
                        .isEqualTo(squaredL2);
            }
        }
    }

    private static double magnitude(float[] a, int aOffset, float[] b, int bOffset, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += Math.abs((double) a[aOffset + i] * b[bOffset + i]);
        }
        return sum;
    }

    /** The first calls are interpreted, the last ones compiled: a sum may not depend on that. */
    @Test
    void sums_stayTheSameOnceCompiled() {
        Slices s = new Slices(new Random(5), 1000, 1);
        double dot = selected.dot(s.a, s.aOffset, s.b, s.bOffset, s.length);
        double squaredL2 = selected.squaredL2(s.a, s.aOffset, s.b, s.bOffset, s.length);
        double l1 = selected.l1(s.a, s.aOffset, s.b, s.bOffset, s.length);
        for (int i = 0; i < 50_000; i++) {
            if (dot != selected.dot(s.a, s.aOffset, s.b, s.bOffset, s.length)
                    || squaredL2 != selected.squaredL2(s.a, s.aOffset, s.b, s.bOffset, s.length)
                    || l1 != selected.l1(s.a, s.aOffset, s.b, s.bOffset, s.length)) {
                fail("A sum changed at call " + i);
            }
        }
    }

    private void verify(Slices s, Sum sum, DoubleBinaryOperator term) {
        double exact = 0;
        double magnitude = 0;
        for (int i = 0; i < s.length; i++) {
            double value = term.applyAsDouble(s.a[s.aOffset + i], s.b[s.bOffset + i]);
            exact += value;
            magnitude += Math.abs(value);
        }
        double bound = (s.length / 4 + 32) * 0x1p-24 * magnitude;
        double plain = sum.of(scalar, s.a, s.aOffset, s.b, s.bOffset, s.length);
        double simd = sum.of(selected, s.a, s.aOffset, s.b, s.bOffset, s.length);
        assertThat(plain).as("scalar, %s", s).isCloseTo(exact, within(bound));
        assertThat(simd).as("selected, %s", s).isCloseTo(exact, within(bound));
        assertThat(simd).as("selected and scalar, %s", s).isCloseTo(plain, within(2 * bound));
    }

    private interface Sum {
        double of(Kernels kernels, float[] a, int aOffset, float[] b, int bOffset, int length);
    }

    private static final class Slices {
        final int length;
        final double scale;
        final int aOffset;
        final int bOffset;
        final float[] a;
        final float[] b;

        Slices(Random random, int length, double scale) {
            this.length = length;
            this.scale = scale;
            aOffset = random.nextInt(20);
            bOffset = random.nextInt(20);
            a = surrounded(RandomVectors.gaussian(random, length, scale), aOffset);
            b = surrounded(RandomVectors.gaussian(random, length, scale), bOffset);
        }

        private static float[] surrounded(float[] values, int offset) {
            float[] array = new float[offset + values.length + 20];
            Arrays.fill(array, Float.NaN);
            System.arraycopy(values, 0, array, offset, values.length);
            return array;
        }

        @Override
        public String toString() {
            return length + " values of about " + scale;
        }
    }
}
