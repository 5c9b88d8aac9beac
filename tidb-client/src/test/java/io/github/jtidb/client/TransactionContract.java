package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.client.Samples.Note;
import io.github.jtidb.client.Samples.Words;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Transactions: all or nothing, seen by nobody else, poisoned by a failure. */
@NullUnmarked // Keys and vectors of rows that were stored are known not to be null.
abstract class TransactionContract {

    private final TiDBClient client = open().embeddingFunction(new Words()).build();
    private Table<Note> notes;

    abstract TiDBClientBuilder open();

    @BeforeEach
    void create() {
        notes = client.createTable(Note.class, IfExists.OVERWRITE);
    }

    @AfterEach
    void close() {
        client.close();
    }

    private static Note note(long id, String text) {
        return new Note(id, "t", text, null);
    }

    @Test
    void transaction_seesItsOwnWritesInEveryCall_othersOnlyAfterIt() {
        notes.insert(note(1, "apples"));

        long seen = client.transaction(tx -> {
            Table<Note> inside = tx.table(notes);
            inside.bulkInsert(List.of(note(2, "bread"), note(3, "ships")));
            inside.update(Map.of("topic", "changed"), Filter.eq("id", 1));
            assertThat(inside.get(2L)).isPresent();
            assertThat(inside.query().filter(Filter.eq("topic", "changed")).toList())
                    .hasSize(1);
            assertThat(inside.search("bread").limit(3).toList())
                    .extracting(hit -> hit.row().id())
                    .hasSize(3)
                    .startsWith(2L);
            assertThat(tx.query("SELECT COUNT(*) FROM notes").scalar(Long.class))
                    .contains(3L);
            assertThat(tx.execute("DELETE FROM notes WHERE id = :id", Map.of("id", 3)))
                    .isOne();

            assertThat(notes.rows()).as("outside").isOne();
            assertThat(notes.search("bread").limit(3).toList()).hasSize(1);
            assertThat(client.query("SELECT topic FROM notes").scalar(String.class))
                    .contains("t");
            return inside.rows();
        });

        assertThat(seen).isEqualTo(2);
        assertThat(notes.rows()).isEqualTo(2);
    }

    @Test
    void transaction_thatThrows_keepsNothing() {
        IllegalStateException mine = new IllegalStateException("mine");

        assertThatThrownBy(() -> client.useTransaction(tx -> {
                    tx.table(notes).insert(note(1, "apples"));
                    throw mine;
                }))
                .isSameAs(mine);
        assertThat(notes.rows()).isZero();
    }

    @Test
    void transaction_withASwallowedFailure_keepsNothingAndSaysSo() {
        assertThatThrownBy(() -> client.useTransaction(tx -> {
                    Table<Note> inside = tx.table(notes);
                    inside.insert(note(1, "apples"));
                    assertThatThrownBy(() -> tx.execute("INSERT INTO no_such_table VALUES (1)"))
                            .isInstanceOf(StatementException.class);
                    assertThatThrownBy(() -> inside.insert(note(2, "bread")))
                            .isInstanceOf(TransactionException.class)
                            .hasCauseInstanceOf(StatementException.class);
                }))
                .isInstanceOfSatisfying(
                        TransactionException.class,
                        e -> assertThat(e.outcomeUnknown()).isFalse())
                .hasMessageContaining("rolled back");
        assertThat(notes.rows()).isZero();
    }

    @Test
    void transaction_whatWouldCommitIt_refused() {
        client.useTransaction(tx -> {
            tx.table(notes).insert(note(1, "apples"));
            for (String sql :
                    List.of("CREATE TABLE t (id INT)", "drop table notes", "COMMIT", "/* */ TRUNCATE TABLE notes")) {
                assertThatThrownBy(() -> tx.execute(sql)).as(sql).isInstanceOf(IllegalArgumentException.class);
            }
            assertThatThrownBy(() -> tx.table(notes).truncate()).isInstanceOf(IllegalStateException.class);
        });

        assertThat(notes.rows()).isOne();
    }

    @Test
    void transaction_savepoints() {
        client.useTransaction(tx -> {
            tx.table(notes).insert(note(1, "apples"));
            tx.execute("SAVEPOINT here");
            tx.table(notes).insert(note(2, "bread"));
            tx.execute("ROLLBACK TO SAVEPOINT here");
        });

        assertThat(notes.query().toList()).extracting(Note::id).containsExactly(1L);
    }

    @Test
    void transaction_afterItsEnd_isOfNoUse() {
        AtomicReference<Transaction> leaked = new AtomicReference<>();
        AtomicReference<Table<Note>> table = new AtomicReference<>();
        client.useTransaction(tx -> {
            leaked.set(tx);
            table.set(tx.table(notes));
        });

        assertThatThrownBy(() -> leaked.get().execute("DELETE FROM notes")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> table.get().insert(note(1, "apples"))).isInstanceOf(IllegalStateException.class);
        assertThat(notes.rows()).isZero();
    }

    @Test
    @Timeout(60)
    void transaction_ofTwoThreadsClientsAndNested_areApart() throws Exception {
        try (TiDBClient other = sameDatabase(client)) {
            Table<Note> others = other == client ? notes : other.openTable(Note.class);
            CountDownLatch inserted = new CountDownLatch(1);
            CountDownLatch looked = new CountDownLatch(1);
            CompletableFuture<Long> second = CompletableFuture.supplyAsync(() -> {
                await(inserted);
                long seen = other.transaction(tx -> tx.table(others).rows());
                looked.countDown();
                return seen;
            });
            client.useTransaction(tx -> {
                tx.table(notes).insert(note(1, "apples"));
                inserted.countDown();
                await(looked);
                long nested = client.transaction(inner -> inner.table(notes).rows());
                assertThat(nested).isZero();
            });
            assertThat(second.get()).isZero();
        }
    }

    @Test
    void transaction_tableOfAnotherClient_refused() {
        try (TiDBClient stranger = TiDBClient.embedded()) {
            Table<Note> strange = client.openTable(Note.class);
            assertThatThrownBy(() -> stranger.useTransaction(tx -> tx.table(strange)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("another");
        }
    }

    /** A second client of the database, or the same one where a database takes one only. */
    TiDBClient sameDatabase(TiDBClient first) {
        return open().embeddingFunction(new Words()).build();
    }

    @Test
    @Timeout(120)
    void transaction_ofManyThreadsOnOneRow_losesNoUpdate() {
        notes.insert(new Note(1L, "0", "counter", null));

        List<CompletableFuture<Void>> all = IntStream.range(0, 4)
                .mapToObj(thread -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 10; i++) {
                        client.useTransaction(tx -> {
                            int before = Integer.parseInt(tx.query("SELECT topic FROM notes WHERE id = 1 FOR UPDATE")
                                    .scalar(String.class)
                                    .orElseThrow());
                            tx.table(notes).update(Map.of("topic", "" + (before + 1)), Filter.eq("id", 1));
                        });
                    }
                }))
                .toList();
        all.forEach(CompletableFuture::join);

        assertThat(notes.get(1L).orElseThrow().topic()).isEqualTo("40");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
