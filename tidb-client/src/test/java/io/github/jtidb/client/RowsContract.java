package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.jtidb.client.Samples.Everything;
import io.github.jtidb.client.Samples.Note;
import io.github.jtidb.client.Samples.Place;
import io.github.jtidb.client.Samples.Words;
import io.github.jtidb.schema.SchemaException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reading, changing and deleting rows, and the tables themselves. */
@NullUnmarked // Keys and vectors of rows that were stored are known not to be null.
abstract class RowsContract {

    private final Words words = new Words();
    private final TiDBClient client = open().embeddingFunction(words).build();
    private Table<Note> table;

    /** A builder of a client of the database under test. */
    abstract TiDBClientBuilder open();

    @BeforeEach
    void create() {
        table = client.createTable(Note.class, IfExists.OVERWRITE);
        table.bulkInsert(List.of(
                new Note(1L, "food", "apples", null),
                new Note(2L, "food", "bread", null),
                new Note(3L, null, "apples", null),
                new Note(4L, "sea", "ships", null)));
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void query_randomPages_equalSortingInJava() {
        Random random = new Random(7);
        Table<Place> places = client.createTable(Place.class, IfExists.OVERWRITE);
        List<Place> rows = new ArrayList<>();
        for (long id = 1; id <= 100; id++) {
            rows.add(new Place(id, random.nextInt(5) == 0 ? null : "p" + random.nextInt(4), null));
        }
        places.bulkInsert(rows);

        for (int round = 0; round < 60; round++) {
            boolean descending = random.nextBoolean();
            int limit = 1 + random.nextInt(120);
            int offset = random.nextInt(120);
            boolean limited = random.nextBoolean();
            Comparator<Place> byName =
                    Comparator.comparing(Place::name, Comparator.nullsFirst(Comparator.naturalOrder()));
            Query<Place> query = places.query().filter(Filter.gt("id", 10)).offset(offset);
            query = descending ? query.orderByDescending("name") : query.orderBy("name");

            assertThat((limited ? query.limit(limit) : query).toList())
                    .extracting(Place::id)
                    .isEqualTo(rows.stream()
                            .filter(place -> place.id() > 10)
                            .sorted((descending ? byName.reversed() : byName).thenComparing(Place::id))
                            .skip(offset)
                            .limit(limited ? limit : Long.MAX_VALUE)
                            .map(Place::id)
                            .toList());
        }
        assertThat(places.query().toList()).hasSize(100);
    }

    @Test
    void query_badSteps_areRefused() {
        Query<Note> query = table.query();

        assertThatThrownBy(() -> query.limit(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0");
        assertThatThrownBy(() -> query.offset(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> query.orderBy("vector")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> query.orderBy("id` DESC --")).isInstanceOf(SchemaException.class);
        assertThatThrownBy(() -> query.filter(Map.of("nope", 1))).isInstanceOf(SchemaException.class);
    }

    @Test
    void update_text_takesItsVectorAlong() {
        assertThat(table.update(Map.of("body", "green ships"), Filter.eq("topic", "food")))
                .isEqualTo(2);

        assertThat(table.get(1L).orElseThrow().vector())
                // Some servers print six digits.
                .containsExactly(words.embedQuery("green ships"), within(1e-6f));
        assertThat(table.get(4L).orElseThrow().vector())
                // Some servers print six digits.
                .containsExactly(words.embedQuery("ships"), within(1e-6f));
        assertThat(table.search("green ships").limit(2).toList())
                .extracting(hit -> hit.row().id())
                .containsExactly(1L, 2L);

        float[] own = new float[64];
        own[3] = 1;
        table.update(Map.of("body", "x", "vector", own), Filter.eq("id", 1));
        assertThat(table.get(1L).orElseThrow().vector()).isEqualTo(own);

        Map<String, @Nullable Object> nothing = new HashMap<>();
        nothing.put("body", null);
        table.update(nothing, Filter.eq("id", 1));
        assertThat(table.get(1L).orElseThrow().vector()).isNull();
        table.update(Map.of("topic", "new"), Filter.eq("id", 4));
        assertThat(table.get(4L).orElseThrow().vector())
                // Some servers print six digits.
                .containsExactly(words.embedQuery("ships"), within(1e-6f));
    }

    @Test
    void update_badChange_isRefusedAndChangesNothing() {
        Map<String, @Nullable Object> nothing = new HashMap<>();
        nothing.put("id", null);

        assertThatThrownBy(() -> table.update(Map.of(), Filter.allOf())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> table.update(Map.of("id", 9L), Filter.allOf()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("key");
        assertThatThrownBy(() -> table.update(nothing, Filter.allOf())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> table.update(Map.of("topic", 5), Filter.allOf()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> table.update(Map.of("vector", new float[3]), Filter.allOf()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> table.update(Map.of("topic`=1,`body", "x"), Filter.allOf()))
                .isInstanceOf(SchemaException.class);
        assertThat(table.query().filter(Filter.eq("topic", "food")).toList()).hasSize(2);
    }

    @Test
    void delete_takesWhatTheFilterTakes() {
        assertThat(table.delete(Filter.ne("topic", "food"))).isEqualTo(1);
        assertThat(table.query().toList()).extracting(Note::id).containsExactly(1L, 2L, 3L);
        assertThat(table.delete(Filter.eq("topic", "' OR 1=1 --"))).isZero();
        assertThat(table.delete(Filter.eq("topic", null))).isEqualTo(1);
        assertThat(table.delete(Filter.allOf())).isEqualTo(2);
        assertThat(table.rows()).isZero();
        assertThat(table.search("apples").limit(5).toList()).isEmpty();
    }

    @Test
    void truncate_leavesNothingAndKeysBeginAnew() {
        table.truncate();

        assertThat(table.rows()).isZero();
        assertThat(table.insert(new Note(null, "a", "b", null)).id()).isEqualTo(1L);
    }

    @Test
    void tables_areListedOpenedAndDropped() {
        assertThat(client.hasTable("notes")).isTrue();
        assertThat(client.hasTable("NOTES")).isTrue();
        assertThat(client.hasTable("notes' OR '1'='1")).isFalse();
        assertThat(client.listTables()).contains("notes");
        assertThat(client.openTable(Note.class).rows()).isEqualTo(4);

        assertThat(client.dropTable("notes")).isTrue();
        assertThat(client.dropTable("notes")).isFalse();
        assertThat(client.dropTable("x`; DROP TABLE notes; --")).isFalse();
        assertThat(client.listTables()).doesNotContain("notes");
        assertThatThrownBy(() -> client.openTable(Note.class))
                .isInstanceOf(SchemaException.class)
                .hasMessageContainingAll("notes", "createTable");
    }

    @Test
    void everyType_canBeOrderedBy() {
        Table<Everything> all = client.createTable(Everything.class, IfExists.OVERWRITE);

        for (String field :
                List.of("flag", "tiny", "number", "big", "single", "twice", "price", "name", "day", "time", "local")) {
            assertThat(all.query().orderBy(field).toList()).isEmpty();
        }
    }

    @Test
    void classWithFinalFields_isMadeByItsConstructor() {
        Table<Samples.Carrier> carriers = client.createTable(Samples.Carrier.class, IfExists.OVERWRITE);
        carriers.bulkInsert(List.of(
                new Samples.Carrier(1.5, "Ann", 1, new float[] {1, 2}), new Samples.Carrier(2.5, null, 2, null)));

        List<Samples.Carrier> read = carriers.query().toList();

        assertThat(read).extracting(row -> row.id).containsExactly(1, 2);
        assertThat(read).extracting(row -> row.name).containsExactly("Ann", null);
        assertThat(read).extracting(row -> row.mark).containsExactly(1.5, 2.5);
        assertThat(read.get(0).vector).containsExactly(1, 2);
        assertThat(carriers.search(new float[] {1, 2}).limit(5).toList())
                .extracting(hit -> hit.row().name)
                .containsExactly("Ann");
    }
}
