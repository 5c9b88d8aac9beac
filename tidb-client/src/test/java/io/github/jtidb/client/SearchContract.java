package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.jtidb.client.Samples.Note;
import io.github.jtidb.client.Samples.Place;
import io.github.jtidb.client.Samples.Point;
import io.github.jtidb.client.Samples.Words;
import io.github.jtidb.schema.SchemaException;
import io.github.jtidb.vector.DistanceMetric;
import io.github.jtidb.vector.VectorMath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

abstract class SearchContract {

    private final Words words = new Words();
    private final TiDBClient client = open().embeddingFunction(words).build();

    /** A builder of a client of the database under test. */
    abstract TiDBClientBuilder open();

    /** Whether an index may miss some of the nearest rows. */
    abstract boolean approximate(DistanceMetric metric);

    @AfterEach
    void close() {
        client.close();
    }

    @ParameterizedTest
    @EnumSource
    void toList_randomRows_equalsSortingAllOfThem(DistanceMetric metric) {
        Random random = new Random(metric.name().hashCode());
        List<Point> rows = new ArrayList<>();
        for (int id = 0; id < 300; id++) {
            // Few different values, so that many distances are equal; some rows have no vector, some no direction.
            float[] vector = random.nextInt(10) == 0 ? null : vector(random);
            rows.add(new Point(id, random.nextBoolean() ? "a" : null, vector, vector, vector, vector));
        }
        Table<Point> table = client.createTable(Point.class, IfExists.OVERWRITE);
        table.bulkInsert(rows);
        String field = Map.of(
                        DistanceMetric.COSINE, "cosine",
                        DistanceMetric.L2, "l2",
                        DistanceMetric.L1, "l1",
                        DistanceMetric.NEGATIVE_INNER_PRODUCT, "product")
                .get(metric);

        for (int round = 0; round < 50; round++) {
            float[] query = vector(random);
            if (metric == DistanceMetric.COSINE && VectorMath.norm(query) == 0) {
                continue;
            }
            int limit = 1 + random.nextInt(400);
            boolean filtered = random.nextBoolean();
            String kind = random.nextBoolean() ? "a" : null;

            Search<Point> search = table.search(query)
                    .vectorField(Objects.requireNonNull(field))
                    .limit(limit);
            List<SearchHit<Point>> hits = (filtered ? search.filter(Filter.eq("kind", kind)) : search).toList();

            Function<Point, Double> distance =
                    row -> VectorMath.distance(metric, Objects.requireNonNull(row.cosine()), query);
            List<Point> expected = rows.stream()
                    .filter(row -> row.cosine() != null && !Double.isNaN(distance.apply(row)))
                    .filter(row -> !filtered || Objects.equals(row.kind(), kind))
                    .sorted(Comparator.comparing(distance).thenComparing(Point::id))
                    .limit(limit)
                    .toList();
            assertThat(hits).hasSameSizeAs(expected);
            if (!approximate(metric)) {
                assertThat(hits)
                        .extracting(hit -> hit.row().id())
                        .isEqualTo(expected.stream().map(Point::id).toList());
            }
            assertThat(hits).extracting(SearchHit::distance).isSorted();
            assertThat(hits)
                    .allMatch(hit -> !filtered || Objects.equals(hit.row().kind(), kind));
            assertThat(hits).allSatisfy(hit -> {
                assertThat(hit.distance()).isCloseTo(distance.apply(hit.row()), within(1e-6));
                assertThat(hit.score()).isEqualTo(metric.score(hit.distance()));
            });
        }
    }

