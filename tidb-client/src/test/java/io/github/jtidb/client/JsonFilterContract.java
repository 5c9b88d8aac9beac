package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.schema.Id;
import io.github.jtidb.schema.SchemaException;
import io.github.jtidb.schema.TableModel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters on paths into JSON columns against the same conditions worked out in Java. */
abstract class JsonFilterContract {

    @TableModel("json_filtered")
    record Row(
            @Id int id,
            @Nullable String word,
            @Nullable Map<String, @Nullable Object> meta,
            @Nullable List<String> tags,
            Samples.@Nullable Size size) {}

    private static final String ODD_KEY = "it's \"o\\dd\".[0]";
    private static final String[] WORDS = {"", "a", "A", "ab", "it's", "\u65e5\u672c", "a\\b", "\"", "5", "true"};
    private static final String[] PATTERNS = {"a%", "_", "%", "%'%", "\u65e5_", "a\\\\b", "A", "\"", "%true%"};

    /** A path as filters name it, and its steps. */
    private record Path(String name, List<Object> steps) {}

    private static final List<Path> PATHS = List.of(
            new Path("meta.lang", List.of("lang")),
            new Path("META.\"lang\"", List.of("lang")),
            new Path("meta.owner.id", List.of("owner", "id")),
            new Path("meta.owner", List.of("owner")),
            new Path("meta.list[0]", List.of("list", 0)),
            new Path("meta.list[1].id", List.of("list", 1, "id")),
            new Path("meta.lang[0]", List.of("lang", 0)),
            new Path("meta.first name", List.of("first name")),
            new Path(Field.json("meta").path(ODD_KEY).name(), List.of(ODD_KEY)),
            new Path("meta.\u65e5\u672c", List.of("\u65e5\u672c")));

    private final TiDBClient client = open().build();

    /** A builder of a client of the database under test. */
    abstract TiDBClientBuilder open();

    @AfterEach
    void close() {
        client.close();
    }

    private Table<Row> table() {
        return client.createTable(Row.class, IfExists.OVERWRITE);
    }

    @Test
    void randomFilters_takeTheRowsTheyDescribe() {
        Random random = new Random(42);
        List<Row> rows = new ArrayList<>();
        for (int id = 0; id < 150; id++) {
            rows.add(new Row(id, null, random.nextInt(10) == 0 ? null : document(random), null, null));
        }
        Table<Row> table = table();
        table.bulkInsert(rows);

        int some = 0;
        for (int round = 0; round < 400; round++) {
            Path path = PATHS.get(random.nextInt(PATHS.size()));
            Filter filter = filter(random, path.name);
            boolean negated = random.nextInt(3) == 0;
            List<Integer> expected = rows.stream()
                    .filter(row -> {
                        Boolean taken = takes(filter, find(row.meta, path.steps));
                        return taken != null && taken != negated;
                    })
                    .map(Row::id)
                    .toList();

            assertThat(table.query()
                            .filter(negated ? Filter.not(filter) : filter)
                            .toList())
                    .as((negated ? "not " : "") + filter)
                    .extracting(Row::id)
                    .isEqualTo(expected);
            some += expected.isEmpty() || expected.size() == rows.size() ? 0 : 1;
        }
        assertThat(some).as("filters that take some rows and refuse others").isGreaterThan(200);
    }

