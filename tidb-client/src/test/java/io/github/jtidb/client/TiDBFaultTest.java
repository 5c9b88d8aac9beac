package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.client.Samples.Place;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when the server fails in the middle, which only a stand-in does when told to. */
@TiDBServer.Needed
@EnabledIfEnvironmentVariable(named = "JTIDB_TIDB_FAULTS", matches = "true")
@NullUnmarked // Keys of rows that were stored are known not to be null.
class TiDBFaultTest {

    /** One connection, so that nothing but a test's own statements meets its faults. */
    private final TiDBClient client = TiDBClient.builder()
            .url(TiDBServer.url())
            .ensureDatabase(true)
            .poolSize(1)
            .build();

    private Table<Place> places;

    @BeforeEach
    void create() {
        places = client.createTable(Place.class, IfExists.OVERWRITE);
    }

    @AfterEach
    void close() {
        fail("");
        client.close();
    }

    private void fail(String how) {
        client.execute("SET @standin_fail = '" + how + "'");
    }

    @ParameterizedTest
    @ValueSource(ints = {1213, 8002, 8005, 8022, 8028, 9007})
    void transaction_thatGivesWayToAnother_isRunAgain(int code) {
        AtomicInteger runs = new AtomicInteger();
        fail("code=" + code + ",times=2,match=INSERT");

        client.useTransaction(tx -> {
            runs.incrementAndGet();
            tx.table(places).insert(new Place(1L, "a", null));
        });

        assertThat(runs).hasValue(3);
        assertThat(places.rows()).isOne();
    }

    @Test
    void bulkInsert_thatGivesWayInItsSecondStatement_keepsKeysAndRowsRight() {
        List<Place> rows = IntStream.range(0, 25_000)
                .mapToObj(i -> new Place(null, "p" + i, null))
                .toList();
        fail("code=9007,skip=1,times=1,match=INSERT INTO `places`");

        List<Place> inserted = places.bulkInsert(rows);

        assertThat(places.rows()).isEqualTo(25_000);
        assertThat(inserted).extracting(Place::id).doesNotHaveDuplicates().doesNotContainNull();
        assertThat(places.get(inserted.get(24_999).id()).orElseThrow().name()).isEqualTo("p24999");
    }

    @Test
    void commit_thatGivesWayToAnother_isRunAgain() {
        // The first match is SET autocommit.
        fail("code=8028,skip=1,times=1,match=COMMIT");

        client.useTransaction(tx -> tx.table(places).insert(new Place(1L, "a", null)));

        assertThat(places.rows()).isOne();
    }

    @Test
    void transaction_thatGivesWayForEver_givesUp() {
        fail("code=9007,times=-1,match=INSERT");

        assertThatThrownBy(() -> client.useTransaction(tx -> tx.table(places).insert(new Place(1L, "a", null))))
                .isInstanceOfSatisfying(
                        StatementException.class, e -> assertThat(e.code()).isEqualTo(9007));
        assertThat(places.rows()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {8141, 8004, 8025, 1105})
    void transaction_otherFailures_areNotRunAgain(int code) {
        AtomicInteger runs = new AtomicInteger();
        fail("code=" + code + ",times=1,match=INSERT");

        assertThatThrownBy(() -> client.useTransaction(tx -> {
                    runs.incrementAndGet();
                    tx.table(places).insert(new Place(1L, "a", null));
                }))
                .isInstanceOf(StatementException.class);
        assertThat(runs).hasValue(1);
        assertThat(places.rows()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop", "drop-after"})
    void commit_withTheConnectionLost_hasAnUnknownOutcomeAndIsNotRunAgain(String how) {
        AtomicInteger runs = new AtomicInteger();
        // The first match is SET autocommit.
        fail(how + ",skip=1,times=1,match=COMMIT");

        assertThatThrownBy(() -> client.useTransaction(tx -> {
                    runs.incrementAndGet();
                    tx.table(places).insert(new Place(1L, "a", null));
                }))
                .isInstanceOfSatisfying(
                        TransactionException.class,
                        e -> assertThat(e.outcomeUnknown()).isTrue());
        assertThat(runs).hasValue(1);
        assertThat(places.rows()).isEqualTo(how.equals("drop") ? 0 : 1);
    }

    @Test
    void statement_withTheConnectionLost_tellsAndThePoolRecovers() {
        fail("drop,times=1,match=COUNT");

        assertThatThrownBy(places::rows)
                .isInstanceOfSatisfying(
                        StatementException.class, e -> assertThat(e.sqlState()).startsWith("08"));
        assertThat(places.rows()).isZero();
    }
}
