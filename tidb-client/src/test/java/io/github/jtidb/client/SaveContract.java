package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.client.Samples.Note;
import io.github.jtidb.client.Samples.Words;
import io.github.jtidb.schema.Column;
import io.github.jtidb.schema.Id;
import io.github.jtidb.schema.TableModel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Inserting or replacing, and what becomes of vectors. */
@NullUnmarked // Keys and vectors of rows that were stored are known not to be null.
abstract class SaveContract {

    private final Words words = new Words();
    private final TiDBClient client = open().embeddingFunction(words).build();

    abstract TiDBClientBuilder open();

    @TableModel("accounts")
    record Account(
            @Id @Nullable Integer id,
            @Column(unique = true) @Nullable String mail,
            @Column(defaultValue = "7") @Nullable Integer level) {}

    @TableModel("visits")
    record Visit(@Id int user, @Id String place, @Nullable Integer count) {}

    @TableModel("marks")
    record Mark(@Id int user, @Id String place) {}

    @AfterEach
    void close() {
        client.close();
    }

    private Table<Note> notes() {
        return client.createTable(Note.class, IfExists.OVERWRITE);
    }

    @Test
    void save_withoutKey_inserts_withKey_insertsOrReplaces() {
        Table<Note> notes = notes();

        Note first = notes.save(new Note(null, "a", "apples", null));
        Note second = notes.save(new Note(first.id() + 10, "b", "bread", null));
        Note replaced = notes.save(new Note(first.id(), null, "ships", null));

        assertThat(notes.query().toList()).usingRecursiveComparison().isEqualTo(List.of(replaced, second));
        assertThat(replaced.vector()).isEqualTo(words.embedQuery("ships"));
        assertThat(notes.save(new Note(null, "c", "c", null)).id()).isGreaterThan(second.id());
    }

    @Test
    void save_ofARowThatWasReadAndChanged_hasTheVectorOfItsText() {
        Table<Note> notes = notes();
        notes.insert(new Note(1L, "a", "apples", null));
        Note read = notes.get(1L).orElseThrow();

        notes.save(new Note(1L, "a", "ships", read.vector()));
        assertThat(notes.get(1L).orElseThrow().vector()).isEqualTo(words.embedQuery("ships"));

        notes.update(Map.of("body", "bread"), Filter.eq("id", 1));
        notes.save(new Note(1L, "a", "pears", read.vector()));
        assertThat(notes.get(1L).orElseThrow().vector()).isEqualTo(words.embedQuery("pears"));

        assertThat(notes.save(new Note(1L, "a", null, read.vector())).vector()).isNull();
        assertThat(notes.get(1L).orElseThrow().vector()).isNull();
    }

    @Test
    void save_withTheSameText_embedsNothing() {
        Table<Note> notes = notes();
        notes.insert(new Note(1L, "a", "apples", null));
        int before = words.texts;
        float[] own = words.embedQuery("own");

        notes.save(new Note(1L, "b", "apples", null));
        assertThat(notes.get(1L).orElseThrow().vector()).isEqualTo(new Words().embedQuery("apples"));
        notes.save(new Note(1L, "b", "apples", own));
        assertThat(notes.get(1L).orElseThrow().vector()).isEqualTo(own);
        assertThat(notes.save(new Note(2L, "b", "new", own)).vector()).isEqualTo(own);

        assertThat(words.texts).isEqualTo(before + 1);
    }

    @Test
    void save_compositeKeys() {
        Table<Visit> visits = client.createTable(Visit.class, IfExists.OVERWRITE);
        visits.save(new Visit(1, "x", 1));
        visits.save(new Visit(1, "y", 2));
        visits.save(new Visit(1, "x", 3));
        assertThat(visits.query().toList()).containsExactly(new Visit(1, "x", 3), new Visit(1, "y", 2));

        Table<Mark> marks = client.createTable(Mark.class, IfExists.OVERWRITE);
        marks.save(new Mark(1, "x"));
        marks.save(new Mark(1, "x"));
        marks.save(new Mark(2, "x"));
        assertThat(marks.rows()).isEqualTo(2);
    }

    @Test
    void save_inTheWayOfAnotherRow_changesNothing() {
        Table<Account> accounts = client.createTable(Account.class, IfExists.OVERWRITE);
        accounts.save(new Account(1, "ann", 1));
        accounts.save(new Account(2, "bob", null));
        accounts.save(new Account(2, "bob", 3));

        assertThatThrownBy(() -> accounts.save(new Account(3, "ann", 9))).isInstanceOf(StatementException.class);
        assertThatThrownBy(() -> accounts.save(new Account(2, "ann", 9))).isInstanceOf(StatementException.class);

        assertThat(accounts.query().toList()).containsExactly(new Account(1, "ann", 1), new Account(2, "bob", 3));
        assertThat(accounts.save(new Account(2, null, null))).isEqualTo(new Account(2, null, null));
        assertThat(accounts.get(2)).contains(new Account(2, null, 7));
    }

    @Test
    void save_byManyThreads_leavesOneRow() {
        Table<Note> notes = notes();
        List<CompletableFuture<Void>> all = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.runAsync(() -> notes.save(new Note(1L, "t" + i, "apples", null))))
                .toList();
        all.forEach(CompletableFuture::join);

        assertThat(notes.query().toList()).hasSize(1);
    }

    @Test
    void save_inATransaction_isAPartOfIt() {
        Table<Note> notes = notes();
        assertThatThrownBy(() -> client.useTransaction(tx -> {
                    tx.table(notes).save(new Note(1L, "a", "apples", null));
                    tx.table(notes).save(new Note(1L, "a", "bread", null));
                    assertThat(tx.table(notes).rows()).isOne();
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(notes.rows()).isZero();
    }
}
