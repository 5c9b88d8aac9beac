package io.github.jtidb.vector;

/** Arithmetic on float vectors. Thread-safe. */
public final class VectorMath {

    private VectorMath() {}

    /**
     * The vector scaled to length one.
     *
     * @param vector finite values; not changed
     * @return a new array; all zeros where the input is all zeros
     */
    public static float[] normalize(float[] vector) {
        double sum = 0;
        for (float value : vector) {
            sum += (double) value * value;
        }
        float[] unit = vector.clone();
        if (sum > 0) {
            double scale = 1 / Math.sqrt(sum);
            for (int i = 0; i < unit.length; i++) {
                unit[i] = (float) (vector[i] * scale);
            }
        }
        return unit;
    }
}
