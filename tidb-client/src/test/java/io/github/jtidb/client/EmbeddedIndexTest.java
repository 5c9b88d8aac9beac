package io.github.jtidb.client;

import static io.github.jtidb.client.EmbeddedIndexes.connect;
import static io.github.jtidb.client.EmbeddedIndexes.exact;
import static io.github.jtidb.client.EmbeddedIndexes.indexed;
import static io.github.jtidb.client.EmbeddedIndexes.match;
import static io.github.jtidb.client.EmbeddedIndexes.query;
import static io.github.jtidb.client.EmbeddedIndexes.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.jtidb.client.EmbeddedIndexes.Item;
import io.github.jtidb.client.EmbeddedIndexes.Pair;
import io.github.jtidb.client.EmbeddedIndexes.Tagged;
import io.github.jtidb.client.internal.dialect.Sql;
import io.github.jtidb.client.internal.embedded.VectorBytes;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.TableSchema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The indexes of the embedded database under random histories, held against the rows themselves. */
@Timeout(120)
class EmbeddedIndexTest {

    private static final List<String> WORDS = List.of("red", "green", "blue", "apple", "pear", "plum", "fig");
    private static final int CONNECTIONS = 3;
    private static final int KEYS = 40;

    @TempDir
    Path folder = Path.of("");

    private final Random random = new Random(7);

    @ParameterizedTest
    @ValueSource(classes = {Item.class, Pair.class, Tagged.class})
    void randomHistories_indexesAgreeWithTheRows(Class<?> type) throws SQLException {
        int answered = 0;
        int asked = 0;
        for (int life = 0; life < 3; life++) {
            try (TiDBClient client = TiDBClient.embedded(folder)) {
                client.createTable(type, IfExists.SKIP);
                List<Connection> connections = new ArrayList<>();
                for (int i = 0; i < CONNECTIONS; i++) {
                    Connection connection = connect(folder);
                    connection.setAutoCommit(false);
                    connections.add(connection);
                }
                List<@Nullable Savepoint> savepoints = new ArrayList<>(Arrays.asList(null, null, null));
                for (int step = 0; step < 250; step++) {
                    int writer = random.nextInt(CONNECTIONS);
                    step(connections.get(writer), writer, savepoints, type);
                    for (Connection connection : connections) {
                        asked++;
                        answered += compare(connection, type) ? 1 : 0;
                    }
                }
                for (Connection connection : connections) {
                    connection.close();
                }
            }
        }
        // It would be no test if the rows themselves had been searched all the time.
        assertThat(answered).isGreaterThan(asked / 2);
    }

    private void step(Connection connection, int writer, List<@Nullable Savepoint> savepoints, Class<?> type)
            throws SQLException {
        // Each connection writes rows of its own, so that none waits for another.
        int number = random.nextInt(KEYS) * CONNECTIONS + writer;
        switch (random.nextInt(14)) {
            case 0 -> {
                connection.rollback();
                savepoints.set(writer, null);
            }
            case 1, 2 -> {
                connection.commit();
                savepoints.set(writer, null);
            }
            case 3 -> savepoints.set(writer, connection.setSavepoint());
            case 4 -> {
                Savepoint savepoint = savepoints.get(writer);
                if (savepoint != null) {
                    connection.rollback(savepoint);
                }
            }
            case 5, 6 -> delete(connection, type, number);
            case 7 -> settle(connection);
            case 8 -> update(connection, type, number);
            default -> {
                if (random.nextBoolean()) {
                    delete(connection, type, number);
                    insert(connection, type, number);
                } else {
                    merge(connection, type, number);
                }
            }
        }
    }

    private static List<Object> key(Class<?> type, int number) {
        if (type == Pair.class) {
            return List.of("it's " + number % 5, number);
        }
        return List.of(type == Item.class ? (Object) number : new UUID(number, 1).toString());
    }

    private static String name(Class<?> type) {
        return "`" + TableSchema.of(type).name() + "`";
    }

    private static String where(Class<?> type) {
        return TableSchema.of(type).keyColumns().stream()
                .map(column -> "`" + column.name() + "` = ?")
                .collect(Collectors.joining(" AND "));
    }

