package io.github.jtidb.vector.internal.graph;

import io.github.jtidb.vector.internal.KernelSelector;

/**
 * The Walsh-Hadamard transform, not scaled: each result is the sum of all values, half of them taken negative. This one runs
 * on every JVM; where there are SIMD kernels {@link SimdHadamard} gives the same bits in a fraction of the time. Immutable.
 */
class Hadamard {

    /** Transforms the values from an offset on in place; there is a power of two of them, 64 or more. */
    void transform(float[] v, int from, int count) {
        for (int half = 1; half < count; half *= 2) {
            for (int i = from; i < from + count; i += 2 * half) {
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

    /** The fastest of this JVM. */
    static Hadamard select() {
        Hadamard simd = KernelSelector.simd(Hadamard.class, "SimdHadamard");
        return simd == null ? new Hadamard() : simd;
    }
}
