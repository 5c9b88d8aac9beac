package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.jtidb.client.Stories.Page;
import io.github.jtidb.client.Stories.Story;
import io.github.jtidb.embedding.Reranker;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

abstract class HybridContract {

    private final Samples.Words words = new Samples.Words();
    private final TiDBClient client = open().embeddingFunction(words).build();

    /** A builder of a client of the database under test. */
    abstract TiDBClientBuilder open();

    @AfterEach
    void close() {
        client.close();
    }

    private Table<Story> stories() {
        Table<Story> table = client.createTable(Story.class, IfExists.OVERWRITE);
        table.bulkInsert(Stories.ALL);
        return table;
    }

    private static List<Long> ids(Search<Story> search) {
        return search.toRows().stream()
                .map(row -> Objects.requireNonNull(row.id()))
                .toList();
    }

    @Test
    void toList_rrf_addsTheRanksOfBothSearches() {
        Table<Story> table = stories();

        List<SearchHit<Story>> hits =
                table.search("green apples", SearchType.HYBRID).limit(10).toList();

        // All four that have a vector, of which two have the words.
        assertThat(hits).hasSize(4);
        assertThat(hits.get(0).row().id()).isEqualTo(1L);
        assertThat(hits.get(0).score()).isEqualTo(2.0 / 61);
        assertThat(hits.get(1).row().id()).isEqualTo(3L);
        assertThat(hits.get(1).score()).isEqualTo(2.0 / 62);
        assertThat(hits.subList(0, 2)).allSatisfy(hit -> {
            assertThat(hit.distance()).isBetween(0d, 1d);
            assertThat(hit.matchScore()).isPositive();
        });
        assertThat(hits.subList(2, 4)).allSatisfy(hit -> {
            assertThat(hit.distance()).isNotNaN();
            assertThat(hit.matchScore()).isNaN();
        });
        assertThat(table.search("green apples", SearchType.HYBRID)
                        .fusion(Fusion.rrf(1))
                        .limit(1)
                        .toList()
                        .get(0)
                        .score())
                .isEqualTo(1.0);
    }

    @Test
    void toList_weighted_isPytidbsFormula() {
        List<SearchHit<Story>> hits = stories()
                .search("green apples", SearchType.HYBRID)
                .fusion(Fusion.weighted(0.7, 0.3))
                .limit(10)
                .toList();

        assertThat(hits).hasSize(4).allSatisfy(hit -> {
            double match = Double.isNaN(hit.matchScore()) ? 0 : 2 * Math.atan(hit.matchScore()) / Math.PI;
            assertThat(hit.score()).isCloseTo(0.7 * (1 - hit.distance() / 2) + 0.3 * match, within(1e-12));
        });
        assertThat(hits).extracting(hit -> -hit.score()).isSorted();
    }

