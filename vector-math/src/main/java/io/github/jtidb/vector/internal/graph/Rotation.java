package io.github.jtidb.vector.internal.graph;

import java.util.Random;

/**
 * A fixed random rotation, which spreads what a few outstanding dimensions hold over all, so that every bit of a code tells
 * equally much. It is made of Walsh-Hadamard transforms between random changes of sign: O(n log n). Immutable.
 */
final class Rotation {

    private static final Hadamard HADAMARD = Hadamard.select();
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
            HADAMARD.transform(vector, from(i), power);
        }
    }

    private int from(int step) {
        return step % 2 == 0 ? 0 : length - power;
    }
}
