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

    /** Small whole numbers, so that equal distances are common and every sum is exact. */
    public static float[] coarse(Random random, int length) {
        float[] vector = new float[length];
        for (int i = 0; i < length; i++) {
            vector[i] = random.nextInt(3) - 1;
        }
        return vector;
    }
}
