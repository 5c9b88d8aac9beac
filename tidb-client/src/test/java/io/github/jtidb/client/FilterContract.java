package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.client.Samples.Colour;
import io.github.jtidb.schema.Column;
import io.github.jtidb.schema.Id;
import io.github.jtidb.schema.TableModel;
import io.github.jtidb.schema.VectorField;
import io.github.jtidb.schema.VectorField.IndexPolicy;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters against the same conditions worked out in Java. */
abstract class FilterContract {

    @TableModel("filtered")
    record Row(
            @Id int id,
            @Nullable Integer number,
            @Nullable String word,
            @Nullable Boolean flag,
            @Nullable LocalDate firstDay,
            @Nullable Colour colour,
            @Column(precision = 6, scale = 2) @Nullable BigDecimal price,
            @Nullable Map<String, Object> attributes,

            @VectorField(dimensions = 2, index = IndexPolicy.NONE)
            float[] vector) {

        @Nullable
        Object value(String field) {
            return switch (field) {
                case "id" -> id;
                case "number" -> number;
                case "word" -> word;
                case "flag" -> flag;
                case "firstDay" -> firstDay;
                case "colour" -> colour;
                case "price" -> price;
                default -> throw new IllegalArgumentException(field);
            };
        }
    }

    private static final String[] WORDS = {"", "a", "A", "ab", "a%", "a_b", "a\\b", "it's", "\u65e5\u672c", "b"};
    private static final String[] PATTERNS = {"a%", "%b", "_", "a\\%", "a\\_b", "%'%", "%", "\u65e5_", "a\\\\b", "A"};

    private final TiDBClient client = open().build();

    /** A builder of a client of the database under test. */
    abstract TiDBClientBuilder open();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void randomFilters_takeTheRowsTheyDescribe() {
        Random random = new Random(42);
        List<Row> rows = new ArrayList<>();
        for (int id = 0; id < 150; id++) {
            rows.add(new Row(
                    id,
                    orNull(random, random.nextInt(5)),
                    orNull(random, WORDS[random.nextInt(WORDS.length)]),
                    orNull(random, random.nextBoolean()),
                    orNull(random, LocalDate.of(2026, 1, 1 + random.nextInt(5))),
                    orNull(random, Colour.values()[random.nextInt(2)]),
                    orNull(random, BigDecimal.valueOf(random.nextInt(400), 2)),
                    null,
                    new float[] {1, 1}));
        }
        Table<Row> table = client.createTable(Row.class, IfExists.OVERWRITE);
        table.bulkInsert(rows);

        int some = 0;
        for (int round = 0; round < 300; round++) {
            Filter filter = filter(random, 3);
            List<Integer> expected = rows.stream()
                    .filter(row -> Boolean.TRUE.equals(takes(filter, row)))
                    .map(Row::id)
                    .toList();

            assertThat(table.search(new float[] {1, 2})
                            .filter(filter)
                            .limit(1000)
                            .toList())
                    .as(filter.toString())
                    .extracting(hit -> hit.row().id())
                    .isEqualTo(expected);
            some += expected.isEmpty() || expected.size() == rows.size() ? 0 : 1;
        }
        assertThat(some).as("filters that take some rows and refuse others").isGreaterThan(100);
    }

    private static <T> @Nullable T orNull(Random random, T value) {
        return random.nextInt(6) == 0 ? null : value;
    }

