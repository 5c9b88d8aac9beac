package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jtidb.schema.Id;
import io.github.jtidb.schema.TableModel;
import io.github.jtidb.schema.VectorField;
import io.github.jtidb.vector.DistanceMetric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of so many rows that the embedded database searches a graph of their vectors. */
class EmbeddedGraphTest {

    private static final int DIMENSIONS = 16;
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    @TableModel("points")
    record Point(
            @Id Integer id,
            int kind,

            @VectorField(dimensions = DIMENSIONS, metric = DistanceMetric.L2)
            float[] vector) {}

    @Test
    void table_thatGrows_goesFromExactToAGraph() throws IOException {
        try (TiDBClient client = TiDBClient.embedded(folder)) {
            Table<Point> table = client.createTable(Point.class, IfExists.OVERWRITE);
            table.bulkInsert(points(0, 15_000));
            table.awaitIndexes(LONG);
            assertThat(graphs()).isEmpty();

            table.bulkInsert(points(15_000, 9_000));
            // The graph is not there yet, and what was just written is found.
            assertFinds(table, 20_000);
            table.awaitIndexes(LONG);
            assertFinds(table, 20_000);
            assertThat(recall(table)).isGreaterThan(0.95);
            assertThat(table.indexes()).singleElement().satisfies(index -> {
                assertThat(index.column()).isEqualTo("vector");
                assertThat(index.kind()).isEqualTo(IndexProgress.Kind.VECTOR);
                assertThat(index.rowsIndexed()).isEqualTo(24_000);
                assertThat(index.rowsNotIndexed()).isZero();
            });

            table.delete(Filter.lt("id", 12_000));
            table.insert(new Point(50_000, 0, vector(7)));
            assertThat(ids(table, vector(7), 1)).containsExactly(50_000);
            assertThat(recall(table)).isGreaterThan(0.95);
            // So few rows are left by the filter that the graph's proposals are not enough.
            assertThat(table.search(vector(13_000))
                            .filter(Filter.eq("kind", 9))
                            .limit(5)
                            .toList())
                    .hasSize(5)
                    .allSatisfy(hit -> assertThat(hit.row().kind()).isEqualTo(9));
        }
        assertThat(graphs()).hasSize(1);
    }

    @Test
    void graph_isKept_andBuiltAnewWhereItDoesNotFit() throws IOException {
        try (TiDBClient client = TiDBClient.embedded(folder)) {
            Table<Point> table = client.createTable(Point.class, IfExists.OVERWRITE);
            table.bulkInsert(points(0, 20_001));
            table.awaitIndexes(LONG);
        }
        Path graph = graphs().get(0);
        Object built = Files.getLastModifiedTime(graph);

        try (TiDBClient client = TiDBClient.embedded(folder)) {
            Table<Point> table = client.openTable(Point.class);
            table.awaitIndexes(LONG);
            assertThat(recall(table)).isGreaterThan(0.95);
            assertThat(Files.getLastModifiedTime(graph)).isEqualTo(built);

            table.delete(Filter.eq("id", 3));
            table.insert(new Point(60_000, 1, vector(3)));
        }
        byte[] bytes = Files.readAllBytes(graph);
        bytes[bytes.length / 2] ^= 1;
        Files.write(graph, bytes);

        try (TiDBClient client = TiDBClient.embedded(folder)) {
            Table<Point> table = client.openTable(Point.class);
            table.awaitIndexes(LONG);
            assertThat(ids(table, vector(3), 1)).containsExactly(60_000);
            assertThat(recall(table)).isGreaterThan(0.95);
        }
    }

    private static void assertFinds(Table<Point> table, int id) {
        assertThat(ids(table, vector(id), 1)).containsExactly(id);
    }

    /** How many of the ten nearest of some vectors a search finds, of those that comparing all rows finds. */
    private static double recall(Table<Point> table) {
        List<Point> all = table.query().toList();
        int found = 0;
        for (int i = 0; i < 20; i++) {
            float[] query = vector(1_000_000 + i);
            List<Integer> nearest = all.stream()
                    .sorted((a, b) -> Double.compare(distance(a.vector(), query), distance(b.vector(), query)))
                    .limit(10)
                    .map(Point::id)
                    .toList();
            found += (int)
                    ids(table, query, 10).stream().filter(nearest::contains).count();
        }
        return found / 200.0;
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }

    private static List<Integer> ids(Table<Point> table, float[] query, int limit) {
        return table.search(query).limit(limit).toList().stream()
                .map(hit -> hit.row().id())
                .toList();
    }

    private static List<Point> points(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> new Point(i, i % 1000 == 9 ? 9 : 0, vector(i)))
                .toList();
    }

    private static float[] vector(int seed) {
        Random random = new Random(seed * 7919L);
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    private List<Path> graphs() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith("graph")).toList();
        }
    }
}