    @Test
    void textAndVector_differ_eachSearchHasItsOwn() {
        Table<Story> table = stories();
        Search<Story> search = table.search(SearchType.HYBRID)
                .text("butter")
                .vector(words.embedQuery("sails and wind"))
                .fusion(Fusion.weighted(1, 0.1));

        List<SearchHit<Story>> hits = search.limit(10).toList();

        assertThat(hits.get(0).row().id()).isEqualTo(4L);
        assertThat(hits.get(0).matchScore()).isNaN();
        assertThat(hits)
                .filteredOn(hit -> !Double.isNaN(hit.matchScore()))
                .extracting(hit -> hit.row().id())
                .containsExactly(2L);
        assertThatThrownBy(() -> search.text("again")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> search.vector(new float[64])).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void distanceThreshold_cutsTheVectorsAlone() {
        Search<Story> search = stories()
                .search(SearchType.HYBRID)
                .text("butter")
                .vector(words.embedQuery("green apples and red apples"))
                .distanceThreshold(0.01);

        List<SearchHit<Story>> hits = search.limit(10).toList();

        assertThat(hits).extracting(hit -> hit.row().id()).containsExactly(1L, 2L);
        assertThat(hits.get(1).distance()).isNaN();
        assertThat(hits.get(0).score()).isEqualTo(hits.get(1).score()).isEqualTo(1.0 / 61);
    }

    @Test
    void filter_holdsForBothSearches() {
        Search<Story> search = stories().search("apples", SearchType.HYBRID).limit(10);

        assertThat(ids(search.filter(Filter.eq("topic", "sea")))).containsExactly(3L, 4L);
        assertThat(ids(search.filter(Filter.eq("topic", "sea")).prefilter())).containsExactly(3L, 4L);
    }

    @Test
    void skipNullVectors_false_addsTheRowsWithoutOne() {
        List<SearchHit<Story>> hits = stories()
                .search("apples", SearchType.HYBRID)
                .skipNullVectors(false)
                .limit(10)
                .toList();

        assertThat(hits).hasSize(5);
        assertThat(hits.get(4).row().id()).isEqualTo(5L);
        assertThat(hits.get(4).score()).isZero();
        assertThat(hits.get(4).distance()).isNaN();
    }

    @Test
    void limit_moreRowsThanEitherSearchWants_areAllFound() {
        Table<Story> table = client.createTable(Story.class, IfExists.OVERWRITE);
        table.bulkInsert(IntStream.range(1, 101)
                .mapToObj(i ->
                        new Story((long) i, i, i % 10 == 0 ? "tenth" : null, i % 2 == 0 ? "even apples" : "odd", null))
                .toList());
        Search<Story> search = table.search("apples", SearchType.HYBRID);

        List<Long> all = ids(search.limit(1000));
        assertThat(all).hasSize(100).doesNotHaveDuplicates();
        assertThat(ids(search.limit(100))).isEqualTo(all);
        assertThat(ids(search.limit(30))).hasSize(30);
        assertThat(ids(search.limit(10).filter(Filter.eq("topic", "tenth")))).hasSize(10);
        assertThat(ids(search.limit(10).numCandidate(10).filter(Filter.eq("topic", "tenth"))))
                .hasSize(10);
    }

    @Test
    void compositeKey_isOneRow() {
        Table<Page> table = client.createTable(Page.class, IfExists.OVERWRITE);
        table.bulkInsert(List.of(
                new Page("b", 1, "apples", "bread", new float[] {1, 0}, new float[] {0, 1}),
                new Page("a", 2, "apples", "bread", new float[] {0, 1}, new float[] {1, 0}),
                new Page("a", 1, "apples", "bread", new float[] {0, 1}, null)));
        Search<Page> search = table.search(SearchType.HYBRID)
                .text("apples")
                .vector(new float[] {1, 1})
                .vectorField("first")
                .textField("heading");

        List<SearchHit<Page>> hits = search.limit(10).toList();

        // All are as near and match as well, so each search orders by key, and so do both.
        assertThat(hits).hasSize(3);
        assertThat(hits)
                .extracting(hit -> hit.row().book() + hit.row().number())
                .containsExactly("a1", "a2", "b1");
        assertThat(hits).extracting(SearchHit::score).containsExactly(2.0 / 61, 2.0 / 62, 2.0 / 63);
        assertThat(search.textField("body").limit(10).toList())
                .extracting(SearchHit::matchScore)
                .containsOnly(Double.NaN);
    }

    @Test
    void rerank_allCandidates_areGivenAndCutToTheLimit() {
        List<Integer> given = new ArrayList<>();
        Reranker backwards = (query, documents, topN) -> {
            given.add(documents.size());
            given.add(topN);
            return IntStream.range(0, documents.size())
                    .mapToObj(i -> new Reranker.Result(i, i))
                    .toList();
        };
        Search<Story> search =
                stories().search("green apples", SearchType.HYBRID).limit(2);
        List<Long> fused = ids(search.limit(4));

        assertThat(ids(search.rerank(backwards))).containsExactly(fused.get(3), fused.get(2));
        assertThat(given).containsExactly(4, 2);
        assertThat(search.rerank(backwards, "topic").toList())
                .extracting(hit -> hit.score())
                .containsExactly(3d, 2d);
    }

    @Test
    void diversify_choosesAmongTheFused() {
        Table<Story> table = client.createTable(Story.class, IfExists.OVERWRITE);
        table.bulkInsert(List.of(
                new Story(1L, 0, null, "green apples", null),
                new Story(2L, 0, null, "green apples", null),
                new Story(3L, 0, null, "apples over the ocean", null)));
        Search<Story> search = table.search("green apples", SearchType.HYBRID).limit(2);

        assertThat(ids(search.diversify(1))).containsExactly(1L, 2L);
        assertThat(ids(search.diversify(0.1).withoutVectors())).containsExactly(1L, 3L);
    }

    @Test
    void sql_bothSearches_isShownWithoutEmbedding() {
        Search<Story> search = stories().search("apples", SearchType.HYBRID).limit(2);
        int embedded = words.texts;

        assertThat(search.sql()).hasSizeBetween(2, 3);
        assertThat(words.texts).isEqualTo(embedded);
        assertThat(search.explain()).contains(search.sql());
    }

    @Test
    void oneQueryMissing_isRefused() {
        Table<Story> table = client.createTable(Story.class, IfExists.OVERWRITE);

        assertThatThrownBy(() -> table.search(SearchType.HYBRID)
                        .vector(new float[64])
                        .limit(1)
                        .toList())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("text(");
        assertThatThrownBy(() -> table.search(SearchType.HYBRID).limit(1).sql())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("text(");
        assertThatThrownBy(() -> table.search("x", SearchType.HYBRID).toList())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("limit");
    }
}
