package io.github.jtidb.client.internal.ranking;

import io.github.jtidb.vector.DistanceMetric;
import io.github.jtidb.vector.VectorMath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses rows that fit the query and differ from each other (Carbonell and Goldstein, 1998). Immutable.
 *
 * @param lambda how much relevance counts against being unlike the rows chosen before, 0 to 1
 * @param vector the position of the vector among a row's values
 * @param metric how two rows are compared
 */
public record MaximalMarginalRelevance(double lambda, int vector, DistanceMetric metric) {

    /**
     * Chooses some of the rows, in O(limit · rows) comparisons.
     *
     * @param ranked the rows, the best first
     * @param limit how many at most
     * @return the chosen ones in the order of choice, their scores unchanged
     */
    public List<Candidate> choose(List<Candidate> ranked, int limit) {
        double[] relevance = relevance(ranked);
        // How like a row is to the one chosen that it is most like.
        double[] likeness = new double[ranked.size()];
        boolean[] taken = new boolean[ranked.size()];
        List<Candidate> chosen = new ArrayList<>();
        while (chosen.size() < Math.min(limit, ranked.size())) {
            int best = -1;
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < taken.length; i++) {
                double worth = lambda * relevance[i] - (1 - lambda) * likeness[i];
                if (!taken[i] && worth > most) {
                    best = i;
                    most = worth;
                }
            }
            taken[best] = true;
            chosen.add(ranked.get(best));
            for (int i = 0; i < taken.length; i++) {
                if (!taken[i]) {
                    likeness[i] = Math.max(likeness[i], likeness(ranked.get(i), ranked.get(best)));
                }
            }
        }
        return chosen;
    }

    /** The scores, from 0 for the lowest to 1 for the highest; all 1 where they are equal. */
    private static double[] relevance(List<Candidate> ranked) {
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (Candidate row : ranked) {
            if (Double.isFinite(row.score())) {
                lowest = Math.min(lowest, row.score());
                highest = Math.max(highest, row.score());
            }
        }
        double[] relevance = new double[ranked.size()];
        for (int i = 0; i < relevance.length; i++) {
            double score = ranked.get(i).score();
            if (Double.isFinite(score)) {
                // Halved, so that the difference of two huge scores stays finite.
                relevance[i] = highest > lowest ? (score / 2 - lowest / 2) / (highest / 2 - lowest / 2) : 1;
            }
        }
        return relevance;
    }

    private double likeness(Candidate a, Candidate b) {
        float[] first = vector(a);
        float[] second = vector(b);
        return first == null || second == null ? 0 : Closeness.of(metric, VectorMath.distance(metric, first, second));
    }

    private float @Nullable [] vector(Candidate row) {
        return (float[]) row.values()[vector];
    }
}
