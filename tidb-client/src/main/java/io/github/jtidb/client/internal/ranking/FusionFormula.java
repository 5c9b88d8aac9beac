package io.github.jtidb.client.internal.ranking;

import io.github.jtidb.client.Fusion;
import io.github.jtidb.vector.DistanceMetric;

/** The score of a row that one search or two have found. */
interface FusionFormula {

    /** The rank of a row that a search did not find. */
    int UNRANKED = 0;

    /**
     * Scores a row.
     *
     * @param vectorRank its rank by distance, from 1, or {@link #UNRANKED}
     * @param distance its distance, or NaN where it has no rank by it
     * @param textRank its rank by words, from 1, or {@link #UNRANKED}
     * @param matchScore its match score, or NaN where it has no rank by it
     */
    double score(int vectorRank, double distance, int textRank, double matchScore);

    /** The formula of a fusion; the metric is that of the distances. */
    static FusionFormula of(Fusion fusion, DistanceMetric metric) {
        return fusion instanceof Fusion.Weighted weighted
                ? new WeightedFusion(weighted.vector(), weighted.fullText(), metric)
                : new ReciprocalRankFusion(((Fusion.Rrf) fusion).k());
    }
}
