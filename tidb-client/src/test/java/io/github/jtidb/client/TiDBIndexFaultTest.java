package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.client.TiDBIndexes.Bare;
import io.github.jtidb.client.TiDBIndexes.Plain;
import io.github.jtidb.client.TiDBIndexes.Text;
import io.github.jtidb.schema.SchemaException;
import io.github.jtidb.vector.TiDBException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that refuse statements which a stand-in takes, and indexes that are not ready: told by faults and by its catalogue. */
@TiDBServer.Needed
@EnabledIfEnvironmentVariable(named = "JTIDB_TIDB_FAULTS", matches = "true")
class TiDBIndexFaultTest {

    private final TiDBClient client = TiDBIndexes.open();
    private final boolean tiFlash = TiDBIndexes.hasTiFlash(client);
    private final boolean fullText = TiDBIndexes.hasFullText(client);
    private final Table<Text> texts = client.createTable(Text.class, IfExists.OVERWRITE);

    @BeforeEach
    void create() {
        if (fullText) {
            texts.createFullTextIndex("body");
        }
        texts.insert(new Text(1, "words"));
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
    @ValueSource(ints = {8200, 8214, 1105, 1235})
    void dropTable_refusedForItsFullTextIndex_dropsThatFirst(int code) {
        fail("code=" + code + ",times=1,match=DROP TABLE");

        if (fullText) {
            assertThat(client.dropTable("texts")).isTrue();
            assertThat(client.hasTable("texts")).isFalse();
        } else {
            assertThatThrownBy(() -> client.dropTable("texts")).isInstanceOf(StatementException.class);
            assertThat(texts.rows()).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1142, 1205, 3730, 8028, 9001})
    void dropTable_refusedForAnotherReason_leavesTheIndex(int code) {
        fail("code=" + code + ",times=1,match=DROP TABLE");

        assertThatThrownBy(() -> client.dropTable("texts")).isInstanceOf(StatementException.class);
        assertThat(texts.hasFullTextIndex("body")).isEqualTo(fullText);
    }

    @Test
    void dropTable_refusedTwice_tellsWhatIsGone() {
        fail("code=8200,times=2,match=DROP TABLE");

        assertThatThrownBy(() -> client.dropTable("texts")).isInstanceOfSatisfying(StatementException.class, e -> {
            if (fullText) {
                assertThat(e.getSuppressed())
                        .singleElement()
                        .satisfies(gone -> assertThat(gone)
                                .isInstanceOf(SchemaException.class)
                                .hasMessageContainingAll("fts_idx_body", "texts"));
            }
        });
        assertThat(texts.rows()).isOne();
    }

    @Test
    void truncate_refusedForItsFullTextIndex_makesItAgain() {
        fail("code=8200,times=1,match=TRUNCATE");

        if (fullText) {
            texts.truncate();
            assertThat(texts.rows()).isZero();
        } else {
            assertThatThrownBy(texts::truncate).isInstanceOf(StatementException.class);
        }
        assertThat(texts.hasFullTextIndex("body")).isEqualTo(fullText);
    }

    @Test
    void truncate_refusedTwice_keepsRowsAndIndex() {
        fail("code=8200,times=2,match=TRUNCATE");

        assertThatThrownBy(texts::truncate).isInstanceOf(StatementException.class);
        assertThat(texts.rows()).isOne();
        assertThat(texts.hasFullTextIndex("body")).isEqualTo(fullText);
    }

    @Test
    void truncate_indexThatTheClassDoesNotKnow_isNotDropped() {
        Table<Plain> plain = client.openTable(Plain.class);
        fail("code=8200,times=1,match=TRUNCATE");

        assertThatThrownBy(plain::truncate).isInstanceOf(StatementException.class);
        assertThat(texts.hasFullTextIndex("body")).isEqualTo(fullText);
        assertThat(texts.rows()).isOne();
    }

    @Test
    void overwrite_renameRefusedForTheFullTextIndex_replacesTheTable() {
        if (!fullText) {
            return;
        }
        fail("code=8200,times=1,match=RENAME");

        Table<Text> replaced = client.createTable(Text.class, IfExists.OVERWRITE);

        assertThat(replaced.rows()).isZero();
        assertThat(client.listTables()).noneMatch(name -> name.startsWith("_jtidb_old"));
    }

    @Test
    void overwrite_newTableRefused_keepsRowsAndIndex() {
        if (!fullText) {
            return;
        }
        fail("code=8200,times=1,match=RENAME");
        fail("code=1118,times=1,match=CREATE TABLE");

        assertThatThrownBy(() -> client.createTable(Text.class, IfExists.OVERWRITE))
                .isInstanceOfSatisfying(
                        StatementException.class, e -> assertThat(e.code()).isEqualTo(1118))
                .hasNoSuppressedExceptions();

        assertThat(texts.rows()).isOne();
        assertThat(texts.hasFullTextIndex("body")).isTrue();
        assertThat(client.listTables()).noneMatch(name -> name.startsWith("_jtidb_old"));
    }

    @Test
    void overwrite_newTableRefused_tellsOfAnIndexThatTheNewClassDoesNotKnow() {
        if (!fullText) {
            return;
        }
        fail("code=8200,times=1,match=RENAME");
        fail("code=1118,times=1,match=CREATE TABLE");

        assertThatThrownBy(() -> client.createTable(Plain.class, IfExists.OVERWRITE))
                .isInstanceOfSatisfying(
                        StatementException.class,
                        e -> assertThat(e.getSuppressed())
                                .singleElement()
                                .satisfies(gone -> assertThat(gone).hasMessageContaining("fts_idx_body")));
        assertThat(texts.rows()).isOne();
    }

    @Test
    void createVectorIndex_refusedWithItsReplica_isMadeOnOneMadeBefore() {
        Table<Bare> bare = client.createTable(Bare.class, IfExists.OVERWRITE);
        fail("code=1064,times=1,match=ON_DEMAND");

        if (tiFlash) {
            bare.createVectorIndex("near");
            assertThat(bare.hasVectorIndex("near")).isTrue();
        } else {
            assertThatThrownBy(() -> bare.createVectorIndex("near")).isInstanceOf(NotSupportedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8200, 1105, 1142})
    void createVectorIndex_refused_leavesNoReplica(int code) {
        Table<Bare> bare = client.createTable(Bare.class, IfExists.OVERWRITE);
        fail("code=" + code + ",times=-1,match=VECTOR INDEX");

        assertThatThrownBy(() -> bare.createVectorIndex("near"))
                .isInstanceOf(code == 1142 ? StatementException.class : NotSupportedException.class);
        assertThat(bare.tiFlashReplica()).isEmpty();
        assertThat(bare.hasVectorIndex("near")).isFalse();
    }

    @Test
    void createVectorIndex_connectionLostWhileTheServerBuilds_leavesItTheReplica() {
        if (!tiFlash) {
            return;
        }
        Table<Bare> bare = client.createTable(Bare.class, IfExists.OVERWRITE);
        fail("code=1064,times=1,match=ON_DEMAND");
        fail("drop-after,times=1,match=VECTOR INDEX");

        assertThatThrownBy(() -> bare.createVectorIndex("near"))
                .isInstanceOfSatisfying(
                        StatementException.class, e -> assertThat(e.sqlState()).startsWith("08"));
        assertThat(bare.hasVectorIndex("near")).isTrue();
        assertThat(bare.tiFlashReplica()).isPresent();
    }

    @Test
    void awaitIndexes_notReadyInTime_tellsHowFarTheyAre() {
        if (!tiFlash) {
            return;
        }
        Table<Bare> bare = indexed();
        client.execute("UPDATE tidb_standin.tiflash_indexes SET ROWS_STABLE_NOT_INDEXED = 7 WHERE TIDB_TABLE = 'bare'");
        client.execute(
                "UPDATE tidb_standin.tiflash_replica SET AVAILABLE = 0, PROGRESS = 0.4 WHERE TABLE_NAME = 'bare'");

        assertThatThrownBy(() -> bare.awaitIndexes(Duration.ofMillis(50)))
                .isInstanceOf(TiDBException.class)
                .hasMessageContainingAll("PT0.05S", "bare", "40 %", "vec_idx_near_l2", "0 rows", "7 are to come");
        assertThat(bare.tiFlashReplica()).contains(new TiFlashReplica(1, false, 0.4));
    }

    @Test
    void awaitIndexes_thatBecomeReady_returns() throws Exception {
        if (!tiFlash) {
            return;
        }
        Table<Bare> bare = indexed();
        client.execute("UPDATE tidb_standin.tiflash_indexes SET ROWS_STABLE_NOT_INDEXED = 7 WHERE TIDB_TABLE = 'bare'");
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> bare.awaitIndexes(Duration.ofMinutes(1)));

        client.execute("UPDATE tidb_standin.tiflash_indexes SET ROWS_STABLE_NOT_INDEXED = 0 WHERE TIDB_TABLE = 'bare'");

        waiting.get(1, TimeUnit.MINUTES);
    }

    @Test
    void awaitIndexes_thatCannotBeBuilt_tellsWhy() {
        if (!tiFlash) {
            return;
        }
        Table<Bare> bare = indexed();
        client.execute(
                "UPDATE tidb_standin.tiflash_indexes SET ERROR_MESSAGE = 'disk is full' WHERE TIDB_TABLE = 'bare'");

        assertThatThrownBy(() -> bare.awaitIndexes(Duration.ofMinutes(1)))
                .isInstanceOf(TiDBException.class)
                .hasMessageContainingAll("vec_idx_near_l2", "disk is full");
        assertThat(bare.indexes()).allMatch(index -> index.error().equals(Optional.of("disk is full")));
    }

    @Test
    void awaitIndexes_interrupted_endsAndStaysInterrupted() {
        if (!tiFlash) {
            return;
        }
        Table<Bare> bare = indexed();
        client.execute("UPDATE tidb_standin.tiflash_replica SET AVAILABLE = 0 WHERE TABLE_NAME = 'bare'");
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> bare.awaitIndexes(Duration.ofMinutes(1)))
                .isInstanceOf(TiDBException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private Table<Bare> indexed() {
        Table<Bare> bare = client.createTable(Bare.class, IfExists.OVERWRITE);
        bare.createVectorIndex("near");
        return bare;
    }
}
