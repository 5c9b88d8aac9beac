package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.client.Samples.Article;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The embedded database has no statements for indexes, and programs that wait for them run on it as they are. */
class EmbeddedIndexStatementsTest {

    private final TiDBClient client = TiDBClient.embedded();
    private final Table<Article> articles = client.createTable(Article.class);

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void indexes_ofTheDatabasesOwn_tellHowFarTheyAre() {
        assertThat(articles.hasVectorIndex("vector")).isFalse();
        assertThat(articles.hasFullTextIndex("body")).isFalse();
        articles.insert(new Article(1, "an apple", new float[] {1, 0, 0}));
        assertThat(articles.indexes()).extracting(IndexProgress::column).containsExactly("body", "vector");

        articles.awaitIndexes(Duration.ofMinutes(1));

        assertThat(articles.indexes()).allSatisfy(index -> {
            assertThat(index.rowsIndexed()).isEqualTo(1);
            assertThat(index.rowsNotIndexed()).isZero();
        });
    }

    @Test
    void createAndDrop_areNotSupported() {
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> articles.createVectorIndex("vector"),
                () -> articles.createFullTextIndex("body", IfExists.SKIP),
                () -> articles.dropVectorIndex("vector"),
                () -> articles.dropFullTextIndex("body"))) {
            assertThatThrownBy(call)
                    .isInstanceOf(NotSupportedException.class)
                    .hasMessageContaining("maintains its indexes itself");
        }
    }

    @Test
    void tiFlash_isNotSupported() {
        assertThatThrownBy(articles::tiFlashReplica)
                .isInstanceOf(NotSupportedException.class)
                .hasMessageContaining("TiFlash");
        assertThatThrownBy(() -> articles.setTiFlashReplica(1)).isInstanceOf(NotSupportedException.class);
    }
}