    private static float[] vector(Random random) {
        float[] vector = new float[4];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = random.nextInt(3) - 1;
        }
        return vector;
    }

    @Test
    void toList_text_isEmbeddedByTheFieldsModel() {
        Table<Note> table = client.createTable(Note.class, IfExists.OVERWRITE);
        table.bulkInsert(List.of(
                new Note(null, "food", "red apples and green apples", null),
                new Note(null, "food", "bread and butter", null),
                new Note(null, "sea", "ships and sails", null)));

        List<SearchHit<Note>> hits = table.search("green apples").limit(10).toList();

        assertThat(hits).hasSize(3);
        assertThat(hits.get(0).row().body()).isEqualTo("red apples and green apples");
        assertThat(hits).extracting(SearchHit::distance).isSorted();
    }

    @Test
    void filter_severalAndMap_allMustHold() {
        Table<Note> table = client.createTable(Note.class, IfExists.OVERWRITE);
        table.bulkInsert(List.of(
                new Note(1L, "food", "apples", null),
                new Note(2L, "food", "bread", null),
                new Note(3L, "sea", "apples", null),
                new Note(4L, null, "apples", null)));
        Search<Note> apples = table.search("apples").limit(10);

        assertThat(ids(apples.filter(Map.of("topic", "food", "body", "apples"))))
                .containsExactly(1L);
        assertThat(ids(apples.filter(Filter.eq("topic", "food")).filter(Filter.eq("id", 2))))
                .containsExactly(2L);
        assertThat(ids(apples.filter(Filter.allOf()))).containsExactly(1L, 3L, 4L, 2L);
        Map<String, @Nullable Object> none = new HashMap<>();
        none.put("topic", null);
        assertThat(ids(apples.filter(none))).containsExactly(4L);
        // The steps left the first search as it was.
        assertThat(ids(apples)).containsExactly(1L, 3L, 4L, 2L);
    }

    private static List<Long> ids(Search<Note> search) {
        return search.toList().stream()
                .map(hit -> Objects.requireNonNull(hit.row().id()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"' OR 1=1 --", "x'; DROP TABLE notes; --", "\\' OR 1=1", "%", "_", "`", "\u0000", "\u65e5\u672c"
            })
    void filter_textThatLooksLikeSql_isAValue(String text) {
        Table<Note> table = client.createTable(Note.class, IfExists.OVERWRITE);
        table.bulkInsert(List.of(new Note(1L, text, "apples", null), new Note(2L, "other", "apples", null)));

        assertThat(ids(table.search("apples").filter(Filter.eq("topic", text)).limit(10)))
                .containsExactly(1L);
        assertThat(table.search(text + " apples").limit(10).toList()).hasSize(2);
        assertThat(table.get(1L).orElseThrow().topic()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nope", "topic` = 1 OR `topic", "1=1", "", "embedding.x"})
    void filter_unknownField_isRefusedAtOnce(String field) {
        Table<Note> table = client.createTable(Note.class, IfExists.OVERWRITE);

        assertThatThrownBy(() -> table.search("x").filter(Filter.eq(field, "food")))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("notes")
                .hasMessageContaining("topic");
    }

    @Test
    void filter_wrongTypeOrOperator_isRefusedAtOnce() {
        Table<Note> table = client.createTable(Note.class, IfExists.OVERWRITE);
        Search<Note> search = table.search("x");

        assertThatThrownBy(() -> search.filter(Filter.eq("topic", 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("topic", "String", "Integer");
        assertThatThrownBy(() -> search.filter(Filter.eq("vector", new float[64])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("vector");
    }

    @Test
    void distanceThresholdAndRange_includeTheirEnds() {
        Table<Place> table = client.createTable(Place.class, IfExists.OVERWRITE);
        List<Place> rows = new ArrayList<>();
        for (long id = 0; id < 20; id++) {
            rows.add(new Place(id + 1, id % 2 == 0 ? "even" : "odd", new float[] {id, 0}));
        }
        table.bulkInsert(rows);
        Search<Place> search = table.search(new float[] {0, 0}).limit(100);

        assertThat(search.distanceThreshold(3).toList())
                .extracting(SearchHit::distance)
                .containsExactly(0d, 1d, 2d, 3d);
        assertThat(search.distanceThreshold(0).toList()).hasSize(1);
        assertThat(search.distanceThreshold(-1).toList()).isEmpty();
        assertThat(search.distanceRange(2, 4).filter(Filter.eq("name", "even")).toList())
                .extracting(SearchHit::distance)
                .containsExactly(2d, 4d);
        assertThat(search.distanceRange(5, 12).limit(2).toList())
                .extracting(SearchHit::distance)
                .containsExactly(5d, 6d);
        assertThatThrownBy(() -> search.distanceThreshold(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> search.distanceRange(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> search.distanceRange(1, 2).distanceThreshold(1))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void limit_missingZeroOrNegative_isRefused() {
        Table<Place> table = client.createTable(Place.class, IfExists.OVERWRITE);
        Search<Place> search = table.search(new float[2]);

        assertThatThrownBy(search::toList)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("limit");
        for (int limit : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> search.limit(limit))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("1 or more", String.valueOf(limit));
        }
        assertThat(search.limit(Integer.MAX_VALUE).toList()).isEmpty();
    }

    @Test
    void search_vectorThatDoesNotFit_isRefused() {
        Table<Place> places = client.createTable(Place.class, IfExists.OVERWRITE);
        Table<Note> notes = client.createTable(Note.class, IfExists.OVERWRITE);

        assertThatThrownBy(() -> places.search(new float[3]).limit(1).toList())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("3", "2", "position", "places");
        assertThatThrownBy(() -> places.search(new float[0]).limit(1).toList())
                .isInstanceOf(IllegalArgumentException.class);
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            assertThatThrownBy(
                            () -> places.search(new float[] {0, bad}).limit(1).toList())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("finite", "position 1");
        }
        assertThatThrownBy(() -> notes.search(new float[64]).limit(1).toList())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("zeros");
    }

    @Test
    void search_textWithoutModelOrBlank_isRefused() {
        Table<Place> places = client.createTable(Place.class, IfExists.OVERWRITE);

        assertThatThrownBy(() -> places.search("home").limit(1).toList())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("position", "model");
        assertThatThrownBy(() -> places.search(" \n")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void vectorField_severalOrWrong_asksForOne() {
        Table<Point> table = client.createTable(Point.class, IfExists.OVERWRITE);

        assertThatThrownBy(() -> table.search(new float[4]).limit(1).toList())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("cosine", "l2", "l1", "product");
        assertThatThrownBy(() -> table.search(new float[4]).vectorField("kind"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cosine");
        assertThatThrownBy(() -> table.search(new float[4]).vectorField("cosin"))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("cosine");
    }

    @Test
    void search_callersArrayChangedLater_doesNotMatter() {
        Table<Place> table = client.createTable(Place.class, IfExists.OVERWRITE);
        table.bulkInsert(List.of(new Place(1L, "near", new float[] {0, 0}), new Place(2L, "far", new float[] {9, 9})));
        float[] query = {0, 0};
        Search<Place> search = table.search(query).limit(1);
        query[0] = 100;

        assertThat(search.toList().get(0).row().name()).isEqualTo("near");
    }
}
