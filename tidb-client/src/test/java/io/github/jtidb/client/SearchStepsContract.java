package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.jtidb.client.Samples.Note;
import io.github.jtidb.client.Samples.Place;
import io.github.jtidb.client.Samples.Point;
import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.Reranker;
import io.github.jtidb.schema.Id;
import io.github.jtidb.schema.SchemaException;
import io.github.jtidb.schema.TableModel;
import io.github.jtidb.schema.VectorField;
import io.github.jtidb.vector.DistanceMetric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The steps of a vector search beyond query, filter and limit. */
abstract class SearchStepsContract {

    private final Samples.Words words = new Samples.Words();
    private final TiDBClient client = open().embeddingFunction(words).build();

    /** A builder of a client of the database under test. */
    abstract TiDBClientBuilder open();

    @AfterEach
    void close() {
        client.close();
    }

    private Table<Place> places() {
        Table<Place> table = client.createTable(Place.class, IfExists.OVERWRITE);
        table.bulkInsert(List.of(
                new Place(1L, "origin", new float[] {0, 0}),
                new Place(2L, "near", new float[] {1, 0}),
                new Place(3L, "twin", new float[] {1, 0}),
                new Place(4L, "up", new float[] {0, 1.5f}),
                new Place(5L, null, null),
                new Place(6L, "nowhere", null)));
        return table;
    }

    private static List<Long> ids(Search<Place> search) {
        return search.toRows().stream()
                .map(row -> Objects.requireNonNull(row.id()))
                .toList();
    }

    private static final float[] HOME = {0.1f, 0};

    // ------------------------------------------------------------------ queries

    @Test
    void textAndVector_byStep_areTheQuery() {
        Table<Note> notes = client.createTable(Note.class, IfExists.OVERWRITE);
        notes.bulkInsert(List.of(new Note(1L, "food", "apples", null), new Note(2L, "sea", "ships", null)));

        assertThat(notes.search(SearchType.VECTOR).text("ships").limit(1).toRows())
                .extracting(Note::id)
                .containsExactly(2L);
        assertThat(notes.search(SearchType.VECTOR)
                        .vector(words.embedQuery("apples"))
                        .limit(1)
                        .toRows())
                .extracting(Note::id)
                .containsExactly(1L);
    }

