package io.github.jtidb.vector;

import java.util.Random;

/** Seeded vectors for tests. */
public final class RandomVectors {

    private RandomVectors() {}

    /** Normally distributed values times a scale. */
    public static float[] gaussian(Random random, int length, double scale) {
        float[] vector = new float[length];
        for (int i = 0; i < length; i++) {
            vector[i] = (float) (scale * random.nextGaussian());
        }
        return vector;
    }

    /** Normally distributed values, each times a power of two of its own: 2^-148 to 2^120, never 0. */
    public static float[] ofAllMagnitudes(Random random, int length) {
        float[] vector = new float[length];
        for (int i = 0; i < length; i++) {
            float value = (float) random.nextGaussian() * Math.scalb(1f, random.nextInt(269) - 148);
            vector[i] = value == 0 ? Float.MIN_VALUE : value;
        }
        return vector;
    }

    /** Small whole numbers, so that equal distances are common and every sum is exact. */
    public static float[] coarse(Random random, int length) {
        float[] vector = new float[length];
        for (int i = 0; i < length; i++) {
            vector[i] = random.nextInt(3) - 1;
        }
        return vector;
    }
}
