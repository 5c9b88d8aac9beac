package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mysql.cj.jdbc.MysqlDataSource;
import io.github.jtidb.client.Samples.Place;
import io.github.jtidb.client.internal.dialect.MatchPlan;
import io.github.jtidb.client.internal.dialect.SearchPlan;
import io.github.jtidb.client.internal.dialect.SeekDBDialect;
import io.github.jtidb.client.internal.dialect.Sql;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.FullTextField;
import io.github.jtidb.schema.FullTextField.Parser;
import io.github.jtidb.schema.Id;
import io.github.jtidb.schema.TableModel;
import io.github.jtidb.schema.TableSchema;
import io.github.jtidb.schema.VectorField;
import io.github.jtidb.schema.VectorField.IndexPolicy;
import io.github.jtidb.vector.DistanceMetric;
import io.github.jtidb.vector.VectorMath;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What only seekdb shows: that its indexes are used and find the rows, that words are found in each script, its settings. */
@SeekDBServer.Needed
@NullUnmarked // NullAway loses the element annotations of lists of rows.
class SeekDBServerTest {

    @TableModel("stars")
    record Star(
            @Id int id,
            int kind,

            @VectorField(dimensions = 16, metric = DistanceMetric.COSINE)
            float[] cosine,

            @VectorField(dimensions = 16, metric = DistanceMetric.L2)
            float[] l2,

            @VectorField(dimensions = 16, metric = DistanceMetric.NEGATIVE_INNER_PRODUCT)
            float[] product) {}

    @TableModel("sayings")
    record Saying(
            @Id int id,
            @FullTextField @Nullable String any,

            @FullTextField(parser = Parser.STANDARD) @Nullable
            String english) {}

    @TableModel("unindexable")
    record Unindexable(
            @Id int id,

            @VectorField(dimensions = 5000, index = IndexPolicy.REQUIRED)
            float @Nullable [] vector) {}

    @TableModel("long_vectors")
    record Lengthy(
            @Id int id, @VectorField(dimensions = 5000) float @Nullable [] vector) {}

    private static TiDBClient open() {
        return TiDBClient.builder().url(SeekDBServer.url()).ensureDatabase(true).build();
    }

    @Test
    void connect_isRecognisedByTheServersOwnWord() throws SQLException {
        MysqlDataSource source = new MysqlDataSource();
        source.setUrl("jdbc:" + SeekDBServer.url());
        try (TiDBClient client = open();
                TiDBClient other = TiDBClient.builder().dataSource(source).build()) {
            assertThat(client.toString()).startsWith("TiDBClient[seekdb, ");
            assertThat(other.toString()).startsWith("TiDBClient[seekdb, data source/");
            // The client embeds, so its providers are what counts.
            client.configureEmbeddingProvider("openai", "sk-x");
            assertThatThrownBy(() -> client.configureEmbeddingProvider("tidbcloud_free", "sk-x"))
                    .hasMessageContaining("openai")
                    .hasMessageNotContaining("sk-x");
        }
    }

