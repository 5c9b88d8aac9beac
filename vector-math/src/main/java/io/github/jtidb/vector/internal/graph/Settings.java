package io.github.jtidb.vector.internal.graph;

import io.github.jtidb.vector.ApproximateIndex.Quantization;
import io.github.jtidb.vector.DistanceMetric;

/**
 * What an index is made with. Immutable.
 *
 * @param links how many links a row can have
 * @param effort how wide the walks are that find the links of a row
 * @param graphFrom from how many rows on there is a graph
 * @param memoryBudget how many bytes AUTO may take for codes beside links
 */
public record Settings(
        int dimensions,
        DistanceMetric metric,
        Quantization quantization,
        int links,
        int effort,
        int graphFrom,
        long memoryBudget) {

    /** Shorter codes tell too little, and shorter rows are read as quickly themselves. */
    private static final int CODED_FROM = 64;

    /** The layout of a graph of so many rows in this JVM. */
    Graph.Layout layout(int rows) {
        boolean hasKernel = CodeKernel.select() != null;
        Graph.Layout fast = hasKernel ? Graph.Layout.INLINE : Graph.Layout.BYTES;
        return switch (quantization) {
            case NONE -> Graph.Layout.FLOAT;
            case COMPACT -> Graph.Layout.COMPACT;
            case ONE_BIT -> fast;
            case AUTO -> {
                if (dimensions < CODED_FROM) {
                    yield Graph.Layout.FLOAT;
                }
                long inline = hasKernel ? (long) links * (12 + dimensions / 8) : 0;
                yield (inline + dimensions) * rows <= memoryBudget ? fast : Graph.Layout.COMPACT;
            }
        };
    }
}
