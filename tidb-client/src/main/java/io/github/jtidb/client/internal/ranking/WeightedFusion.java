package io.github.jtidb.client.internal.ranking;

import io.github.jtidb.vector.DistanceMetric;

/**
 * Adds closeness and match score, each brought to a range from 0 to 1 and weighted. Immutable.
 *
 * @param vectorWeight the weight of the closeness
 * @param textWeight the weight of the match score
 * @param metric what the distances are
 */
record WeightedFusion(double vectorWeight, double textWeight, DistanceMetric metric) implements FusionFormula {

    @Override
    public double score(int vectorRank, double distance, int textRank, double matchScore) {
        double match = Double.isNaN(matchScore) ? 0 : 2 * Math.atan(matchScore) / Math.PI;
        return vectorWeight * Closeness.of(metric, distance) + textWeight * match;
    }
}