    private static Map<String, @Nullable Object> document(Random random) {
        Map<String, @Nullable Object> document = new HashMap<>();
        for (String key : List.of("lang", "first name", ODD_KEY, "\u65e5\u672c")) {
            if (random.nextInt(5) > 0) {
                document.put(key, random.nextInt(8) == 0 ? null : scalar(random));
            }
        }
        if (random.nextInt(4) > 0) {
            document.put("owner", random.nextInt(4) == 0 ? scalar(random) : owner(random));
        }
        if (random.nextInt(4) > 0) {
            List<Object> list = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                list.add(random.nextBoolean() ? scalar(random) : owner(random));
            }
            document.put("list", list);
        }
        return document;
    }

    private static Map<String, @Nullable Object> owner(Random random) {
        Map<String, @Nullable Object> owner = new HashMap<>();
        owner.put("id", random.nextInt(6) == 0 ? null : scalar(random));
        return owner;
    }

    private static Object scalar(Random random) {
        return switch (random.nextInt(7)) {
            case 0, 1 -> WORDS[random.nextInt(WORDS.length)];
            case 2, 3 -> random.nextInt(7) - 2;
            case 4 -> (random.nextInt(20) - 5) / 4.0;
            case 5 -> random.nextBoolean() ? 4_000_000_000L : 1.0e30;
            default -> random.nextBoolean();
        };
    }

    private static Object value(Random random) {
        Object value = scalar(random);
        return value instanceof Integer number
                ? switch (random.nextInt(4)) {
                    case 0 -> BigDecimal.valueOf(number * 10L, 1);
                    case 1 -> number.floatValue();
                    case 2 -> number.longValue();
                    default -> number;
                }
                : value;
    }

    private static Filter filter(Random random, String field) {
        return switch (random.nextInt(6)) {
            case 0 -> Filter.like(field, PATTERNS[random.nextInt(PATTERNS.length)]);
            case 1 -> {
                List<Object> values = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    values.add(value(random));
                }
                yield Filter.in(field, values);
            }
            case 2 -> random.nextBoolean() ? Filter.exists(field) : Filter.eq(field, null);
            default -> {
                Object value = value(random);
                int operators = value instanceof Boolean ? 2 : 6;
                yield new Filter.Comparison(field, Filter.Operator.values()[random.nextInt(operators)], value);
            }
        };
    }

    /** What the steps lead to; null, too, where they lead nowhere. */
    private static @Nullable Object find(@Nullable Object document, List<Object> steps) {
        Object found = document;
        for (Object step : steps) {
            if (step instanceof Integer position) {
                if (found instanceof List<?> list) {
                    found = position < list.size() ? list.get(position) : null;
                } else {
                    found = position == 0 ? found : null;
                }
            } else {
                found = found instanceof Map<?, ?> map ? map.get(step) : null;
            }
        }
        return found;
    }

    private static @Nullable Boolean takes(Filter filter, @Nullable Object found) {
        if (filter instanceof Filter.Comparison comparison && comparison.value() == null) {
            return (found == null) == (comparison.operator() == Filter.Operator.EQ);
        }
        if (filter instanceof Filter.In in && in.values().isEmpty()) {
            return false;
        }
        if (found == null) {
            return null;
        }
        if (filter instanceof Filter.In in) {
            return in.values().stream().anyMatch(value -> isEqual(found, value));
        }
        if (filter instanceof Filter.Like like) {
            return found instanceof String text && FilterContract.matches(text, like.pattern());
        }
        Filter.Comparison comparison = (Filter.Comparison) filter;
        Object value = Objects.requireNonNull(comparison.value());
        return switch (comparison.operator()) {
            case EQ -> isEqual(found, value);
            case NE -> !isEqual(found, value);
            default -> inOrder(found, comparison.operator(), value);
        };
    }

    private static boolean isEqual(Object found, Object value) {
        return found instanceof Number && value instanceof Number
                ? number(found).compareTo(number(value)) == 0
                : found.equals(value);
    }

    private static boolean inOrder(Object found, Filter.Operator operator, Object value) {
        int order;
        if (found instanceof Number && value instanceof Number) {
            order = number(found).compareTo(number(value));
        } else if (found instanceof String a && value instanceof String b) {
            order = a.compareTo(b);
        } else {
            return false;
        }
        return switch (operator) {
            case GT -> order > 0;
            case GTE -> order >= 0;
            case LT -> order < 0;
            default -> order <= 0;
        };
    }

    private static BigDecimal number(Object value) {
        return new BigDecimal(value.toString());
    }

    @Test
    void map_namesPaths() {
        Table<Row> table = table();
        table.bulkInsert(List.of(
                new Row(
                        1,
                        null,
                        Map.of("lang", "en", "owner", Map.of("id", 7)),
                        List.of("x", "y"),
                        new Samples.Size(3, 1)),
                new Row(2, null, Map.of("lang", "de", "owner", Map.of("id", 8)), List.of("y"), new Samples.Size(4, 1)),
                new Row(3, null, Map.of("lang", "fr"), null, null)));
        Map<String, Object> range = new LinkedHashMap<>();
        range.put("$gte", 7);
        range.put("$lt", 8);

        assertThat(ids(table, Filter.of(Map.of("meta.lang", Map.of("$in", List.of("de", "fr"))))))
                .containsExactly(2, 3);
        assertThat(ids(table, Filter.of(Map.of("meta.owner.id", range)))).containsExactly(1);
        assertThat(ids(table, Filter.of(Map.of("tags[1]", "y")))).containsExactly(1);
        assertThat(ids(table, Filter.of(Map.of("size.width", Map.of("$ne", 3)))))
                .containsExactly(2);
        Field.Json meta = Field.json("meta");
        assertThat(ids(table, meta.path("owner", "id").between(7, 9))).containsExactly(1, 2);
        assertThat(ids(table, Field.json("tags").at(0).eq("y"))).containsExactly(2);
        assertThat(ids(table, Field.json("size").isNull())).containsExactly(3);
    }

    @Test
    void updateAndDelete_takePaths() {
        Table<Row> table = table();
        table.bulkInsert(List.of(
                new Row(1, "a", Map.of("n", 1), null, null),
                new Row(2, "a", Map.of("n", 2), null, null),
                new Row(3, "a", null, null, null)));

        table.update(Map.of("word", "b"), Filter.gte("meta.n", 2));
        assertThat(ids(table, Filter.eq("word", "b"))).containsExactly(2);
        assertThat(table.delete(Filter.lt("meta.n", 2))).isEqualTo(1);
        assertThat(ids(table, Filter.allOf())).containsExactly(2, 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "' OR 1=1 -- ",
                "\" OR 1=1 -- ",
                "\\' OR 1=1 -- ",
                "\\\\\" || \"",
                "a\"]) OR 1=1 #",
                "$**",
                "%' OR '1'='1",
                "?",
                ":x",
                "\ud83d\ude00"
            })
    void keysAndValues_thatLookLikeSql_areText(String text) {
        Table<Row> table = table();
        table.insert(new Row(1, null, Map.of("plain", "x"), null, null));
        table.insert(new Row(2, null, Map.of(text, text), null, null));
        Field.Json found = Field.json("meta").path(text);

        assertThat(ids(table, found.eq(text))).containsExactly(2);
        assertThat(ids(table, found.in(List.of(text, "z")))).containsExactly(2);
        assertThat(ids(table, found.exists())).containsExactly(2);
        assertThat(ids(table, found.isNull())).containsExactly(1);
        assertThat(ids(table, Field.json("meta").path("plain").eq(text))).isEmpty();
        assertThat(ids(table, Field.json("meta").path("plain").like(text))).isEmpty();
    }

    @Test
    void longKeysAndValues_areFound() {
        String odd = "\"\\".repeat(5_000);
        Table<Row> table = table();
        table.insert(new Row(1, null, Map.of(odd, odd), null, null));

        assertThat(ids(table, Field.json("meta").path(odd).eq(odd))).containsExactly(1);
    }

    private static List<Integer> ids(Table<Row> table, Filter filter) {
        return table.query().filter(filter).toList().stream().map(Row::id).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "meta.",
                "meta..a",
                "meta.\"\"",
                "meta.*",
                "meta.\"*\"",
                "meta[*]",
                "meta[]",
                "meta[-1]",
                "meta[1",
                "meta[9999999999]",
                "meta[1]x",
                "meta.a]",
                "meta.a\"b",
                "meta.a\\b",
                "meta.\"a",
                "meta.\"a\\n\"",
                "meta.\"a\"b",
                "meta.a\u0000",
                "meta.\ud83d"
            })
    void path_thatCannotBeRead_isRefused(String name) {
        Table<Row> table = table();

        assertThatThrownBy(() -> table.query().filter(Filter.eq(name, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    @Test
    void path_intoAnotherColumn_isRefused() {
        Table<Row> table = table();

        assertThatThrownBy(() -> table.query().filter(Filter.eq("word.a", 1)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContainingAll("word.a", "VARCHAR", "JSON");
        assertThatThrownBy(() -> table.query().filter(Filter.eq("mets.a", 1)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContainingAll("mets", "did you mean 'meta'");
    }

    @Test
    void value_thatNoPathFinds_isRefused() {
        Table<Row> table = table();
        List<Filter> wrong = List.of(
                Filter.eq("meta.a", Map.of()),
                Filter.eq("meta.a", List.of(1)),
                Filter.eq("meta.a", Double.NaN),
                Filter.in("meta.a", List.<Object>of(1, new Object())),
                Filter.gt("meta.a", true),
                new Filter.Comparison("meta.a", Filter.Operator.GT, null),
                Filter.eq("meta", Map.of("a", 1)));

        assertThat(wrong)
                .allSatisfy(filter -> assertThatThrownBy(() -> table.query().filter(filter))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("meta"));
    }

    @Test
    void enumsAndUuids_areTexts() {
        UUID uuid = UUID.randomUUID();
        Table<Row> table = table();
        table.insert(new Row(1, null, Map.of("colour", "RED", "uuid", uuid.toString()), null, null));

        assertThat(ids(table, Filter.eq("meta.colour", Samples.Colour.RED).and(Filter.eq("meta.uuid", uuid))))
                .containsExactly(1);
    }
}
