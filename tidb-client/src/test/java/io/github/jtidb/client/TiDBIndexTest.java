package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.client.Samples.Article;
import io.github.jtidb.client.Samples.Place;
import io.github.jtidb.client.TiDBIndexes.Bare;
import io.github.jtidb.client.TiDBIndexes.Plain;
import io.github.jtidb.client.TiDBIndexes.Text;
import io.github.jtidb.schema.SchemaException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Vector and full-text indexes on a server that can build both, one or none of them. */
@TiDBServer.Needed
class TiDBIndexTest {

    private final TiDBClient client = TiDBIndexes.open();
    private final boolean tiFlash = TiDBIndexes.hasTiFlash(client);
    private final boolean fullText = TiDBIndexes.hasFullText(client);
    private final Table<Bare> bare = client.createTable(Bare.class, IfExists.OVERWRITE);

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void createVectorIndex_onATableWithoutOne_isUsedByTheServer() {
        bare.bulkInsert(List.of(row(1), row(2), row(3)));
        assertThat(bare.hasVectorIndex("near")).isFalse();
        if (!tiFlash) {
            assertThatThrownBy(() -> bare.createVectorIndex("near"))
                    .isInstanceOf(NotSupportedException.class)
                    .hasMessageContainingAll("near", "bare", "TiFlash");
            assertThat(bare.hasVectorIndex("near")).isFalse();
            assertThat(bare.tiFlashReplica()).isEmpty();
            return;
        }

        bare.createVectorIndex("near");

        assertThat(bare.hasVectorIndex("near")).isTrue();
        assertThat(bare.hasVectorIndex("alike")).isFalse();
        assertThat(plan()).contains("annIndex");
        bare.awaitIndexes(Duration.ofMinutes(1));
        assertThat(bare.tiFlashReplica()).contains(new TiFlashReplica(1, true, 1));
        assertThat(bare.indexes()).singleElement().satisfies(index -> {
            assertThat(index.name()).isEqualTo("vec_idx_near_l2");
            assertThat(index.column()).isEqualTo("near");
            assertThat(index.kind()).isEqualTo(IndexProgress.Kind.VECTOR);
            assertThat(index.rowsIndexed() + index.rowsRecent()).isEqualTo(3);
            assertThat(index.rowsNotIndexed()).isZero();
            assertThat(index.error()).isEmpty();
        });

        assertThat(bare.dropVectorIndex("near")).isTrue();
        assertThat(bare.hasVectorIndex("near")).isFalse();
        assertThat(plan()).doesNotContain("annIndex");
        assertThat(bare.dropVectorIndex("near")).isFalse();
        assertThat(bare.search(new float[] {1, 2, 3})
                        .vectorField("near")
                        .limit(9)
                        .toList())
                .hasSize(3);
    }

    private static Bare row(int id) {
        float[] vector = {id, 2, 3};
        return new Bare(id, "body " + id, vector, vector, vector);
    }

    private String plan() {
        return client.query("EXPLAIN SELECT id FROM bare ORDER BY VEC_L2_DISTANCE(near, '[1,2,3]') LIMIT 2")
                .toRows()
                .toString();
    }

    @Test
    void createVectorIndex_thatIsThere_doesAsTold() {
        if (!tiFlash) {
            return;
        }
        bare.createVectorIndex("near");

        assertThatThrownBy(() -> bare.createVectorIndex("near"))
                .isInstanceOf(SchemaException.class)
                .hasMessageContainingAll("vec_idx_near_l2", "bare", "SKIP", "OVERWRITE");
        bare.createVectorIndex("near", IfExists.SKIP);
        bare.createVectorIndex("near", IfExists.OVERWRITE);
        bare.createVectorIndex("alike");

        assertThat(bare.indexes())
                .extracting(IndexProgress::name)
                .containsExactly("vec_idx_alike_cosine", "vec_idx_near_l2");
    }

    @Test
    void createVectorIndex_hasTheNameThatCreateTableGives() {
        Table<Place> places = client.createTable(Place.class, IfExists.OVERWRITE);
        assertThat(places.hasVectorIndex("position")).isEqualTo(tiFlash);
        if (!tiFlash) {
            return;
        }
        List<IndexProgress> created = places.indexes();

        assertThat(places.dropVectorIndex("position")).isTrue();
        places.createVectorIndex("position");

        assertThat(places.indexes()).hasSize(1).isEqualTo(created);
    }

    @Test
    void hasVectorIndex_onesOfOtherNames_count() {
        if (!tiFlash) {
            return;
        }
        bare.setTiFlashReplica(1);
        client.execute("ALTER TABLE bare ADD VECTOR INDEX theirs ((VEC_COSINE_DISTANCE(near)))");

        assertThat(bare.hasVectorIndex("near")).isTrue();
        assertThatThrownBy(() -> bare.createVectorIndex("near")).hasMessageContaining("theirs");
        assertThat(bare.dropVectorIndex("near")).isTrue();
        assertThat(bare.hasVectorIndex("near")).isFalse();
    }

    @Test
    void createVectorIndex_otherMetric_isNotSupportedAndChangesNothing() {
        assertThatThrownBy(() -> bare.createVectorIndex("city", IfExists.OVERWRITE))
                .isInstanceOf(NotSupportedException.class)
                .hasMessageContainingAll("city", "COSINE", "L2", "L1");
        assertThat(bare.tiFlashReplica()).isEmpty();
    }

