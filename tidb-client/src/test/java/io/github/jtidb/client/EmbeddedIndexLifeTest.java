package io.github.jtidb.client;

import static io.github.jtidb.client.EmbeddedIndexes.connect;
import static io.github.jtidb.client.EmbeddedIndexes.exact;
import static io.github.jtidb.client.EmbeddedIndexes.execute;
import static io.github.jtidb.client.EmbeddedIndexes.indexed;
import static io.github.jtidb.client.EmbeddedIndexes.match;
import static io.github.jtidb.client.EmbeddedIndexes.settle;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jtidb.client.EmbeddedIndexes.Item;
import io.github.jtidb.client.internal.dialect.Sql;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.h2.engine.Constants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The indexes of the embedded database through what happens to tables, processes and files. */
@Timeout(120)
class EmbeddedIndexLifeTest {

    private static final float[] ORIGIN = {0, 0};
    private static final int ROWS = 300;

    @TempDir
    Path folder = Path.of("");

    /** Row i has the vector (i, 0), the words "all wI", and "even" or "odd". */
    private static List<Item> items(int from, int to) {
        List<Item> items = new ArrayList<>();
        for (int i = from; i < to; i++) {
            String parity = i % 2 == 0 ? "even" : "odd";
            items.add(new Item(i, parity, "all w" + i + " " + parity, new float[] {i, 0}));
        }
        return items;
    }

    private static List<List<String>> nearest(Connection connection, int limit) throws SQLException {
        return indexed(connection, Item.class, ORIGIN, limit, null);
    }

    private static void assertRight(Connection connection) throws SQLException {
        // The first search may only ask for the indexes.
        nearest(connection, 5);
        match(connection, Item.class, "all", 5, null);
        settle(connection);
        assertThat(nearest(connection, 5)).hasSize(5).isEqualTo(exact(connection, Item.class, ORIGIN, 5, null));
        assertThat(match(connection, Item.class, "all", 100_000, null).size()).isEqualTo((int) rows(connection));
    }

