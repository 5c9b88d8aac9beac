package io.github.jtidb.client.internal.ranking;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.Reranker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Has a reranker order rows anew, and checks what it says. Thread-safe, as far as the reranker is.
 *
 * @param reranker what orders
 * @param query what is asked for
 * @param document the position of the text among a row's values
 */
public record Reranking(Reranker reranker, String query, int document) {

    /**
     * Orders rows by the reranker's score.
     *
     * @param ranked the rows in their order so far, which decides between equal scores
     * @param wanted how many of the best are wanted
     * @return the rows that were scored, then those without text, whose score is negative infinity
     */
    public List<Candidate> apply(List<Candidate> ranked, int wanted) {
        List<Candidate> read = new ArrayList<>();
        List<Candidate> unread = new ArrayList<>();
        List<String> documents = new ArrayList<>();
        for (Candidate row : ranked) {
            if (row.values()[document] instanceof String text && !text.isBlank()) {
                read.add(row);
                documents.add(text);
            } else {
                unread.add(row.withScore(Double.NEGATIVE_INFINITY));
            }
        }
        List<Candidate> ordered = new ArrayList<>();
        if (!documents.isEmpty()) {
            ordered.addAll(scored(read, documents, Math.min(wanted, documents.size())));
        }
        ordered.addAll(unread);
        return ordered;
    }

    private List<Candidate> scored(List<Candidate> rows, List<String> documents, int topN) {
        List<Reranker.Result> results = reranker.rerank(query, List.copyOf(documents), topN);
        if (results.size() < topN) {
            throw new EmbeddingException("The reranker scored " + results.size() + " of " + rows.size()
                    + " texts: expected at least the " + topN + " best.");
        }
        boolean[] seen = new boolean[rows.size()];
        for (Reranker.Result result : results) {
            int index = result.index();
            if (index < 0 || index >= seen.length) {
                throw new EmbeddingException("The reranker scored a text at index " + index + ": expected 0 to "
                        + (seen.length - 1) + ", the positions in the list it was given.");
            }
            if (seen[index]) {
                throw new EmbeddingException(
                        "The reranker scored the text at index " + index + " twice: expected each at most once.");
            }
            if (!Double.isFinite(result.score())) {
                throw new EmbeddingException("The reranker gave the text at index " + index + " the score "
                        + result.score() + ": expected a finite number.");
            }
            seen[index] = true;
        }
        return results.stream()
                .sorted(Comparator.comparingDouble(Reranker.Result::score)
                        .reversed()
                        .thenComparingInt(Reranker.Result::index))
                .map(result -> rows.get(result.index()).withScore(result.score()))
                .toList();
    }
}