    @Test
    void query_missingTwiceOrBoth_isRefused() {
        Table<Note> notes = client.createTable(Note.class, IfExists.OVERWRITE);
        float[] vector = words.embedQuery("x");

        assertThatThrownBy(() -> notes.search(SearchType.VECTOR).limit(1).toList())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("text(", "vector(");
        assertThatThrownBy(() -> notes.search("x").text("y"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> notes.search(vector).vector(vector))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> notes.search(vector).text("y").limit(1).toList())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("HYBRID", "rerank");
        assertThatThrownBy(() -> notes.search(SearchType.VECTOR).text("\t"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void stepsOfOtherTypes_areRefused() {
        Table<Note> notes = client.createTable(Note.class, IfExists.OVERWRITE);

        assertThatThrownBy(() -> notes.search("x").fusion(Fusion.rrf()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("fusion", "HYBRID", "VECTOR");
        assertThatThrownBy(() -> notes.search("x").textField("body"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("textField", "FULL_TEXT");
        assertThatThrownBy(() -> notes.search("x", SearchType.HYBRID).limit(1).toList())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("0 full-text fields", "@FullTextField");
    }

    // ------------------------------------------------------------------ distances

    @Test
    void distanceMetric_another_measuresAndScoresByIt() {
        Search<Place> search = places().search(new float[] {2, 1}).limit(10);

        assertThat(search.distanceMetric(DistanceMetric.L1).toList())
                .extracting(SearchHit::distance)
                .containsExactly(2d, 2d, 2.5, 3d);
        List<SearchHit<Place>> cosine =
                search.distanceMetric(DistanceMetric.COSINE).toList();
        // The origin has no direction.
        assertThat(cosine).extracting(hit -> hit.row().id()).containsExactly(2L, 3L, 4L);
        assertThat(cosine.get(0).score()).isEqualTo(1 - cosine.get(0).distance());
        assertThat(ids(search.distanceMetric(DistanceMetric.NEGATIVE_INNER_PRODUCT)))
                .containsExactly(2L, 3L, 4L, 1L);
        assertThatThrownBy(() -> places().search(new float[2])
                        .distanceMetric(DistanceMetric.COSINE)
                        .limit(1)
                        .toList())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("zeros");
    }

    @Test
    void skipNullVectors_false_putsThemLast() {
        Search<Place> search = places().search(HOME).limit(10);

        assertThat(ids(search)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(ids(search.skipNullVectors(false).skipNullVectors(true))).containsExactly(1L, 2L, 3L, 4L);
        List<SearchHit<Place>> all = search.skipNullVectors(false).toList();
        assertThat(all).extracting(hit -> hit.row().id()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(all.subList(4, 6)).allSatisfy(hit -> {
            assertThat(hit.distance()).isNaN();
            assertThat(hit.score()).isEqualTo(Double.NEGATIVE_INFINITY);
        });
        assertThat(ids(search.skipNullVectors(false).limit(5))).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(ids(search.skipNullVectors(false).filter(Filter.eq("name", "nowhere"))))
                .containsExactly(6L);
        assertThat(ids(search.skipNullVectors(false).distanceMetric(DistanceMetric.COSINE)))
                .containsExactly(2L, 3L, 4L, 1L, 5L, 6L);
        assertThatThrownBy(
                        () -> search.skipNullVectors(false).distanceThreshold(1).toList())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("skipNullVectors(false)");
    }

    // ------------------------------------------------------------------ candidates and filters

    @Test
    void numCandidate_filterThatDropsAllOfThem_isWidened() {
        Table<Place> table = client.createTable(Place.class, IfExists.OVERWRITE);
        table.bulkInsert(IntStream.range(1, 101)
                .mapToObj(i -> new Place((long) i, i > 90 ? "far" : "near", new float[] {i, 0}))
                .toList());
        Search<Place> far = table.search(new float[] {0, 0}).filter(Filter.eq("name", "far"));

        assertThat(ids(far.numCandidate(3).limit(3))).containsExactly(91L, 92L, 93L);
        assertThat(ids(far.prefilter().limit(3))).containsExactly(91L, 92L, 93L);
        assertThat(ids(far.limit(50))).hasSize(10);
    }

    @Test
    void numCandidate_outOfRangeOrInTheWay_isRefused() {
        Search<Place> search = places().search(HOME).limit(5);

        for (int rows : new int[] {0, -1, 10_001}) {
            assertThatThrownBy(() -> search.numCandidate(rows))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("1 to 10000", String.valueOf(rows));
        }
        assertThatThrownBy(() -> search.numCandidate(4).toList())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("numCandidate(4)", "limit(5)");
        assertThatThrownBy(() -> search.numCandidate(10).prefilter().toList())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("prefilter");
        assertThat(search.numCandidate(10_000).toList()).hasSize(4);
    }

    // ------------------------------------------------------------------ reranking and diversity

    @Test
    void rerank_replacesTheScores() {
        Table<Note> notes = client.createTable(Note.class, IfExists.OVERWRITE);
        notes.bulkInsert(List.of(
                new Note(1L, "b", "apples", null),
                new Note(2L, "a", "apples and apples", null),
                new Note(3L, null, "ships and apples", null)));
        Reranker byLength = (query, documents, topN) -> IntStream.range(0, documents.size())
                .mapToObj(i -> new Reranker.Result(i, documents.get(i).length()))
                .toList();

        // The source field is read, although the hits leave it out.
        List<SearchHit<Note>> hits =
                notes.search("apples").rerank(byLength).select("topic").limit(2).toList();

        assertThat(hits).extracting(hit -> hit.row().id()).containsExactly(2L, 3L);
        assertThat(hits).extracting(SearchHit::score).containsExactly(17d, 16d);
        assertThat(hits).allSatisfy(hit -> {
            assertThat(hit.row().body()).isNull();
            assertThat(hit.distance()).isBetween(0d, 1d);
        });
        assertThat(notes.search("apples").rerank(byLength, "topic").limit(3).toList())
                .extracting(hit -> hit.row().id(), SearchHit::score)
                .containsExactly(tuple(1L, 1d), tuple(2L, 1d), tuple(3L, Double.NEGATIVE_INFINITY));
        assertThat(notes.search(words.embedQuery("apples"))
                        .text("read by the reranker alone")
                        .rerank(byLength)
                        .limit(1)
                        .toRows())
                .extracting(Note::id)
                .containsExactly(2L);
    }

    @Test
    void rerank_withoutTextOrField_isRefused() {
        Table<Place> places = places();
        Reranker none = (query, documents, topN) -> List.of();

        assertThatThrownBy(() -> places.search(HOME).rerank(none).limit(1).toList())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("text(");
        assertThatThrownBy(() ->
                        places.search(HOME).text("x").rerank(none).limit(1).toList())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rerank(reranker, field)");
        assertThatThrownBy(() -> places.search(HOME).rerank(none, "position"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name");
        assertThatThrownBy(() -> places.search(HOME).rerank(none, "nam")).isInstanceOf(SchemaException.class);
        assertThatThrownBy(() -> places.search(HOME)
                        .text("x")
                        .rerank(none, "name")
                        .limit(1)
                        .toList())
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("scored 0 of 4");
    }

    @Test
    void diversify_leavesTwinsForLater() {
        Search<Place> search = places().search(HOME).limit(3);

        assertThat(ids(search.diversify(1))).containsExactly(1L, 2L, 3L);
        assertThat(ids(search.diversify(0.3))).containsExactly(1L, 4L, 2L);
        List<SearchHit<Place>> hits = search.diversify(0.3).withoutVectors().toList();
        assertThat(hits).extracting(hit -> hit.row().id()).containsExactly(1L, 4L, 2L);
        assertThat(hits).allSatisfy(hit -> {
            assertThat(hit.row().position()).isNull();
            assertThat(hit.score()).isEqualTo(DistanceMetric.L2.score(hit.distance()));
        });
        assertThat(ids(search.diversify(0).skipNullVectors(false).limit(6))).hasSize(6);
        for (double lambda : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> search.diversify(lambda))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("0 to 1");
        }
    }

    @Test
    void rerankAndDiversify_together_choosesByTheNewScores() {
        List<Integer> wanted = new ArrayList<>();
        Reranker backwards = (query, documents, topN) -> {
            wanted.add(topN);
            return IntStream.range(0, documents.size())
                    .mapToObj(i -> new Reranker.Result(i, i))
                    .toList();
        };

        assertThat(ids(places().search(HOME)
                        .text("x")
                        .rerank(backwards, "name")
                        .diversify(1)
                        .limit(2)))
                .containsExactly(4L, 3L);
        assertThat(wanted).containsExactly(4);
    }

    // ------------------------------------------------------------------ results

    @Test
    void select_someFields_leavesTheOthersNull() {
        Table<Point> points = client.createTable(Point.class, IfExists.OVERWRITE);
        float[] vector = {1, 0, 0, 0};
        points.insert(new Point(7, "a", vector, vector, null, null));
        Search<Point> search = points.search(vector).vectorField("l2").limit(1);

        assertThat(search.select("kind").toRows()).containsExactly(new Point(7, "a", null, null, null, null));
        Point some = search.select("cosine").toRows().get(0);
        assertThat(some.id()).isEqualTo(7);
        assertThat(some.cosine()).containsExactly(vector);
        assertThat(some.l2()).isNull();
        assertThat(search.withoutVectors().toRows()).containsExactly(new Point(7, "a", null, null, null, null));
        assertThat(search.select("kind").sql().get(0)).doesNotContain("`l1`");
        assertThatThrownBy(search::select).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> search.select("kin"))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("kind");
        assertThatThrownBy(() -> search.select("kind").withoutVectors())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("twice");
    }

    @Test
    void select_primitives_areZeroWhereNotRead() {
        Table<Primitives> table = client.createTable(Primitives.class, IfExists.OVERWRITE);
        table.insert(new Primitives(1, 2, 3, true, 4.5, new float[] {1}));
        Table<PlainPrimitives> plain = client.createTable(PlainPrimitives.class, IfExists.SKIP);
        Search<PlainPrimitives> plainSearch = plain.search(new float[] {1}).limit(1);

        assertThat(table.search(new float[] {1}).select("number").limit(1).toRows())
                .containsExactly(new Primitives(1, 2, 0, false, 0, null));
        PlainPrimitives row = plainSearch.select("big").toRows().get(0);
        assertThat(row.number).isZero();
        assertThat(row.big).isEqualTo(3);
        assertThat(plainSearch.toRows().get(0).number).isEqualTo(2);
    }

    @TableModel("primitives")
    record Primitives(
            @Id int id,
            int number,
            long big,
            boolean flag,
            double ratio,
            @VectorField(dimensions = 1) float @Nullable [] vector) {}

    @TableModel("primitives")
    static class PlainPrimitives {
        @Id
        int id;

        int number = 9;
        long big;
        boolean flag;
        double ratio;

        @VectorField(dimensions = 1)
        float @Nullable [] vector;
    }

    @Test
    void toListAsync_asToList() {
        Table<Place> table = places();
        Search<Place> search = table.search(HOME).withoutVectors().limit(3);

        assertThat(search.toListAsync().join()).isEqualTo(search.toList());
        assertThatThrownBy(() ->
                        table.search(new float[] {1}).limit(3).toListAsync().join())
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> client.transaction(
                        tx -> tx.table(table).search(HOME).limit(3).toListAsync()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("toList()");
    }

    @Test
    void toMaps_fieldsAndScores() {
        Search<Place> search = places().search(HOME).skipNullVectors(false).limit(6);

        var maps = search.withoutVectors().toMaps();

        assertThat(maps).hasSize(6);
        assertThat(maps.get(0).keySet()).containsExactly("id", "name", "_distance", "_match_score", "_score");
        assertThat(maps.get(0)).containsEntry("id", 1L).containsEntry("name", "origin");
        assertThat(maps.get(0).get("_distance")).isInstanceOf(Double.class);
        assertThat(maps.get(0).get("_match_score")).isNull();
        assertThat(maps.get(5).get("_distance")).isNull();
        assertThat(maps.get(5).get("_score")).isNull();
        assertThat(search.toMaps().get(0).get("position")).isInstanceOf(float[].class);
    }

    @Test
    void stream_isTheHitsInOrder() {
        Search<Place> search = places().search(HOME).limit(3);

        assertThat(search.stream().map(SearchHit::distance).toList())
                .isEqualTo(search.toList().stream().map(SearchHit::distance).toList());
    }

    @Test
    void sql_textQuery_isShownWithoutEmbeddingOrRunning() {
        Table<Note> notes = client.createTable(Note.class, IfExists.OVERWRITE);
        Search<Note> search =
                notes.search("apples").filter(Filter.eq("topic", "secret")).limit(3);
        client.dropTable("notes");

        List<String> sql = search.sql();

        assertThat(words.texts).isZero();
        assertThat(sql)
                .isNotEmpty()
                .allSatisfy(statement -> assertThat(statement)
                        .containsIgnoringCase("COSINE_DISTANCE")
                        .contains("`notes`", "?")
                        .doesNotContain("secret", "apples", "3"));
        assertThatThrownBy(() -> notes.search("apples").sql())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("limit");
    }

    @Test
    void explain_showsEachStatementAndAPlan() {
        Search<Place> search =
                places().search(HOME).filter(Filter.eq("name", "near")).limit(3);

        String plan = search.explain();

        assertThat(plan).contains(search.sql());
        assertThat(Arrays.asList(plan.split("\n", -1)))
                .hasSizeGreaterThan(search.sql().size());
    }

    @Test
    void toList_closedClient_isRefused() {
        Search<Place> search = places().search(HOME).limit(1);
        client.close();

        assertThatThrownBy(search::toList).isInstanceOf(IllegalStateException.class);
    }
}
