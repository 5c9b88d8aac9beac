package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.jtidb.client.EmbeddedIndexes.Tagged;
import io.github.jtidb.client.Samples.Note;
import io.github.jtidb.client.Samples.Words;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TiDB's functions in SQL written by hand, and words of several languages. */
class EmbeddedFunctionsTest {

    @TempDir
    Path folder = Path.of("");

    private @Nullable TiDBClient client;
    private @Nullable Connection connection;

    @BeforeEach
    void open() throws SQLException {
        client = TiDBClient.builder()
                .folder(folder)
                .embeddingFunction(new Words())
                .build();
        connection = EmbeddedIndexes.connect(folder);
    }

    @AfterEach
    void close() throws SQLException {
        connection().close();
        client().close();
    }

    private TiDBClient client() {
        return Objects.requireNonNull(client);
    }

    private Connection connection() {
        return Objects.requireNonNull(connection);
    }

    private @Nullable Object value(String expression) throws SQLException {
        try (Statement statement = connection().createStatement();
                var rows = statement.executeQuery("SELECT " + expression)) {
            rows.next();
            return rows.getObject(1);
        }
    }

    @Test
    void vectorFunctions_areThoseOfTiDB() throws SQLException {
        assertThat(value("VEC_DIMS('[1,2,3]')")).isEqualTo(3);
        assertThat(value("VEC_DIMS(VEC_FROM_TEXT('[1,2,3]'))")).isEqualTo(3);
        assertThat(value("VEC_DIMS(NULL)")).isNull();
        assertThat(value("VEC_L2_NORM('[3,4]')")).isEqualTo(5d);
        assertThat(value("VEC_AS_TEXT(VEC_FROM_TEXT('[1.5, -2]'))")).isEqualTo("[1.5,-2]");
        assertThat(value("VEC_AS_TEXT(NULL)")).isNull();
        assertThat(value("VEC_L2_DISTANCE(VEC_FROM_TEXT('[0,3]'), '[4,0]')")).isEqualTo(5d);
        assertThatThrownBy(() -> value("VEC_FROM_TEXT('[1,')")).isInstanceOf(SQLException.class);
    }

    @Test
    void embedText_usesTheClientsFunctions() throws SQLException {
        assertThat(value("VEC_DIMS(EMBED_TEXT('test/words', 'red apples'))")).isEqualTo(64);
        assertThat(value("VEC_COSINE_DISTANCE(EMBED_TEXT('test/words', 'red', '{}'), EMBED_TEXT('test/words', 'red'))"))
                .isEqualTo(0d);
        assertThat(value("EMBED_TEXT('test/words', NULL)")).isNull();
        assertThatThrownBy(() -> value("EMBED_TEXT('test/word', 'x')")).hasMessageContaining("test/word");
        assertThatThrownBy(() -> value("EMBED_TEXT('test/words', 'x', '{\"a\":1}')"))
                .hasMessageContaining("options");
        try (TiDBClient other = TiDBClient.embedded()) {
            // Another client's functions are its own.
            assertThatThrownBy(() -> other.query("SELECT EMBED_TEXT('test/words', 'x')"))
                    .isInstanceOf(StatementException.class);
        }
    }

    @Test
    void vecEmbed_knowsTheModelOfTheColumn() throws SQLException {
        Table<Note> notes = client().createTable(Note.class);
        notes.bulkInsert(List.of(
                new Note(1L, "a", "red apples", null),
                new Note(2L, "b", "ships", null),
                new Note(3L, "c", null, null)));

        assertThat(value("GROUP_CONCAT(id ORDER BY VEC_EMBED_COSINE_DISTANCE(vector, 'red apples'))"
                        + " FROM notes WHERE vector IS NOT NULL"))
                .isEqualTo("1,2");
        assertThat(value("VEC_EMBED_L2_DISTANCE(vector, 'red apples') FROM notes WHERE id = 1"))
                .isEqualTo(0d);
        assertThat(value("VEC_EMBED_L1_DISTANCE(vector, 'x') FROM notes WHERE id = 3"))
                .isNull();
        assertThat((Double) value("VEC_EMBED_NEGATIVE_INNER_PRODUCT(vector, 'red apples') FROM notes WHERE id = 1"))
                .isCloseTo(-1, within(1e-6));
        assertThatThrownBy(() -> value("VEC_EMBED_COSINE_DISTANCE(VEC_FROM_TEXT('[1,2]'), 'x')"))
                .hasMessageContainingAll("2 dimensions", "EMBED_TEXT");
    }

    @Test
    void matchWord_isAboveZeroExactlyWhereAWordMatches() throws SQLException {
        assertThat((Double) value("FTS_MATCH_WORD('Apples OR', 'Red apples, green apples')"))
                .isPositive();
        assertThat(value("FTS_MATCH_WORD('pear', 'Red apples')")).isEqualTo(0d);
        assertThat(value("FTS_MATCH_WORD('', 'Red apples')")).isEqualTo(0d);
        assertThat(value("FTS_MATCH_WORD('pear', NULL)")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "java|1",
                "JAVA|1",
                "数据库|2",
                "库|2 3",
                "東京|4",
                "京都|5",
                "カタカナ|6",
                "ｶﾀｶﾅ|6",
                "검색|7",
                "cats dogs|8 9",
                "+cats -dogs \"(~*|8 9",
                "cats^2 AND|8",
                "emoji 😀|10",
                "!!!|''",
            })
    void words_ofManyLanguages(String query, String expected) throws SQLException {
        Table<EmbeddedIndexes.Item> items = client().createTable(EmbeddedIndexes.Item.class);
        List<String> texts = List.of(
                "Learning Java, quickly",
                "分布式数据库系统",
                "仓库管理",
                "東京タワー",
                "京都の寺",
                "カタカナ語",
                "벡터 검색 엔진",
                "Cats sleep",
                "dogs bark",
                "an emoji here");
        for (int i = 0; i < texts.size(); i++) {
            items.insert(new EmbeddedIndexes.Item(i + 1, "k", texts.get(i), null));
        }
        for (int round = 0; round < 2; round++) {
            assertThat(EmbeddedIndexes.match(connection(), EmbeddedIndexes.Item.class, query, 10, null)
                            .keySet())
                    .containsExactlyInAnyOrder(expected.isEmpty() ? new String[0] : expected.split(" ", -1));
            // By the index, the second time.
            EmbeddedIndexes.settle(connection());
        }
    }

    @Test
    void match_limitAndFilter() throws SQLException {
        Table<EmbeddedIndexes.Item> items = client().createTable(EmbeddedIndexes.Item.class);
        for (int i = 0; i < 40; i++) {
            items.insert(new EmbeddedIndexes.Item(i, i % 4 == 0 ? "a" : "b", "same words", null));
        }
        for (int round = 0; round < 2; round++) {
            // All are as good; the key decides.
            assertThat(EmbeddedIndexes.match(connection(), EmbeddedIndexes.Item.class, "words", 3, null))
                    .containsOnlyKeys("0", "1", "2");
            assertThat(EmbeddedIndexes.match(
                            connection(), EmbeddedIndexes.Item.class, "words", 3, Filter.eq("kind", "a")))
                    .containsOnlyKeys("0", "4", "8");
            EmbeddedIndexes.settle(connection());
        }
        assertThat(client().createTable(Tagged.class).insert(new Tagged(new UUID(1, 2), "x", null)))
                .isNotNull();
        assertThat(Map.copyOf(EmbeddedIndexes.match(connection(), Tagged.class, "x", 3, null)))
                .hasSize(1);
    }
}
