package io.github.jtidb.client.internal.ranking;

import io.github.jtidb.client.internal.mapping.RowKey;
import org.jspecify.annotations.Nullable;

/**
 * A row that may become a hit. Immutable, as far as its values are.
 *
 * @param key its key
 * @param values its values in the order of the table's columns, null where a column is not read
 * @param distance how far its vector is from the query's, or NaN
 * @param matchScore how well its text matches the query's words, or NaN
 * @param score what it is ordered by; larger is better, and negative infinity is the lowest
 */
public record Candidate(RowKey key, @Nullable Object[] values, double distance, double matchScore, double score) {

    /** This row with another score. */
    public Candidate withScore(double changed) {
        return new Candidate(key, values, distance, matchScore, changed);
    }
}
