package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.client.Samples.Everything;
import io.github.jtidb.client.Samples.Grade;
import io.github.jtidb.client.Samples.Note;
import io.github.jtidb.client.Samples.Ordered;
import io.github.jtidb.client.Samples.Place;
import io.github.jtidb.client.Samples.Product;
import io.github.jtidb.client.Samples.Words;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked // Keys and vectors of rows that were stored are known not to be null.
abstract class TableContract {

    private final Words words = new Words();
    private final TiDBClient client = open().embeddingFunction(words).build();

    /** A builder of a client of the database under test. */
    abstract TiDBClientBuilder open();

    /** The code of the database for a key that is there already. */
    abstract int duplicateKey();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void everyType_comesBackAsItWent() {
        Table<Everything> table = client.createTable(Everything.class, IfExists.OVERWRITE);
        Everything least = Everything.least();
        Everything most = Everything.most();
        TimeZone zone = TimeZone.getDefault();
        try {
            // Its clocks skip 02:30 on the day of the instant above, which must not matter.
            TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
            table.bulkInsert(List.of(least, most));

            assertThat(table.get(least.id()).orElseThrow())
                    .usingRecursiveComparison()
                    .isEqualTo(least);
            assertThat(table.get(most.id()).orElseThrow())
                    .usingRecursiveComparison()
                    .isEqualTo(most);
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void insert_valueThatDoesNotFit_isRefusedByNameAndNothingIsStored() {
        Table<Everything> table = client.createTable(Everything.class, IfExists.OVERWRITE);

        assertRefused(table, everything(new BigDecimal("0.00001"), null, null), "price", "4 after");
        assertRefused(table, everything(new BigDecimal("123456789"), null, null), "price", "8 digits before");
        assertRefused(table, everything(null, LocalTime.of(1, 1, 1, 1), null), "time", "MICROS");
        assertRefused(table, everything(null, null, new float[2]), "vector", "3 dimensions");
        assertRefused(table, everything(null, null, new float[] {1, Float.NaN, 0}), "vector", "NaN at position 1");
        assertThat(table.rows()).isZero();
    }

    private static Everything everything(
            @Nullable BigDecimal price, @Nullable LocalTime time, float @Nullable [] vector) {
        return new Everything(
                UUID.randomUUID(),
                true,
                (byte) 0,
                (short) 0,
                0,
                0,
                0,
                0,
                null,
                null,
                null,
                price,
                null,
                null,
                null,
                null,
                null,
                null,
                time,
                null,
                null,
                null,
                null,
                null,
                vector);
    }

    private static <T> void assertRefused(Table<T> table, T row, String... words) {
        assertThatThrownBy(() -> table.insert(row))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void insert_keylessRows_getKeysAndTheCallersRowIsLeftAlone() {
        Table<Note> table = client.createTable(Note.class, IfExists.OVERWRITE);
        Note row = new Note(null, "food", "apples", null);

        Note first = table.insert(row);
        Note second = table.insert(row);

        assertThat(row.id()).isNull();
        assertThat(second.id()).isGreaterThan(first.id());
        assertThat(first.vector()).hasSize(64);
        assertThat(table.get(first.id()).orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(first);
        assertThat(table.get(999L)).isEmpty();
    }

    @Test
    void bulkInsert_keyedAndKeylessMixed_keepsOrder() {
        Table<Place> table = client.createTable(Place.class, IfExists.OVERWRITE);
        List<Place> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            rows.add(new Place(i % 7 < 3 ? 10_000L + i : null, "place " + i, new float[] {i, i}));
        }

        List<Place> inserted = table.bulkInsert(rows);

        assertThat(inserted)
                .extracting(Place::name)
                .isEqualTo(rows.stream().map(Place::name).toList());
        assertThat(inserted).extracting(Place::id).doesNotContainNull().doesNotHaveDuplicates();
        assertThat(inserted)
                .allSatisfy(row ->
                        assertThat(table.get(row.id()).orElseThrow().name()).isEqualTo(row.name()));
        assertThat(table.rows()).isEqualTo(200);
    }

    @Test
    void bulkInsert_manyLargeRows_takesSeveralStatements() {
        Table<Note> table = client.createTable(Note.class, IfExists.OVERWRITE);
        String large = "x".repeat(60_000);

        List<Note> inserted = table.bulkInsert(LongStream.range(0, 200)
                .mapToObj(i -> new Note(null, "t" + i, large, null))
                .toList());

        assertThat(table.rows()).isEqualTo(200);
        assertThat(table.get(inserted.get(199).id()).orElseThrow().topic()).isEqualTo("t199");
    }

    @Test
    void bulkInsert_oneRowFails_noneIsStored() {
        Table<Place> table = client.createTable(Place.class, IfExists.OVERWRITE);
        table.insert(new Place(20_000L, "there", null));
        List<Place> rows = new ArrayList<>();
        for (long id = 1; id <= 20_000; id++) {
            rows.add(new Place(id, "place", null));
        }

        assertThatThrownBy(() -> table.bulkInsert(rows)).isInstanceOf(StatementException.class);
        assertThat(table.rows()).isEqualTo(1);
        assertThatThrownBy(() -> table.bulkInsert(Arrays.asList(new Place(1L, "a", null), null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("row 1");
        assertThat(table.bulkInsert(List.of())).isEmpty();
        assertThat(table.rows()).isEqualTo(1);
    }

    @Test
    void insert_emptyTextOrOwnVector_isNotEmbedded() {
        Table<Note> table = client.createTable(Note.class, IfExists.OVERWRITE);
        float[] own = new float[64];
        own[5] = 1;

        table.bulkInsert(List.of(
                new Note(1L, null, null, null), new Note(2L, null, "", null), new Note(3L, null, "apples", own)));

        assertThat(words.texts).isZero();
        assertThat(table.get(1L).orElseThrow().vector()).isNull();
        assertThat(table.get(2L).orElseThrow().vector()).isNull();
        assertThat(table.get(3L).orElseThrow().vector()).isEqualTo(own);
        assertThat(table.search(own).limit(10).toList()).hasSize(1);
    }

    @Test
    void insert_nullWhereADefaultIs_takesTheDefault() {
        Table<Ordered> table = client.createTable(Ordered.class, IfExists.OVERWRITE);

        Ordered stored = table.get(table.insert(new Ordered(null, "ann", null, null, null, null, null))
                        .id())
                .orElseThrow();

        assertThat(stored.state()).isEqualTo("it's \\ new");
        assertThat(stored.priority()).isEqualTo(7);
        assertThat(stored.createdAt()).isNotNull();
    }

    @Test
    void insert_nullWhereNoneMayBe_isRefusedByName() {
        Table<Ordered> table = client.createTable(Ordered.class, IfExists.OVERWRITE);

        assertThatThrownBy(() -> table.insert(new Ordered(null, null, null, null, null, null, null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("owner", "select");
    }

    @Test
    void get_compositeKey_takesItsPartsInOrder() {
        Table<Grade> table = client.createTable(Grade.class, IfExists.OVERWRITE);
        table.insert(new Grade("ann", 1, 1.5));
        table.insert(new Grade("ann", 2, 2.5));

        assertThat(table.get("ann", 2)).contains(new Grade("ann", 2, 2.5));
        assertThat(table.get("bob", 2)).isEmpty();
        assertThatThrownBy(() -> table.get("ann"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("student, course", "1");
        assertThatThrownBy(() -> table.get(2, "ann")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void plainClass_isReadAndMadeThroughItsFields() {
        Table<Product> table = client.createTable(Product.class, IfExists.OVERWRITE);

        Product stored = table.insert(new Product("lamp"));

        assertThat(stored.id).isNotNull();
        Product read = table.get(stored.id).orElseThrow();
        assertThat(read.name).isEqualTo("lamp");
        assertThat(read.shown).isEmpty();
        assertThat(read).isNotSameAs(stored);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secretvalue123", "s3c", "it's secret"})
    void statementException_holdsNoValue(String secret) {
        Table<Ordered> table = client.createTable(Ordered.class, IfExists.OVERWRITE);
        table.insert(new Ordered(1, "ann", null, null, null, secret, null));

        assertThatThrownBy(() -> table.insert(new Ordered(2, "ann", null, null, null, secret, null)))
                .isInstanceOfSatisfying(StatementException.class, e -> {
                    assertThat(e.code()).isEqualTo(duplicateKey());
                    assertThat(e.sqlState()).startsWith("23");
                    assertThat(e.statement()).startsWith("INSERT INTO `select`");
                    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                        assertThat(cause.toString()).doesNotContain(secret).doesNotContain("ann");
                    }
                });
    }

    @Test
    void severalThreads_insertAndSearchTogether() throws Exception {
        Table<Place> table = client.createTable(Place.class, IfExists.OVERWRITE);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> jobs = new ArrayList<>();
            for (int job = 0; job < 8; job++) {
                int number = job;
                jobs.add(() -> {
                    for (int i = 0; i < 50; i++) {
                        Place place = table.insert(new Place(null, "p", new float[] {number, i}));
                        // What one has stored, one finds.
                        assertThat(table.search(new float[] {number, i})
                                        .limit(1)
                                        .toList()
                                        .get(0)
                                        .row()
                                        .id())
                                .isEqualTo(place.id());
                    }
                    return number;
                });
            }
            for (Future<Integer> done : threads.invokeAll(jobs)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(table.rows()).isEqualTo(400);
    }
}
