package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.client.Stories.Page;
import io.github.jtidb.client.Stories.Story;
import io.github.jtidb.embedding.Reranker;
import io.github.jtidb.schema.SchemaException;
import io.github.jtidb.vector.DistanceMetric;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

abstract class FullTextContract {

    private final TiDBClient client =
            open().embeddingFunction(new Samples.Words()).build();

    /** A builder of a client of the database under test. */
    abstract TiDBClientBuilder open();

    /** Whether the key decides which of several rows with the same score are within the limit. */
    boolean cutsEqualScoresByKey() {
        return true;
    }

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
    void toList_words_ranksTheRowsThatHaveThem() {
        Table<Story> table = stories();

        List<SearchHit<Story>> hits =
                table.search("apples", SearchType.FULL_TEXT).limit(10).toList();

        assertThat(hits).extracting(hit -> hit.row().id()).containsExactly(1L, 3L);
        assertThat(hits).allSatisfy(hit -> {
            assertThat(hit.distance()).isNaN();
            assertThat(hit.matchScore()).isPositive();
            assertThat(hit.score()).isEqualTo(hit.matchScore());
            assertThat(hit.row().vector()).hasSize(64);
        });
        assertThat(hits.get(0).score()).isGreaterThan(hits.get(1).score());
        assertThat(table.search("APPLES", SearchType.FULL_TEXT).limit(1).toRows())
                .extracting(Story::id)
                .containsExactly(1L);
        assertThat(table.search("zeppelin", SearchType.FULL_TEXT).limit(1).toRows())
                .isEmpty();
        // One of the words is enough.
        assertThat(ids(table.search("butter sails", SearchType.FULL_TEXT).limit(10)))
                .containsExactlyInAnyOrder(2L, 4L);
    }

    @Test
    void toList_equalScores_areOrderedByKey() {
        Table<Story> table = client.createTable(Story.class, IfExists.OVERWRITE);
        for (long id : new long[] {150, 9, 110, 20}) {
            table.insert(new Story(id, 0, null, "the same words", null));
        }

        assertThat(ids(table.search("words", SearchType.FULL_TEXT).limit(10))).containsExactly(9L, 20L, 110L, 150L);
        List<Long> three = ids(table.search("words", SearchType.FULL_TEXT).limit(3));
        assertThat(three).hasSize(3).isSorted();
        if (cutsEqualScoresByKey()) {
            assertThat(three).containsExactly(9L, 20L, 110L);
        }
    }

    @Test
    void filter_comesFirst() {
        Search<Story> apples = stories().search("apples", SearchType.FULL_TEXT).limit(1);

        assertThat(ids(apples.filter(Filter.eq("topic", "sea")))).containsExactly(3L);
        assertThat(ids(apples.filter(Filter.eq("topic", "sea")).prefilter())).containsExactly(3L);
        assertThat(ids(apples.filter(Filter.eq("topic", "air")))).isEmpty();
        assertThat(ids(apples)).containsExactly(1L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "' OR 1=1 --",
                "x'; DROP TABLE stories; --",
                "\\' OR 1=1",
                "\"apples",
                "+-*~<>()@",
                "%",
                "`",
                "zz\u0000",
                "日本"
            })
    void search_textThatLooksLikeSql_isWords(String text) {
        Table<Story> table = stories();

        assertThat(table.search(text, SearchType.FULL_TEXT).limit(10).toList().size())
                .isBetween(0, 5);
        assertThat(table.rows()).isEqualTo(5);
    }

    @Test
    void rerank_defaultField_isTheTextField() {
        Reranker longestFirst = (query, documents, topN) -> {
            assertThat(query).isEqualTo("apples");
            assertThat(documents).hasSize(2).allMatch(document -> document.contains("apples"));
            return List.of(
                    new Reranker.Result(0, documents.get(0).length()),
                    new Reranker.Result(1, documents.get(1).length()));
        };

        List<SearchHit<Story>> hits = stories()
                .search("apples", SearchType.FULL_TEXT)
                .rerank(longestFirst)
                .numCandidate(10)
                .limit(1)
                .toList();

        assertThat(hits).extracting(hit -> hit.row().id()).containsExactly(3L);
        assertThat(hits.get(0).score()).isEqualTo(33);
        assertThat(hits.get(0).matchScore()).isPositive().isLessThan(33);
    }

    @Test
    void textField_severalOrWrong_asksForOne() {
        Table<Page> pages = client.createTable(Page.class, IfExists.OVERWRITE);
        pages.insert(new Page("a", 1, "apples", "bread", null, null));
        Search<Page> search = pages.search("apples", SearchType.FULL_TEXT).limit(1);

        assertThat(search.textField("heading").toList()).hasSize(1);
        assertThat(search.textField("body").toList()).isEmpty();
        assertThatThrownBy(search::toList)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("2 full-text fields", "textField", "heading", "body");
        assertThatThrownBy(() -> search.textField("first"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("heading", "body");
        assertThatThrownBy(() -> search.textField("headin")).isInstanceOf(SchemaException.class);
    }

    @Test
    void toList_tableWithoutTextField_isRefused() {
        Table<Samples.Place> places = client.createTable(Samples.Place.class, IfExists.OVERWRITE);

        assertThatThrownBy(
                        () -> places.search("x", SearchType.FULL_TEXT).limit(1).toList())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("places", "0 full-text fields", "@FullTextField");
    }

    @Test
    void sqlAndExplain_showTheStatement() {
        Search<Story> search = stories()
                .search("apples", SearchType.FULL_TEXT)
                .filter(Filter.gt("id", 0))
                .limit(2);

        assertThat(search.sql())
                .singleElement()
                .asString()
                .contains("stories", "?")
                .doesNotContain("apples");
        assertThat(search.explain()).startsWith(search.sql().get(0) + "\n");
    }

    @Test
    void vectorSteps_areRefused() {
        Search<Story> search =
                client.createTable(Story.class, IfExists.OVERWRITE).search("x", SearchType.FULL_TEXT);
        List<UnaryOperator<Search<Story>>> steps = List.of(
                step -> step.vector(new float[64]),
                step -> step.vectorField("vector"),
                step -> step.distanceMetric(DistanceMetric.L2),
                step -> step.distanceThreshold(1),
                step -> step.distanceRange(0, 1),
                step -> step.skipNullVectors(true),
                step -> step.diversify(0.5),
                step -> step.fusion(Fusion.rrf()));

        assertThat(steps)
                .allSatisfy(step -> assertThatThrownBy(() -> step.apply(search))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContainingAll("FULL_TEXT", "leave it out"));
        assertThatThrownBy(() -> search.limit(1).numCandidate(5).toList())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("rerank");
    }
}