    private static long rows(Connection connection) throws SQLException {
        return Long.parseLong(EmbeddedIndexes.query(connection, new Sql("SELECT COUNT(*) FROM items", List.of()))
                .get(0)
                .get(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TRUNCATE TABLE items",
                "TRUNCATE TABLE items; INSERT INTO items SELECT x + 1000, 'k', 'all new', X'0000803f00000000'"
                        + " FROM SYSTEM_RANGE(1, 300)",
                "TRUNCATE TABLE items; INSERT INTO items SELECT x - 1, 'k', 'all new', X'0000803f00000000'"
                        + " FROM SYSTEM_RANGE(1, 300)",
                "ALTER TABLE items ADD COLUMN more INT BEFORE text",
                "ALTER TABLE items ALTER COLUMN text SET DATA TYPE VARCHAR(100) USING 'all ' || id",
                "ALTER TABLE items ALTER COLUMN text SET DATA TYPE TEXT USING 'all ' || id;"
                        + " ALTER TABLE items ALTER COLUMN text SET DATA TYPE TEXT USING 'all mine'",
                "ALTER TABLE items RENAME TO other; CREATE TABLE items AS SELECT * FROM other WHERE id < 100;"
                        + " ALTER TABLE items ALTER COLUMN id SET NOT NULL;"
                        + " ALTER TABLE items ADD PRIMARY KEY (id)",
                "ALTER TABLE items RENAME TO other; ALTER TABLE other RENAME TO items",
                "ALTER TABLE items ALTER COLUMN kind RENAME TO k2; ALTER TABLE items ALTER COLUMN text RENAME TO kind;"
                        + " ALTER TABLE items ALTER COLUMN k2 RENAME TO text; UPDATE items SET text = 'all'",
                "DROP TABLE items; CREATE TABLE items (id INT PRIMARY KEY, kind VARCHAR, text TEXT, vector VARBINARY(8));"
                        + " INSERT INTO items SELECT x, 'k', 'all new', X'0000803f00000000' FROM SYSTEM_RANGE(1, 200)",
                "DELETE FROM items WHERE id < 200; UPDATE items SET id = id + 1000, text = 'all ' || id",
                "UPDATE items SET id = -id WHERE id > 0",
                "MERGE INTO items USING (SELECT 1 AS k) ON id = k WHEN MATCHED THEN DELETE",
                "UPDATE items SET text = NULL, vector = NULL WHERE id < 3; UPDATE items SET text = 'all' WHERE id < 3",
            })
    void rawSql_isFollowed(String script) throws SQLException {
        try (TiDBClient client = TiDBClient.embedded(folder);
                Connection connection = connect(folder)) {
            Table<Item> table = client.createTable(Item.class);
            table.bulkInsert(items(0, ROWS));
            assertRight(connection);

            execute(connection, script);

            // Right at once, whether or not the indexes know already.
            List<List<String>> first = nearest(connection, 5);
            if (first.size() == 5) {
                assertThat(first).isEqualTo(exact(connection, Item.class, ORIGIN, 5, null));
            }
            assertThat(match(connection, Item.class, "all", 100_000, null).size())
                    .isEqualTo((int) rows(connection));
            assertThat(match(connection, Item.class, "w7", 1_000, null)).hasSize((int)
                    Long.parseLong(EmbeddedIndexes.query(
                                    connection,
                                    new Sql("SELECT COUNT(*) FROM items WHERE text LIKE 'all w7 %'", List.of()))
                            .get(0)
                            .get(0)));
            if (rows(connection) > 5) {
                client.openTable(Item.class);
                assertRight(connection);
            }
        }
        // And so it is when the database is opened again.
        try (TiDBClient client = TiDBClient.embedded(folder);
                Connection connection = connect(folder)) {
            client.openTable(Item.class);
            assertThat(match(connection, Item.class, "all", 100_000, null).size())
                    .isEqualTo((int) rows(connection));
            if (rows(connection) > 5) {
                assertRight(connection);
            }
        }
    }

    @Test
    void overwrittenAndDropped_leaveNothingBehind() throws Exception {
        try (TiDBClient client = TiDBClient.embedded(folder);
                Connection connection = connect(folder)) {
            for (int round = 0; round < 3; round++) {
                client.createTable(Item.class, IfExists.OVERWRITE).bulkInsert(items(0, ROWS));
                assertRight(connection);
            }
            settle(connection);
            assertThat(folders()).hasSize(1);

            client.dropTable("items");
            settle(connection);
            assertThat(folders()).isEmpty();
            assertThat(EmbeddedIndexes.query(connection, new Sql("SELECT * FROM jtidb.changes", List.of())))
                    .isEmpty();
        }
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("jtidb-indexes"))) {
            return all.toList();
        }
    }

    @Test
    void damagedIndex_isBuiltAnew() throws Exception {
        try (TiDBClient client = TiDBClient.embedded(folder);
                Connection connection = connect(folder)) {
            client.createTable(Item.class).bulkInsert(items(0, ROWS));
            assertRight(connection);
        }
        try (Stream<Path> files = Files.walk(folder.resolve("jtidb-indexes"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
        try (TiDBClient client = TiDBClient.embedded(folder);
                Connection connection = connect(folder)) {
            client.openTable(Item.class);
            assertRight(connection);
        }
    }

    @Test
    void otherIsolation_seesItsOwnMoment() throws SQLException {
        try (TiDBClient client = TiDBClient.embedded(folder);
                Connection old = connect(folder);
                Connection writer = connect(folder)) {
            client.createTable(Item.class).bulkInsert(items(0, ROWS));
            assertRight(writer);
            for (int level : new int[] {
                Constants.TRANSACTION_SNAPSHOT,
                Connection.TRANSACTION_SERIALIZABLE,
                Connection.TRANSACTION_REPEATABLE_READ
            }) {
                old.setTransactionIsolation(level);
                old.setAutoCommit(false);
                assertThat(match(old, Item.class, "w1", 10, null)).hasSize(1);
                execute(writer, "DELETE FROM items WHERE id = 1");
                settle(writer);
                assertThat(match(old, Item.class, "w1", 10, null)).hasSize(1);
                assertThat(nearest(old, 5))
                        .satisfiesAnyOf(
                                found -> assertThat(found).isEmpty(),
                                found -> assertThat(found).isEqualTo(exact(old, Item.class, ORIGIN, 5, null)));
                old.rollback();
                assertThat(match(old, Item.class, "w1", 10, null)).isEmpty();
                old.rollback();
                old.setAutoCommit(true);
                client.openTable(Item.class).insert(items(1, 2).get(0));
            }
        }
    }

    /** Pairs of rows change places, each pair in one transaction: at every moment exactly one of a pair is near. */
    @Test
    void concurrentWritersAndSearchers_seeOneMoment() throws Exception {
        try (TiDBClient client = TiDBClient.embedded(folder)) {
            Table<Item> table = client.createTable(Item.class);
            table.bulkInsert(items(0, ROWS));
            try (Connection connection = connect(folder)) {
                execute(
                        connection,
                        "UPDATE items SET text = CASE WHEN id < 150 THEN 'here' ELSE 'there' END,"
                                + " vector = CASE WHEN id < 150 THEN X'0000803f00000000' ELSE X'0000803f0000c842' END");
                assertThat(nearest(connection, 5)).isNotNull();
                match(connection, Item.class, "here", 5, null);
                settle(connection);
            }
            AtomicBoolean end = new AtomicBoolean();
            ExecutorService threads = Executors.newCachedThreadPool();
            List<Future<Integer>> writers = new ArrayList<>();
            for (int writer = 0; writer < 2; writer++) {
                int own = writer;
                writers.add(threads.submit(() -> swap(own, end)));
            }
            try (Connection connection = connect(folder)) {
                int answered = 0;
                for (int round = 0; round < 400; round++) {
                    List<List<String>> found = nearest(connection, 150);
                    if (found.size() == 150) {
                        answered++;
                        assertThat(found)
                                .extracting(row -> Integer.parseInt(row.get(0)) % 150)
                                .doesNotHaveDuplicates();
                    }
                    assertThat(match(connection, Item.class, "here", 1_000, null)
                                    .keySet())
                            .extracting(key -> Integer.parseInt(key) % 150)
                            .hasSize(150)
                            .doesNotHaveDuplicates();
                    if (round % 10 == 0) {
                        settle(connection);
                    }
                }
                assertThat(answered).isPositive();
            } finally {
                end.set(true);
            }
            for (Future<Integer> writer : writers) {
                assertThat(writer.get()).isPositive();
            }
            threads.shutdown();
        }
    }

    private int swap(int own, AtomicBoolean end) throws SQLException {
        int swaps = 0;
        try (Connection connection = connect(folder);
                PreparedStatement update = connection.prepareStatement("UPDATE items SET text = CASE text WHEN 'here'"
                        + " THEN 'there' ELSE 'here' END, vector = CASE text WHEN 'here' THEN X'0000803f0000c842' ELSE"
                        + " X'0000803f00000000' END WHERE id IN (?, ?)")) {
            connection.setAutoCommit(false);
            while (!end.get()) {
                int pair = (swaps * 2 + own) % 150;
                update.setInt(1, pair);
                update.setInt(2, pair + 150);
                update.executeUpdate();
                if (swaps % 5 == 4) {
                    connection.rollback();
                } else {
                    connection.commit();
                }
                swaps++;
            }
        }
        return swaps;
    }

    @Test
    void interruptedSearches_harmNoOther() throws SQLException {
        try (TiDBClient client = TiDBClient.embedded(folder);
                Connection connection = connect(folder)) {
            client.createTable(Item.class).bulkInsert(items(0, ROWS));
            for (int round = 0; round < 50; round++) {
                Thread.currentThread().interrupt();
                assertThat(match(connection, Item.class, "all", 1_000, null)).hasSize(ROWS);
                nearest(connection, 5);
                assertThat(Thread.interrupted()).isTrue();
            }
            assertRight(connection);
        }
    }

    @Test
    void twoClientsOfAFolder_shareTheIndexes() throws SQLException {
        try (TiDBClient last = TiDBClient.embedded(folder)) {
            try (TiDBClient first = TiDBClient.embedded(folder);
                    Connection connection = connect(folder)) {
                first.createTable(Item.class).bulkInsert(items(0, ROWS));
                assertRight(connection);
            }
            try (Connection connection = connect(folder)) {
                last.openTable(Item.class).bulkInsert(items(ROWS, 2 * ROWS));
                assertRight(connection);
            }
        }
    }

    @Test
    void killedWhileWriting_indexesAgreeWithTheRows() throws Exception {
        for (int round = 0; round < 4; round++) {
            Process writer = start();
            try (BufferedReader lines = writer.inputReader()) {
                for (int i = 0; i < 5 + 3 * round; i++) {
                    assertThat(lines.readLine()).isEqualTo("written");
                }
                writer.destroyForcibly().waitFor();
            } finally {
                writer.destroyForcibly();
            }
            try (TiDBClient client = TiDBClient.embedded(folder);
                    Connection connection = connect(folder)) {
                client.createTable(Item.class, IfExists.SKIP);
                assertRight(connection);
            }
        }
    }

    private Process start() throws IOException {
        String classPath = String.join(
                File.pathSeparator,
                System.getProperty("java.class.path"),
                System.getProperty("jdk.module.path", ""),
                Path.of("target", "test-classes").toAbsolutePath().toString());
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        Writer.class.getName(),
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Writes and searches until it is killed. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] args) throws SQLException {
            Path folder = Path.of(args[0]);
            try (TiDBClient client = TiDBClient.embedded(folder);
                    Connection connection = connect(folder)) {
                Table<Item> table = client.createTable(Item.class, IfExists.SKIP);
                Sql next = new Sql("SELECT COALESCE(MAX(id), -1) + 1 FROM items", List.of());
                int first = Integer.parseInt(
                        EmbeddedIndexes.query(connection, next).get(0).get(0));
                for (int from = first; ; from += 150) {
                    table.bulkInsert(items(from, from + 150));
                    execute(connection, "UPDATE items SET text = text || ' more' WHERE id > " + (from - 50));
                    execute(connection, "DELETE FROM items WHERE id = " + from % 100);
                    match(connection, Item.class, "all", 5, null);
                    nearest(connection, 5);
                    System.out.println("written");
                }
            }
        }
    }
}