    @Test
    void createFullTextIndex_asFarAsTheServerHasIt() {
        assertThat(bare.hasFullTextIndex("body")).isFalse();
        if (!fullText) {
            assertThatThrownBy(() -> bare.createFullTextIndex("body"))
                    .isInstanceOf(NotSupportedException.class)
                    .hasMessageContainingAll("full-text", "body", "bare", "Starter");
            assertThat(bare.hasFullTextIndex("body")).isFalse();
            // What was made for the index alone is not left behind.
            assertThat(bare.tiFlashReplica()).isEmpty();
            return;
        }
        bare.bulkInsert(List.of(row(1), row(2)));

        bare.createFullTextIndex("body");

        assertThat(bare.hasFullTextIndex("body")).isTrue();
        assertThat(client.query("SELECT id FROM bare WHERE FTS_MATCH_WORD('body', body)")
                        .toRows())
                .hasSize(2);
        assertThat(bare.indexes()).singleElement().satisfies(index -> {
            assertThat(index.name()).isEqualTo("fts_idx_body");
            assertThat(index.kind()).isEqualTo(IndexProgress.Kind.FULL_TEXT);
        });
        assertThatThrownBy(() -> bare.createFullTextIndex("body"))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("fts_idx_body");
        bare.createFullTextIndex("body", IfExists.OVERWRITE);
        assertThat(bare.dropFullTextIndex("body")).isTrue();
        assertThat(bare.hasFullTextIndex("body")).isFalse();
    }

    @Test
    void hasFullTextIndex_ordinaryIndexOfTheColumn_isNone() {
        client.execute("CREATE INDEX ordinary ON bare (body(10))");

        assertThat(bare.hasFullTextIndex("body")).isFalse();
        assertThat(bare.dropFullTextIndex("body")).isFalse();
        assertThat(client.query("SHOW INDEX FROM bare").toRows().toString()).contains("ordinary");
    }

    @Test
    void field_thatDoesNotFit_isRefused() {
        assertThatThrownBy(() -> bare.hasVectorIndex("body"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("body", "bare", "near", "alike", "city");
        assertThatThrownBy(() -> bare.createFullTextIndex("near"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("near", "[body]");
        assertThatThrownBy(() -> bare.dropVectorIndex("nope"))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("bare");
    }

    @Test
    void setTiFlashReplica_asManyAsThereAreNodes() {
        assertThat(bare.tiFlashReplica()).isEmpty();
        assertThatThrownBy(() -> bare.setTiFlashReplica(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> bare.setTiFlashReplica(99))
                .isInstanceOf(NotSupportedException.class)
                .hasMessageContainingAll("99", "bare", "TiFlash nodes");
        bare.setTiFlashReplica(0);
        assertThat(bare.tiFlashReplica()).isEmpty();
        if (!tiFlash) {
            return;
        }
        bare.setTiFlashReplica(1);
        assertThat(bare.tiFlashReplica().orElseThrow().count()).isOne();

        bare.createVectorIndex("near");
        assertThatThrownBy(() -> bare.setTiFlashReplica(0))
                .isInstanceOf(SchemaException.class)
                .hasMessageContainingAll("vec_idx_near_l2", "drop");
        assertThat(bare.dropVectorIndex("near")).isTrue();
        bare.setTiFlashReplica(0);
        assertThat(bare.tiFlashReplica()).isEmpty();
    }

    @Test
    void statements_withinATransaction_areRefusedBeforeTheyCommitIt() {
        List<Consumer<Table<Bare>>> statements = List.of(
                table -> table.createVectorIndex("near"),
                table -> table.createFullTextIndex("body", IfExists.SKIP),
                table -> table.dropVectorIndex("near"),
                table -> table.dropFullTextIndex("body"),
                table -> table.setTiFlashReplica(1),
                table -> table.awaitIndexes(Duration.ZERO));
        client.useTransaction(tx -> {
            Table<Bare> table = tx.table(bare);
            table.insert(row(1));
            for (Consumer<Table<Bare>> statement : statements) {
                assertThatThrownBy(() -> statement.accept(table))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("bare");
            }
            assertThat(table.hasVectorIndex("near")).isFalse();
            assertThat(bare.rows()).isZero();
        });
        assertThat(bare.rows()).isOne();
    }

    @Test
    void awaitIndexes_readyOrNone_returns() {
        bare.awaitIndexes(Duration.ZERO);
        client.createTable(Place.class, IfExists.OVERWRITE).awaitIndexes(Duration.ofSeconds(Long.MAX_VALUE));
        assertThatThrownBy(() -> bare.awaitIndexes(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-0.001S");
    }

    @Test
    void tablesWithFullTextIndex_areEmptiedReplacedAndDropped() {
        Table<Text> texts = client.createTable(Text.class, IfExists.OVERWRITE);
        if (fullText) {
            texts.createFullTextIndex("body");
        }
        texts.insert(new Text(1, "words"));

        texts.truncate();
        assertThat(texts.rows()).isZero();
        assertThat(texts.hasFullTextIndex("body")).isEqualTo(fullText);
        assertThat(client.createTable(Plain.class, IfExists.OVERWRITE).rows()).isZero();
        assertThat(client.dropTable("texts")).isTrue();
        assertThat(client.hasTable("texts")).isFalse();
    }

    @Test
    void createTable_requiredIndexes_areThere() {
        if (fullText) {
            Table<Article> articles = client.createTable(Article.class, IfExists.OVERWRITE);
            assertThat(articles.hasVectorIndex("vector")).isTrue();
            assertThat(articles.hasFullTextIndex("body")).isTrue();
        }
    }
}
