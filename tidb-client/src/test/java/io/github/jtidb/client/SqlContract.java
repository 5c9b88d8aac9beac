package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.client.Samples.Everything;
import io.github.jtidb.client.Samples.Note;
import io.github.jtidb.client.Samples.Words;
import io.github.jtidb.schema.SchemaException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The caller's own SQL, and what comes of its results. */
@NullUnmarked // Keys and vectors of rows that were stored are known not to be null.
abstract class SqlContract {

    private final TiDBClient client = open().embeddingFunction(new Words()).build();

    record Counted(String name, long count) {}

    record Wide(@Nullable Integer id, @Nullable String missing) {}

    abstract TiDBClientBuilder open();

    @BeforeEach
    void create() {
        Table<Note> table = client.createTable(Note.class, IfExists.OVERWRITE);
        table.bulkInsert(List.of(
                new Note(1L, "food", "apples", null),
                new Note(2L, "food", "bread", null),
                new Note(3L, null, "it's", null),
                new Note(4L, "sea", "ships", null)));
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void query_inEachForm() {
        QueryResult result = client.query(
                "SELECT topic AS name, COUNT(*) AS count FROM notes WHERE id <= :most GROUP BY topic ORDER BY topic DESC",
                Map.of("most", 2));

        assertThat(result.columns()).containsExactly("name", "count");
        assertThat(result.toRows()).containsExactly(List.of("food", 2L));
        assertThat(result.toList()).containsExactly(Map.of("name", "food", "count", 2L));
        assertThat(result.toList(Counted.class)).containsExactly(new Counted("food", 2));
        assertThat(result.one()).contains(Map.of("name", "food", "count", 2L));
        assertThat(result.one(Counted.class)).contains(new Counted("food", 2));
        assertThat(result.size()).isOne();
        assertThat(result).hasToString("QueryResult[1 rows of [name, count]]");
        assertThat(client.query("SELECT COUNT(*) FROM notes").scalar(Integer.class))
                .contains(4);
        assertThat(client.query("SELECT topic FROM notes WHERE id = 3").scalar(String.class))
                .isEmpty();
        assertThat(client.query("SELECT id FROM notes WHERE id = 9").scalar(Long.class))
                .isEmpty();
    }

    @Test
    void query_moreThanAskedFor_refused() {
        QueryResult two = client.query("SELECT id, topic FROM notes ORDER BY id LIMIT 2");

        assertThatThrownBy(two::one).isInstanceOf(IllegalStateException.class).hasMessageContaining("2 rows");
        assertThatThrownBy(() -> two.one(Wide.class))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("missing");
        assertThatThrownBy(() -> two.scalar(Long.class)).hasMessageContaining("[id, topic]");
        assertThatThrownBy(() ->
                        client.query("SELECT topic FROM notes WHERE id = 1").scalar(Long.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("food");
        assertThatThrownBy(() -> client.query("SELECT 300 AS n").scalar(Byte.class))
                .isInstanceOf(IllegalArgumentException.class);
        QueryResult twins = client.query("SELECT id, id FROM notes WHERE id = 1");
        assertThatThrownBy(twins::toList)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("AS");
        assertThat(twins.toRows()).containsExactly(List.of(1L, 1L));
    }

    @Test
    void query_tableClass_readsVectorsAndEveryType() {
        Table<Everything> table = client.createTable(Everything.class, IfExists.OVERWRITE);
        List<Everything> rows = table.bulkInsert(List.of(Everything.least(), Everything.most()));

        assertThat(client.query("SELECT * FROM everything ORDER BY id").toList(Everything.class))
                .usingRecursiveComparison()
                .isEqualTo(rows);
        assertThat(client.query("SELECT * FROM notes WHERE id = 1")
                        .one(Note.class)
                        .orElseThrow()
                        .vector())
                .isEqualTo(new Words().embedQuery("apples"));
    }

    @Test
    void parameters_everyTypeAndHostileText_areBound() {
        String hostile = "x'); DROP TABLE notes; -- \\' \" :id ` ?";
        client.execute(
                "INSERT INTO notes (id, topic, body) VALUES (:id, :topic, :text)",
                Map.of("id", 10, "topic", hostile, "text", "a"));

        assertThat(client.query(
                                "SELECT topic FROM notes WHERE topic = :topic AND id IN (:ids)",
                                Map.of("topic", hostile, "ids", List.of(10L, 11L)))
                        .scalar(String.class))
                .contains(hostile);
        assertThat(client.query("SELECT ':id', topic FROM notes -- :id\n WHERE id = :id /* :id */", Map.of("id", 1))
                        .toRows())
                .containsExactly(List.of(":id", "food"));
        LocalDateTime time = LocalDateTime.of(2026, 1, 31, 23, 59, 59, 123_456_000);
        for (Object value : List.of(
                new BigDecimal("12.5"),
                true,
                UUID.randomUUID(),
                IfExists.SKIP,
                Instant.parse("2026-01-31T23:59:59.5Z"),
                time,
                1.5)) {
            assertThat(client.query("SELECT COUNT(*) FROM notes WHERE :value IS NOT NULL", Map.of("value", value))
                            .scalar(Long.class))
                    .as("%s", value.getClass())
                    .contains(5L);
        }
        assertThatThrownBy(() -> client.execute("DELETE FROM notes WHERE id = :id", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(":id");
    }

    @Test
    void execute_givesTheChangedRows() {
        assertThat(client.execute("UPDATE notes SET topic = 'x' WHERE id > :id", Map.of("id", 2)))
                .isEqualTo(2);
        assertThat(client.execute("DELETE FROM notes")).isEqualTo(4);
        assertThat(client.execute("CREATE TABLE scratch (id INT PRIMARY KEY)")).isZero();
        assertThat(client.hasTable("scratch")).isTrue();
        client.execute("DROP TABLE scratch");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN",
                "begin work",
                "START  TRANSACTION",
                "COMMIT",
                "ROLLBACK",
                "USE other",
                "/* so */ -- so\n # so\n commit",
                "set autocommit = 0",
                "SET SESSION autocommit=0",
                "SET @@autocommit = 0"
            })
    void execute_whatWouldChangeThePooledConnection_refused(String sql) {
        assertThatThrownBy(() -> client.execute(sql))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("client.transaction");
    }

    @Test
    void execute_badSql_tellsStatementAndCodeButNoValue() {
        assertThatThrownBy(() -> client.execute(
                        "INSERT INTO notes (id, body) VALUES (:id, :text)", Map.of("id", 1, "text", "s3cret")))
                .isInstanceOfSatisfying(StatementException.class, e -> {
                    assertThat(e.statement()).isEqualTo("INSERT INTO notes (id, body) VALUES (?, ?)");
                    assertThat(e.sqlState()).startsWith("23");
                    assertThat(e.code()).isNotZero();
                })
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> client.query("SELEC 1")).isInstanceOf(StatementException.class);
        assertThatThrownBy(() -> client.query("  ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> client.query("DELETE FROM notes")).isInstanceOf(StatementException.class);
        assertThat(client.query("SELECT COUNT(*) FROM notes").scalar(Long.class))
                .contains(4L);
    }

    @Test
    void query_nullsAndDates() {
        List<@Nullable Object> row = client.query(
                        "SELECT NULL AS a, CAST('2026-01-31' AS DATE) AS b, CAST(1.50 AS DECIMAL(5,2)) AS c FROM notes WHERE id = 1")
                .toRows()
                .get(0);

        assertThat(row).isEqualTo(Arrays.asList(null, LocalDate.of(2026, 1, 31), new BigDecimal("1.50")));
    }
}