    @Test
    void statements_mayTakeAsLongAsTheSocket_andWaitForLocksAsEver() {
        try (TiDBClient client = open()) {
            assertThat(client.query("SELECT @@ob_query_timeout").scalar(Long.class))
                    .contains(300_000_000L);
            assertThat(client.query("SELECT @@ob_trx_lock_timeout").scalar(Long.class))
                    .contains(10_000_000L);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "L1", mode = EnumSource.Mode.EXCLUDE)
    void search_clusteredVectors_comesFromTheIndexAndMissesFew(DistanceMetric metric) throws SQLException {
        Random random = new Random(7);
        List<float[]> centres = vectors(random, 20, List.of(new float[16]), 1);
        List<float[]> vectors = vectors(random, 2_000, centres, 0.3);
        List<Star> rows = IntStream.range(0, vectors.size())
                .mapToObj(i -> new Star(i, i % 100, vectors.get(i), vectors.get(i), vectors.get(i)))
                .toList();
        String field = switch (metric) {
            case COSINE -> "cosine";
            case L2 -> "l2";
            case NEGATIVE_INNER_PRODUCT -> "product";
            case L1 -> throw new IllegalArgumentException();
        };
        try (TiDBClient client = open()) {
            Table<Star> table = client.createTable(Star.class, IfExists.OVERWRITE);
            table.bulkInsert(rows);

            for (Filter filter :
                    new Filter[] {null, Filter.eq("kind", 3), Filter.lt("kind", 50), Filter.gt("id", 1990)}) {
                assertThat(explain(plan(field, vectors.get(0), filter)))
                        .as("%s", filter)
                        .contains("VECTOR INDEX");
                int found = 0;
                int wanted = 0;
                for (float[] query : vectors(random, 20, centres, 0.3)) {
                    List<Integer> nearest = rows.stream()
                            .filter(row -> filter == null
                                    || (filter.equals(Filter.eq("kind", 3)) && row.kind == 3)
                                    || (filter.equals(Filter.lt("kind", 50)) && row.kind < 50)
                                    || (filter.equals(Filter.gt("id", 1990)) && row.id > 1990))
                            .sorted(Comparator.comparingDouble(row -> VectorMath.distance(metric, row.l2, query)))
                            .limit(30)
                            .map(Star::id)
                            .toList();
                    Search<Star> search = table.search(query).vectorField(field).limit(30);
                    List<Integer> hits = (filter == null ? search : search.filter(filter))
                            .toList().stream().map(hit -> hit.row().id).toList();
                    assertThat(hits).hasSameSizeAs(nearest).doesNotHaveDuplicates();
                    wanted += nearest.size();
                    found += (int) hits.stream().filter(nearest::contains).count();
                }
                assertThat((double) found / wanted).as("recall with %s", filter).isGreaterThan(0.95);
            }
        }
    }

    private static List<float[]> vectors(Random random, int count, List<float[]> centres, double spread) {
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] vector = centres.get(random.nextInt(centres.size())).clone();
            for (int j = 0; j < vector.length; j++) {
                vector[j] += (float) (random.nextGaussian() * spread);
            }
            vectors.add(vector);
        }
        return vectors;
    }

    private static Sql plan(String field, float[] query, @Nullable Filter filter) {
        TableSchema table = TableSchema.of(Star.class);
        ColumnSchema column = table.requireColumn(field);
        DistanceMetric metric = column.vector().orElseThrow().metric();
        SearchPlan plan = new SearchPlan(
                table, table.columns(), column, metric, query, filter, null, 30, OptionalInt.empty(), false, false);
        return new SeekDBDialect().indexedSearch(plan).orElseThrow();
    }

    private static String explain(Sql sql) throws SQLException {
        return String.join("\n", firstColumn("EXPLAIN " + sql.text(), sql.parameters()));
    }

    private static List<String> firstColumn(String sql, List<?> values) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:" + SeekDBServer.url());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            List<String> column = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    column.add(rows.getString(1));
                }
            }
            return column;
        }
    }

    @Test
    void match_findsWordsInEachScript() throws SQLException {
        String[] texts = {
            "I like Java.",
            "AI and Go, well-known (e.g. start): we don't",
            "全文检索支持中文分词。",
            "東京都の天気は晴れ",
            "서울의 날씨는 맑음",
            "向量数据库 vector database",
            "java java java"
        };
        try (TiDBClient client = open()) {
            client.createTable(Saying.class, IfExists.OVERWRITE)
                    .bulkInsert(IntStream.range(0, texts.length)
                            .mapToObj(i -> new Saying(i, texts[i], texts[i]))
                            .toList());

            assertThat(match("any", "JAVA")).containsExactly("6", "0");
            assertThat(match("any", "go")).containsExactly("1");
            assertThat(match("any", "known")).containsExactly("1");
            assertThat(match("any", "art")).isEmpty();
            assertThat(match("any", "中文")).containsExactly("2");
            assertThat(match("any", "数据库")).containsExactly("5");
            assertThat(match("any", "東京")).containsExactly("3");
            assertThat(match("any", "날씨")).containsExactly("4");
            assertThat(match("any", "+java -中文 \"it's")).containsExactlyInAnyOrder("0", "2", "6");
            assertThat(match("any", "")).isEmpty();
            assertThat(match("english", "java go")).containsExactlyInAnyOrder("0", "1", "6");
            assertThat(match("english", "vector")).containsExactly("5");
        }
    }

    private static List<String> match(String field, String query) throws SQLException {
        TableSchema table = TableSchema.of(Saying.class);
        Sql sql = new SeekDBDialect()
                .match(new MatchPlan(
                        table, table.keyColumns(), table.requireColumn(field), query, Filter.gte("id", 0), 10));
        return firstColumn(sql.text(), sql.parameters());
    }

    @Test
    void indexThatSeekDBHasNot_isRefusedOrLeftOut() {
        try (TiDBClient client = open()) {
            assertThatThrownBy(() -> client.createTable(Unindexable.class, IfExists.OVERWRITE))
                    .isInstanceOf(NotSupportedException.class)
                    .hasMessageContainingAll("4096", "AUTO");
            assertThat(client.hasTable("unindexable")).isFalse();
            Table<Lengthy> table = client.createTable(Lengthy.class, IfExists.OVERWRITE);
            table.insert(new Lengthy(
                    1, IntStream.range(0, 5000).collect(() -> new float[5000], (a, i) -> a[i] = i, (a, b) -> {})));
            assertThat(table.search(table.get(1).orElseThrow().vector())
                            .limit(3)
                            .toList())
                    .hasSize(1);
        }
    }

    @Test
    void connect_callersSessionVariables_count() {
        String url = SeekDBServer.url() + (SeekDBServer.url().contains("?") ? "&" : "?")
                + "sessionVariables=ob_query_timeout=20000000";
        try (TiDBClient client = TiDBClient.connect(url)) {
            assertThat(client.query("SELECT @@ob_query_timeout").scalar(Long.class))
                    .contains(20_000_000L);
            client.createTable(Place.class, IfExists.OVERWRITE);
        }
    }
}
