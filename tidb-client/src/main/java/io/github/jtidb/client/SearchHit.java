package io.github.jtidb.client;

/**
 * A row that a search found. Immutable, as far as the row is.
 *
 * @param row the row
 * @param distance how far its vector is from the query's, as the metric defines it: smaller is nearer; NaN where the row
 *     was not found by its vector
 * @param matchScore how well its text matches the query's words (BM25): larger is better; NaN where the row was not found
 *     by its words
 * @param score what the hits are ordered by, unless they are diversified: larger is better, and negative infinity is the
 *     lowest. A vector search gives {@link io.github.jtidb.vector.DistanceMetric#score(double)} of the distance, a full-text
 *     search the match score, a hybrid search what its {@link Fusion} makes of both, and a reranker its own
 * @param <T> the table's class
 */
public record SearchHit<T>(T row, double distance, double matchScore, double score) {}
