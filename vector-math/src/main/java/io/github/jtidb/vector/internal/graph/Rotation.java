package io.github.jtidb.vector.internal.graph;

import java.util.Random;

/**
 * A fixed random rotation, which spreads what a few outstanding dimensions hold over all, so that every bit of a code tells
 * equally much. It is made of Walsh-Hadamard transforms between random changes of sign: O(n log n). Immutable.
 */
final class Rotation {

    private static final int ROUNDS = 2;
    private static final long SEED = 0x6a746964;

    private final int length;
    private final int power;
    private final float[][] signs;

    /** For vectors of a length that is a multiple of 64. */
    Rotation(int length) {
        this.length = length;
        power = Integer.highestOneBit(length);
        Random random = new Random(SEED);
        // The transform has powers of two: the first so many values, then the last so many.
        signs = new float[ROUNDS * (power == length ? 1 : 2)][length];
        float unit = (float) (1 / Math.sqrt(power));
        for (int i = 0; i < signs.length; i++) {
            int from = from(i);
            for (int j = 0; j < length; j++) {
                boolean transformed = j >= from && j < from + power;
                signs[i][j] = (random.nextBoolean() ? 1 : -1) * (transformed ? unit : 1);
            }
        }
    }

    void apply(float[] vector) {
        for (int i = 0; i < signs.length; i++) {
            float[] sign = signs[i];
            for (int j = 0; j < length; j++) {
                vector[j] *= sign[j];
            }
            transform(vector, from(i));
        }
    }

    private int from(int step) {
        return step % 2 == 0 ? 0 : length - power;
    }

    private void transform(float[] v, int from) {
        for (int i = from; i < from + power; i += 8) {
            eight(v, i);
        }
        for (int half = 8; half < power; half *= 2) {
            for (int i = from; i < from + power; i += 2 * half) {
                butterflies(v, i, half);
            }
        }
    }

    private static void butterflies(float[] v, int from, int half) {
        for (int j = from; j < from + half; j++) {
            float a = v[j];
            float b = v[j + half];
            v[j] = a + b;
            v[j + half] = a - b;
        }
    }

    /** The first three levels on eight values at once, in registers. */
    private static void eight(float[] v, int i) {
        float a0 = v[i] + v[i + 1];
        float a1 = v[i] - v[i + 1];
        float a2 = v[i + 2] + v[i + 3];
        float a3 = v[i + 2] - v[i + 3];
        float a4 = v[i + 4] + v[i + 5];
        float a5 = v[i + 4] - v[i + 5];
        float a6 = v[i + 6] + v[i + 7];
        float a7 = v[i + 6] - v[i + 7];
        float b0 = a0 + a2;
        float b1 = a1 + a3;
        float b2 = a0 - a2;
        float b3 = a1 - a3;
        float b4 = a4 + a6;
        float b5 = a5 + a7;
        float b6 = a4 - a6;
        float b7 = a5 - a7;
        v[i] = b0 + b4;
        v[i + 1] = b1 + b5;
        v[i + 2] = b2 + b6;
        v[i + 3] = b3 + b7;
        v[i + 4] = b0 - b4;
        v[i + 5] = b1 - b5;
        v[i + 6] = b2 - b6;
        v[i + 7] = b3 - b7;
    }
}
