package io.github.jtidb.vector;

/**
 * What an {@link ApproximateIndex} reads while it looks for candidates. Whatever it is, the candidates are then compared by
 * the vectors themselves: distances are exact, and only which rows are found depends on this. Immutable.
 */
public enum Quantization {

    /**
     * The best for the machine and the size: ONE_BIT while that fits the memory budget and the JVM has SIMD kernels that
     * count bits, else COMPACT.
     */
    AUTO,

    /** The vectors themselves. Slow, and needs no memory but the links: the reference for the others. */
    NONE,

    /**
     * 1-bit codes of all neighbours beside each row, compared at once: the fastest, at {@code links · (dimensions / 8 + 12)}
     * bytes a row beside the vectors. Where the JVM has no SIMD kernels or is older than JDK 19, as COMPACT.
     */
    ONE_BIT,

    /** One 1-bit code a row: {@code 5 · links + dimensions / 8} bytes a row or fewer beside the vectors. */
    COMPACT
}
