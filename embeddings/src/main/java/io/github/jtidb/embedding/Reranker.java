package io.github.jtidb.embedding;

import java.util.List;

/**
 * Orders texts by how well they answer a query, usually with a model that reads the query and a text together: slower than
 * comparing vectors, and better, so it is given the few candidates that a search found. Implementations are thread-safe.
 */
@FunctionalInterface
public interface Reranker extends AutoCloseable {

    /**
     * Scores texts.
     *
     * @param query what is asked for, not blank
     * @param documents the texts, one or more, none of them blank
     * @param topN how many of the best are wanted, 1 to the number of texts
     * @return the best texts, at least {@code topN} of them, in any order, each at most once
     * @throws EmbeddingException if the model fails
     */
    List<Result> rerank(String query, List<String> documents, int topN);

    /** Waits for running calls, then frees what the reranker holds: nothing, by default. Closing again does nothing. */
    @Override
    default void close() {}

    /**
     * One text's score. Immutable.
     *
     * @param index the text's position in the list, from 0
     * @param score how well it answers the query: larger is better; finite
     */
    record Result(int index, double score) {}
}