    private static String columns(Class<?> type) {
        return TableSchema.of(type).keyColumns().stream()
                        .map(ColumnSchema::name)
                        .map(column -> "`" + column + "`, ")
                        .collect(Collectors.joining())
                + "`text`, `vector`";
    }

    private void delete(Connection connection, Class<?> type, int number) throws SQLException {
        run(connection, "DELETE FROM " + name(type) + " WHERE " + where(type), key(type, number));
    }

    private void update(Connection connection, Class<?> type, int number) throws SQLException {
        List<@Nullable Object> values = values();
        values.addAll(key(type, number));
        run(connection, "UPDATE " + name(type) + " SET `text` = ?, `vector` = ? WHERE " + where(type), values);
    }

    private void insert(Connection connection, Class<?> type, int number) throws SQLException {
        write(connection, "INSERT INTO ", type, number);
    }

    private void merge(Connection connection, Class<?> type, int number) throws SQLException {
        write(connection, random.nextBoolean() ? "MERGE INTO " : "REPLACE INTO ", type, number);
    }

    private void write(Connection connection, String verb, Class<?> type, int number) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>(key(type, number));
        values.addAll(values());
        run(
                connection,
                verb + name(type) + " (" + columns(type) + ") VALUES (" + "?, ".repeat(values.size() - 1) + "?)",
                values);
    }

    private List<@Nullable Object> values() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(WORDS.get(random.nextInt(WORDS.size()))).append(random.nextBoolean() ? " " : ", ");
        }
        List<@Nullable Object> values = new ArrayList<>();
        values.add(random.nextInt(8) == 0 ? null : text.toString());
        values.add(random.nextInt(8) == 0 ? null : VectorBytes.encode(vector()));
        return values;
    }

    /** Few different ones, so that many are equally near. */
    private float[] vector() {
        return new float[] {random.nextInt(7) - 3, random.nextInt(7) - 3};
    }

    private static void run(Connection connection, String sql, List<? extends @Nullable Object> values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            statement.executeUpdate();
        }
    }

    /** Compares a search by each index with the rows; tells whether the index of the vectors gave the answer. */
    private boolean compare(Connection connection, Class<?> type) throws SQLException {
        float[] query = {random.nextInt(5) - 2, 1};
        int limit = 1 + random.nextInt(20);
        List<List<String>> expected = exact(connection, type, query, limit, null);
        List<List<String>> found = indexed(connection, type, query, limit, null);
        boolean answered = found.size() == limit;
        if (answered) {
            assertThat(found).isEqualTo(expected);
        }
        String words = WORDS.get(random.nextInt(WORDS.size())) + " AND " + WORDS.get(random.nextInt(WORDS.size()));
        Map<String, Double> matches = match(connection, type, words, Integer.MAX_VALUE, null);
        Map<String, Double> reference = reference(connection, type, words);
        assertThat(matches).containsOnlyKeys(reference.keySet());
        matches.forEach((row, score) -> assertThat(score).isCloseTo(reference.get(row), within(1e-9)));
        return answered;
    }

    /** BM25 as the books have it. */
    private static Map<String, Double> reference(Connection connection, Class<?> type, String query)
            throws SQLException {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        String columns = columns(type).replace(", `vector`", "");
        for (List<String> row : query(connection, new Sql("SELECT " + columns + " FROM " + name(type), List.of()))) {
            int last = row.size() - 1;
            List<String> words = words(row.get(last));
            if (!words.isEmpty() && !row.get(last).equals("null")) {
                texts.put(String.join(" ", row.subList(0, last)), words);
            }
        }
        double average = texts.values().stream().mapToInt(List::size).average().orElse(0);
        Map<String, Double> scores = new TreeMap<>();
        for (String word : words(query).stream().distinct().toList()) {
            long having =
                    texts.values().stream().filter(text -> text.contains(word)).count();
            double rarity = Math.log(1 + (texts.size() - having + 0.5) / (having + 0.5));
            texts.forEach((key, text) -> {
                double times = text.stream().filter(word::equals).count();
                if (times > 0) {
                    double weight = times * 2.2 / (times + 1.2 * (0.25 + 0.75 * text.size() / average));
                    scores.merge(key, rarity * weight, Double::sum);
                }
            });
        }
        return new HashMap<>(scores);
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[ ,]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