    private static Filter filter(Random random, int depth) {
        int kind = random.nextInt(depth == 0 ? 4 : 7);
        return switch (kind) {
            case 0, 1 -> comparison(random);
            case 2 -> {
                String field = random.nextBoolean() ? "number" : "word";
                List<Object> values = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    values.add(value(random, field));
                }
                yield random.nextBoolean() ? Filter.in(field, values) : Filter.notIn(field, values);
            }
            case 3 -> Filter.like("word", PATTERNS[random.nextInt(PATTERNS.length)]);
            case 4 -> Filter.not(filter(random, depth - 1));
            default -> {
                Filter[] parts = new Filter[random.nextInt(4)];
                Arrays.setAll(parts, i -> filter(random, depth - 1));
                yield kind == 5 ? Filter.allOf(parts) : Filter.anyOf(parts);
            }
        };
    }

    private static Filter comparison(Random random) {
        String[] fields = {"id", "number", "word", "firstDay", "price", "flag", "colour"};
        String field = fields[random.nextInt(fields.length)];
        boolean ordered = !field.equals("flag") && !field.equals("colour");
        Filter.Operator operator = Filter.Operator.values()[random.nextInt(ordered ? 6 : 2)];
        boolean equality = operator == Filter.Operator.EQ || operator == Filter.Operator.NE;
        return new Filter.Comparison(field, operator, equality && random.nextInt(4) == 0 ? null : value(random, field));
    }

    private static Object value(Random random, String field) {
        return switch (field) {
            case "id" -> random.nextInt(150);
            case "number" -> random.nextInt(5);
            case "word" -> WORDS[random.nextInt(WORDS.length)];
            case "firstDay" -> LocalDate.of(2026, 1, 1 + random.nextInt(5));
            case "price" -> BigDecimal.valueOf(random.nextInt(400), 2);
            case "flag" -> random.nextBoolean();
            default -> Colour.values()[random.nextInt(2)];
        };
    }

    /** SQL's three-valued logic: null is unknown. */
    private static @Nullable Boolean takes(Filter filter, Row row) {
        if (filter instanceof Filter.Comparison comparison) {
            Object value = row.value(comparison.field());
            if (comparison.value() == null) {
                return (value == null) == (comparison.operator() == Filter.Operator.EQ);
            }
            if (value == null) {
                return null;
            }
            int order = order(value, comparison.value());
            return switch (comparison.operator()) {
                case EQ -> order == 0;
                case NE -> order != 0;
                case GT -> order > 0;
                case GTE -> order >= 0;
                case LT -> order < 0;
                case LTE -> order <= 0;
            };
        }
        if (filter instanceof Filter.In in) {
            Object value = row.value(in.field());
            if (in.values().isEmpty()) {
                return false;
            }
            return value == null ? null : in.values().contains(value);
        }
        if (filter instanceof Filter.Like like) {
            return row.word() == null ? null : matches(row.word(), like.pattern());
        }
        if (filter instanceof Filter.Not not) {
            Boolean part = takes(not.part(), row);
            return part == null ? null : !part;
        }
        boolean and = filter instanceof Filter.And;
        List<Filter> parts = and ? ((Filter.And) filter).parts() : ((Filter.Or) filter).parts();
        Boolean all = and;
        for (Filter part : parts) {
            Boolean taken = takes(part, row);
            if (taken != null && taken != and) {
                return taken;
            }
            all = taken == null ? null : all;
        }
        return all;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int order(Object a, Object b) {
        return ((Comparable) a).compareTo(b);
    }

    static boolean matches(String text, String pattern) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\' && i + 1 < pattern.length()) {
                regex.append(Pattern.quote(String.valueOf(pattern.charAt(++i))));
            } else {
                regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
    }

    @Test
    void map_readsAsTheTypedFilter() {
        Map<String, @Nullable Object> none = new HashMap<>();
        none.put("word", null);

        assertThat(Filter.of(Map.of("id", 1))).isEqualTo(Filter.eq("id", 1));
        assertThat(Filter.of(none)).isEqualTo(Filter.eq("word", null));
        assertThat(Filter.of(Map.of("id", Map.of("$GT", 1)))).isEqualTo(Filter.gt("id", 1));
        Map<String, Object> range = new LinkedHashMap<>();
        range.put("$gte", 1);
        range.put("$lt", 5);
        assertThat(Filter.of(Map.of("id", range))).isEqualTo(Filter.allOf(Filter.gte("id", 1), Filter.lt("id", 5)));
        assertThat(Filter.of(Map.of("word", Map.of("$in", List.of("a", "b")))))
                .isEqualTo(Filter.in("word", List.of("a", "b")));
        assertThat(Filter.of(Map.of("word", Map.of("$nin", List.of("a")))))
                .isEqualTo(Filter.notIn("word", List.of("a")));
        assertThat(Filter.of(Map.of("word", Map.of("$not", Map.of("$like", "a%")))))
                .isEqualTo(Filter.not(Filter.like("word", "a%")));
        assertThat(Filter.of(Map.of("word", Map.of("$exists", false)))).isEqualTo(Filter.eq("word", null));
        // What pytidb flattens to a OR b OR c.
        Map<String, Object> both = new LinkedHashMap<>();
        both.put("id", 1);
        both.put("word", "b");
        assertThat(Filter.of(Map.of("$or", List.of(both, Map.of("number", 3)))))
                .isEqualTo(
                        Filter.anyOf(Filter.allOf(Filter.eq("id", 1), Filter.eq("word", "b")), Filter.eq("number", 3)));
        assertThat(Filter.of(Map.of())).isEqualTo(Filter.allOf());
    }

    @Test
    void map_thatMakesNoSense_isRefused() {
        Map<String, Object> endless = new HashMap<>();
        endless.put("$and", List.of(endless));
        Collection<Map<String, Object>> wrong = List.of(
                Map.of("$nor", List.of()),
                Map.of("id", Map.of("$near", 1)),
                Map.of("id", Map.of("$in", 1)),
                Map.of("id", Map.of("$exists", "yes")),
                Map.of("id", Map.of("$like", 5)),
                Map.of("id", Map.of()),
                Map.of("$or", Map.of("id", 1)),
                Map.of("$or", List.of(1)),
                Map.of("$not", 1),
                endless);

        assertThat(wrong)
                .allSatisfy(
                        map -> assertThatThrownBy(() -> Filter.of(map)).isInstanceOf(IllegalArgumentException.class));
        assertThatThrownBy(() -> Filter.of(Map.of("id", Map.of("$near", 1))))
                .hasMessageContainingAll("$near", "$gte", "$exists", "id");
        assertThatThrownBy(() -> Filter.in("id", Arrays.asList(1, null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("id");
    }

    @Test
    void comparison_thatTheFieldCannotTake_isRefusedAtOnce() {
        Search<Row> search = client.createTable(Row.class, IfExists.OVERWRITE).search(new float[] {1, 2});
        Filter deep = Filter.eq("id", 1);
        for (int i = 0; i < 100_000; i++) {
            deep = Filter.not(deep);
        }
        List<Filter> wrong = List.of(
                Filter.gt("colour", Colour.RED),
                Filter.lt("flag", true),
                Filter.like("number", "1%"),
                Filter.like("colour", "R%"),
                Filter.eq("attributes", Map.of()),
                Filter.eq("vector", new float[] {1, 2}),
                Filter.in("number", List.<Object>of(1, "2")),
                Filter.eq("number", 1L << 40),
                new Filter.Comparison("number", Filter.Operator.GT, null),
                deep);

        assertThat(wrong)
                .allSatisfy(filter ->
                        assertThatThrownBy(() -> search.filter(filter)).isInstanceOf(IllegalArgumentException.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"' OR 1=1 --", "%' OR '1'='1", "\\", "\\'", "\u0000"})
    void like_textThatLooksLikeSql_isAPattern(String text) {
        Table<Row> table = client.createTable(Row.class, IfExists.OVERWRITE);
        table.insert(new Row(1, 1, "plain", null, null, null, null, null, new float[] {1, 1}));

        assertThat(table.search(new float[] {1, 2})
                        .filter(Filter.like("word", "x" + text))
                        .limit(5)
                        .toList())
                .isEmpty();
    }

    @Test
    void rawSql_isPartOfTheCondition_withItsValuesBound() {
        Table<Row> table = client.createTable(Row.class, IfExists.OVERWRITE);
        for (int id = 0; id < 6; id++) {
            table.insert(new Row(id, id, "it's " + id, null, null, null, null, null, new float[] {1, id}));
        }
        Filter raw = Filter.rawSql(
                "number > :most OR word IN (:words) -- and no more",
                Map.<String, Object>of("most", 3, "words", List.of("it's 0", "' OR 1=1")));

        assertThat(ids(table, raw)).containsExactly(0, 4, 5);
        assertThat(ids(table, raw.and(Filter.ne("id", 4)))).containsExactly(0, 5);
        assertThat(ids(table, Filter.not(raw))).containsExactly(1, 2, 3);
        assertThat(table.delete(raw)).isEqualTo(3);
    }

    private static List<Integer> ids(Table<Row> table, Filter filter) {
        List<Integer> queried =
                table.query().filter(filter).toList().stream().map(Row::id).toList();
        assertThat(table.search(new float[] {1, 2}).filter(filter).limit(100).toList())
                .extracting(hit -> hit.row().id())
                .containsExactlyInAnyOrderElementsOf(queried);
        return queried;
    }

    @Test
    void rawSql_thatMakesNoSense_isRefused() {
        Query<Row> query = client.createTable(Row.class, IfExists.OVERWRITE).query();

        assertThatThrownBy(() -> Filter.rawSql(" ", Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> query.filter(Filter.rawSql("id = :id", Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(":id");
        assertThatThrownBy(() -> Filter.of(Map.of("$rawSql", "1 = 1"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> query.filter(Filter.rawSql("no_such_column = 1", Map.of()))
                        .toList())
                .isInstanceOf(StatementException.class);
    }

    @Test
    void chainOfSteps_isFlat() {
        Filter and = Filter.eq("id", 0);
        Filter or = Filter.eq("id", 0);
        for (int i = 1; i < 1000; i++) {
            and = and.and(Filter.ne("id", i));
            or = or.or(Filter.eq("id", i));
        }
        Query<Row> query = client.createTable(Row.class, IfExists.OVERWRITE).query();

        assertThat(query.filter(and).filter(or).toList()).isEmpty();
        assertThat(Filter.eq("id", 1).and(Filter.eq("id", 2)).or(Filter.eq("id", 3)))
                .isEqualTo(Filter.anyOf(Filter.allOf(Filter.eq("id", 1), Filter.eq("id", 2)), Filter.eq("id", 3)));
    }
}
