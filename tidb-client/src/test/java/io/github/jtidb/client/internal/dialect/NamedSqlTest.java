package io.github.jtidb.client.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedSqlTest {

    private static final Dialect TIDB = new TiDBDialect(false, Set.of());

    private static Sql named(String text, Map<String, ? extends @Nullable Object> values) {
        return NamedSql.of(TIDB, text, values);
    }

    @Test
    void names_becomeMarks_andTheirValuesParametersInOrder() {
        Sql sql = named("a > :low AND b = :kind_2 OR c<:low", Map.<String, Object>of("low", 3, "kind_2", "it's"));

        assertThat(sql.text()).isEqualTo("a > ? AND b = ? OR c<?");
        assertThat(sql.parameters()).isEqualTo(List.<Object>of(3, "it's", 3));
    }

    @Test
    void collection_becomesItsElements() {
        Sql sql = named("a IN (:some) AND b = :b", Map.<String, Object>of("some", List.of(1, 2, 3), "b", "x"));

        assertThat(sql.text()).isEqualTo("a IN (?, ?, ?) AND b = ?");
        assertThat(sql.parameters()).isEqualTo(List.<Object>of(1, 2, 3, "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ':a ?'",
                "SELECT 'it''s :a ?'",
                "SELECT 'a \\' :a ?'",
                "SELECT \"x :a ?\"",
                "SELECT \"x\"\":a\"",
                "SELECT `c:a?`",
                "SELECT `c\\`",
                "SELECT 1 -- :a ?",
                "SELECT 1 --\n",
                "SELECT 1 # :a ?",
                "SELECT /* :a ? ' */ 1",
                "SELECT /**/ 1",
                "SELECT a::int",
                "SELECT x := 1, 'a' : 5 : ",
                "",
            })
    void quotesAndComments_areLeftAlone(String text) {
        Sql sql = named(text, Map.of());

        assertThat(sql.text()).isEqualTo(text);
        assertThat(sql.parameters()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT '' = :a",
                "SELECT '\\\\' = :a",
                "SELECT `\\` = :a",
                "SELECT 5--:a",
                "SELECT 5/:a",
                "SELECT 1 -- x\n + :a",
                "SELECT 1 # x\r\n + :a",
                "/* x */:a",
                ":a",
                "(:a)",
            })
    void namesBesideQuotesAndComments_areFound(String text) {
        Sql sql = named(text, Map.of("a", 7));

        assertThat(sql.text()).isEqualTo(text.replace(":a", "?"));
        assertThat(sql.parameters()).containsExactly(7);
    }

    @Test
    void nameWithoutValueAndValueWithoutName_areNamed() {
        assertThatThrownBy(() -> named("a = :most", Map.of("least", "secret")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(":most", ":least")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> named("a = ':most'", Map.of("most", "secret")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(":most")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a = ?", "a = 'x", "a = \"x", "a = `x", "a = 'x\\'", "a /* x", "a /*/ x", "'"})
    void marksAndOpenQuotes_areRefused(String text) {
        assertThatThrownBy(() -> named(text, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("position");
    }

    @Test
    void emptyAndHalfNullCollections_areRefused() {
        assertThatThrownBy(() -> named("a IN (:some)", Map.of("some", List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(":some");
        assertThatThrownBy(() -> named("a IN (:some)", Map.of("some", Arrays.asList(1, null))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("null");
    }

    @Test
    void values_areBoundAsColumnsStoreThem() {
        UUID id = UUID.randomUUID();
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("n", null);
        values.put("u", id);
        values.put("i", Instant.parse("2026-01-31T12:00:00Z"));
        values.put("big", BigInteger.TEN);
        values.put("f", 1.5f);
        values.put("v", new float[] {1, -2});

        assertThat(named(":n, :u, :i, :big, :f, :v", values).parameters())
                .isEqualTo(Arrays.<@Nullable Object>asList(
                        null,
                        id.toString(),
                        LocalDateTime.parse("2026-01-31T12:00:00"),
                        BigDecimal.TEN,
                        1.5,
                        TIDB.encodeVector(new float[] {1, -2})));
        assertThatThrownBy(() -> named(":o", Map.of("o", new Object())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(":o", "java.lang.Object");
        assertThatThrownBy(() -> named(":o", Map.of("o", Double.NaN))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void randomPieces_keepTheirTextAndOrder() {
        Random random = new Random(7);
        String[] quiet = {"'a:b?'", "`:x`", "\":y\"", " a + ", "/* :z? */", "-- :q\n", "# ?\n", "::", " - ", "\n"};
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder();
            StringBuilder expected = new StringBuilder();
            Map<String, Object> values = new HashMap<>();
            int count = random.nextInt(20);
            for (int i = 0; i < count; i++) {
                String piece = quiet[random.nextInt(quiet.length)];
                text.append(piece).append(" :p").append(i).append(' ');
                expected.append(piece).append(" ? ");
                values.put("p" + i, i);
            }

            Sql sql = named(text.toString(), values);

            assertThat(sql.text()).isEqualTo(expected.toString());
            assertThat(sql.parameters())
                    .isEqualTo(IntStream.range(0, count).boxed().toList());
        }
    }
}
