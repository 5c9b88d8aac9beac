package io.github.jtidb.vector.internal.graph;

import io.github.jtidb.vector.DistanceMetric;
import io.github.jtidb.vector.Quantization;

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
        long memoryBudget) {}
