package io.github.jtidb.vector.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BitCountsTest {

    private static final int OFFSET = 3;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 100, 384, 1536, 4100})
    void hamming_countsDifferingBits(int dimensions) {
        Random random = new Random(dimensions);
        byte[] a = values(random, dimensions, 2);
        byte[] b = values(random, dimensions, 2);
        int differing = 0;
        for (int i = 0; i < dimensions; i++) {
            differing += a[i] == b[i] ? 0 : 1;
        }
        assertThat(BitCounts.hamming(bits(a, 0), 0, bits(b, OFFSET), OFFSET, words(dimensions)))
                .isEqualTo(differing);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 100, 384, 1536, 4100})
    void dot_addsTheQueryWhereBitsAreSet(int dimensions) {
        Random random = new Random(dimensions);
        byte[] query = values(random, dimensions, 16);
        byte[] row = values(random, dimensions, 2);
        int sum = 0;
        for (int i = 0; i < dimensions; i++) {
            sum += query[i] * row[i];
        }
        assertThat(BitCounts.dot(BitCounts.planes(query), bits(row, OFFSET), OFFSET, words(dimensions)))
                .isEqualTo(sum);
    }

    private static int words(int dimensions) {
        return (dimensions + 63) / 64;
    }

    private static byte[] values(Random random, int count, int below) {
        byte[] values = new byte[count];
        for (int i = 0; i < count; i++) {
            values[i] = (byte) random.nextInt(below);
        }
        return values;
    }

    /** Bits behind some words that count if they are read. */
    private static long[] bits(byte[] values, int offset) {
        long[] words = new long[offset + words(values.length)];
        for (int i = 0; i < offset; i++) {
            words[i] = i % 2 == 0 ? -1 : 1;
        }
        for (int i = 0; i < values.length; i++) {
            words[offset + i / 64] |= (long) values[i] << i;
        }
        return words;
    }
}
