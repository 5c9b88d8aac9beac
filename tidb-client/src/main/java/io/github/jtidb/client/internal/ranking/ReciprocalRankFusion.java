package io.github.jtidb.client.internal.ranking;

/**
 * Adds {@code 1 / (k + rank)} over the lists that hold a row (Cormack, Clarke and Büttcher, 2009). Immutable.
 *
 * @param k how much is added to each rank, 1 or more
 */
record ReciprocalRankFusion(int k) implements FusionFormula {

    @Override
    public double score(int vectorRank, double distance, int textRank, double matchScore) {
        return part(vectorRank) + part(textRank);
    }

    private double part(int rank) {
        return rank == UNRANKED ? 0 : 1 / ((double) k + rank);
    }
}
