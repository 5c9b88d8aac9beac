package io.github.jtidb.client.internal.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.client.internal.mapping.Keys;
import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.Reranker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@NullUnmarked // Values may be null, which the compiled record does not tell.
class RerankingTest {

    private static final List<Candidate> ROWS =
            List.of(row(1, "short"), row(2, null), row(3, "rather long"), row(4, " "), row(5, "other"));

    private static Candidate row(int key, @Nullable String text) {
        return new Candidate(Keys.of(key), new @Nullable Object[] {key, text}, 0.5, Double.NaN, 0.5);
    }

    private static List<Candidate> apply(Reranker reranker, int wanted) {
        return new Reranking(reranker, "query", 1).apply(ROWS, wanted);
    }

    @Test
    void apply_textsOfAnyOrder_areOrderedByScoreThenByRank() {
        List<Candidate> reranked = apply(
                (query, documents, topN) -> {
                    assertThat(query).isEqualTo("query");
                    assertThat(documents).containsExactly("short", "rather long", "other");
                    assertThat(topN).isEqualTo(2);
                    List<Reranker.Result> results = new ArrayList<>();
                    for (int i = documents.size() - 1; i >= 0; i--) {
                        results.add(new Reranker.Result(i, documents.get(i).length()));
                    }
                    return results;
                },
                2);

        assertThat(reranked).extracting(row -> row.values()[0]).containsExactly(3, 1, 5, 2, 4);
        assertThat(reranked)
                .extracting(Candidate::score)
                .containsExactly(11d, 5d, 5d, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);
    }

    @Test
    void apply_noTexts_doesNotAskTheReranker() {
        List<Candidate> rows = List.of(row(1, null), row(2, ""));

        assertThat(new Reranking(
                                (query, documents, topN) -> {
                                    throw new AssertionError();
                                },
                                "query",
                                1)
                        .apply(rows, 5))
                .hasSize(2);
    }

    @Test
    void apply_resultsThatMakeNoSense_areRefused() {
        refused("index 3", new Reranker.Result(3, 1), new Reranker.Result(0, 1));
        refused("index -1", new Reranker.Result(-1, 1), new Reranker.Result(0, 1));
        refused("twice", new Reranker.Result(1, 1), new Reranker.Result(1, 2));
        refused("NaN", new Reranker.Result(0, Double.NaN), new Reranker.Result(1, 1));
        refused("Infinity", new Reranker.Result(0, Double.POSITIVE_INFINITY), new Reranker.Result(1, 1));
        refused("scored 1 of 3", new Reranker.Result(0, 1));
        refused("scored 0 of 3");
    }

    private static void refused(String message, Reranker.Result... results) {
        assertThatThrownBy(() -> apply((query, documents, topN) -> List.of(results), 2))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining(message);
    }
}
