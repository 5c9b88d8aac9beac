/**
 * The approximate index behind {@link io.github.jtidb.vector.ApproximateIndex}: a graph of rows, walked on 1-bit codes, with
 * the best candidates compared exactly. Not exported.
 *
 * <p>{@link io.github.jtidb.vector.internal.graph.GraphIndex} is where the public type enters. {@code Rows} holds the vectors,
 * {@code Codec} and {@code Codes} their codes, {@code Links} the graph; {@code Searcher} walks it, {@code Linker} builds it,
 * {@code Sweeper} takes removed rows out of it.
 */
package io.github.jtidb.vector.internal.graph;
