package io.github.jtidb.client.internal.ranking;

import io.github.jtidb.client.Fusion;
import io.github.jtidb.client.internal.mapping.RowKey;
import io.github.jtidb.vector.DistanceMetric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts what a search by vector and a search by words found into one list. Thread-safe. */
public final class HybridMerge {

    private static final Comparator<Candidate> BEST_FIRST =
            Comparator.comparingDouble(Candidate::score).reversed().thenComparing(Candidate::key);

    private HybridMerge() {}

    /**
     * Merges two lists by key.
     *
     * @param byVector the nearest first; a row without a distance has no rank among them
     * @param byText the best match first
     * @param metric what the distances are
     * @return every row of either list once, by the fused score and then by key
     */
    public static List<Candidate> merge(
            List<Candidate> byVector, List<Candidate> byText, Fusion fusion, DistanceMetric metric) {
        FusionFormula formula = FusionFormula.of(fusion, metric);
        Map<RowKey, Integer> vectorRanks = new HashMap<>();
        Map<RowKey, Integer> textRanks = new HashMap<>();
        Map<RowKey, Candidate> rows = new LinkedHashMap<>();
        for (Candidate row : byVector) {
            if (!Double.isNaN(row.distance())) {
                vectorRanks.put(row.key(), vectorRanks.size() + 1);
            }
            rows.put(row.key(), row);
        }
        for (Candidate row : byText) {
            textRanks.put(row.key(), textRanks.size() + 1);
            rows.merge(row.key(), row, HybridMerge::both);
        }
        List<Candidate> merged = new ArrayList<>(rows.size());
        for (Candidate row : rows.values()) {
            merged.add(row.withScore(formula.score(
                    vectorRanks.getOrDefault(row.key(), FusionFormula.UNRANKED),
                    row.distance(),
                    textRanks.getOrDefault(row.key(), FusionFormula.UNRANKED),
                    row.matchScore())));
        }
        merged.sort(BEST_FIRST);
        return merged;
    }

    private static Candidate both(Candidate byVector, Candidate byText) {
        return new Candidate(
                byVector.key(), byVector.values(), byVector.distance(), byText.matchScore(), byVector.score());
    }
}
