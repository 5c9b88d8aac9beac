/**
 * Distances, exact search and the vector text codec; start at {@link io.github.jtidb.vector.VectorMath}.
 *
 * <p>Run with {@code --add-modules jdk.incubator.vector} for SIMD speed; without it the results are the same but for the
 * rounding of the last bits.
 */
package io.github.jtidb.vector;
