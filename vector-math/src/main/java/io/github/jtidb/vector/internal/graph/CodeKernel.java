package io.github.jtidb.vector.internal.graph;

import io.github.jtidb.vector.internal.KernelSelector;
import org.jspecify.annotations.Nullable;

/**
 * Estimates scores from codes with SIMD: of some rows, or of all links of a node at once. Implementations hold no state.
 * Thread-safe.
 */
interface CodeKernel {

    /**
     * Estimates.
     *
     * @param block the node, as {@link Links} lays it out
     * @param offset where it begins
     * @param width how many links a node can have: a multiple of 32, up to 64
     * @param scores where the estimates go; those beyond the last link are minus infinity
     * @return a bit for each estimate above the threshold
     */
    long estimate(int[] block, int offset, int width, QueryCode query, float threshold, float[] scores);

    /** {@link QueryCode#estimate} of {@code count} rows, to the bit. */
    void estimate(Codes codes, int[] slots, int from, int count, QueryCode query, float[] scores);

    /**
     * The kernel of this JVM, or null where it has none: that takes the SIMD kernels of vector-math and JDK 19, whose
     * vectors count bits.
     */
    static @Nullable CodeKernel select() {
        return KernelSelector.simd(CodeKernel.class, "SimdCodeKernel");
    }
}
