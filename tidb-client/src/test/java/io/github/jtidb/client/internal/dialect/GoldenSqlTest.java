package io.github.jtidb.client.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jtidb.client.Filter;
import io.github.jtidb.client.Samples;
import io.github.jtidb.schema.Column;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.Id;
import io.github.jtidb.schema.TableModel;
import io.github.jtidb.schema.TableSchema;
import io.github.jtidb.vector.DistanceMetric;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every statement of the dialects, held against the files in {@code golden/}; CI gives TiDB's to TiDB's own parser. After a
 * wanted change run with {@code -Djtidb.golden.write=src/test/resources/golden} and read the difference.
 */
@NullUnmarked // NullAway loses the element annotations of arrays in class files.
class GoldenSqlTest {

    private static final TableSchema DOCUMENT =
            TableSchema.of(Samples.Document.class).withDimensions("embedding", 384);
    private static final TableSchema SERVER_DOCUMENT = TableSchema.of(Samples.ServerDocument.class);
    private static final TableSchema ORDERED = TableSchema.of(Samples.Ordered.class);
    private static final TableSchema POINT = TableSchema.of(Samples.Point.class);

    private static final Dialect EMBEDDED = new EmbeddedDialect();
    private static final Dialect SEEKDB = new SeekDBDialect();
    private static final Dialect TIDB = new TiDBDialect(false, Set.of());
    private static final Dialect TIDB_CLOUD = new TiDBDialect(true, Set.of());

    @TableModel("unique_mails")
    private record UniqueMail(
            @Id int id, @Column(unique = true) String mail) {}

    private record Statement(String file, Sql sql) {}

    @TestFactory
    Stream<DynamicTest> statements() {
        List<Statement> statements = new ArrayList<>();
        of(statements, "embedded", EMBEDDED);
        of(statements, "tidb", TIDB);
        of(statements, "seekdb", SEEKDB);
        matches(statements, "tidb", TIDB);
        matches(statements, "seekdb", SEEKDB);
        indexes(statements);
        databases(statements, "tidb", TIDB);
        databases(statements, "seekdb", SEEKDB);
        cloud(statements);
        return statements.stream()
                .map(statement -> DynamicTest.dynamicTest(statement.file, () -> assertGolden(statement)));
    }

    private static void of(List<Statement> to, String folder, Dialect dialect) {
        for (Class<?> type :
                List.of(Samples.Everything.class, Samples.Ordered.class, Samples.Article.class, Samples.Grade.class)) {
            TableSchema table = TableSchema.of(type);
            to.add(new Statement(folder + "/create-" + table.name(), dialect.createTable(table, true)));
        }
        to.add(new Statement(folder + "/create-points", dialect.createTable(POINT, true)));
        to.add(new Statement(folder + "/create-points-without-index", dialect.createTable(POINT, false)));
        to.add(new Statement(folder + "/create-sample_documents", dialect.createTable(DOCUMENT, true)));
        to.add(new Statement(folder + "/drop", dialect.dropTable("sel`ect")));
        to.add(new Statement(folder + "/rename", dialect.renameTable("select", "_jtidb_old_1")));
        to.add(new Statement(folder + "/list", dialect.listTables()));
        to.add(new Statement(folder + "/truncate", dialect.truncate(ORDERED)));
        to.add(new Statement(folder + "/delete", dialect.delete(POINT, Filter.eq("kind", "it's"))));
        to.add(new Statement(folder + "/delete-all", dialect.delete(POINT, Filter.allOf())));
        Map<ColumnSchema, @Nullable Object> values = new LinkedHashMap<>();
        values.put(POINT.requireColumn("kind"), "it's");
        values.put(POINT.requireColumn("l1"), null);
        to.add(new Statement(folder + "/update", dialect.update(POINT, values, Filter.gt("id", 3))));
        to.add(new Statement(
                folder + "/select", dialect.select(new QueryPlan(POINT, null, List.of(), Long.MAX_VALUE, 0))));
        List<QueryPlan.Order> order = List.of(
                new QueryPlan.Order(POINT.requireColumn("kind"), true),
                new QueryPlan.Order(POINT.requireColumn("id"), false));
        to.add(new Statement(
                folder + "/select-page", dialect.select(new QueryPlan(POINT, Filter.gt("id", 3), order, 10, 20))));
        to.add(new Statement(folder + "/exists", dialect.tableExists("it's")));
        to.add(new Statement(folder + "/describe-columns", dialect.describeColumns("it's")));
        to.add(new Statement(folder + "/list-indexes", dialect.listIndexes("it's")));
        dialect.describeTable("sel`ect").ifPresent(sql -> to.add(new Statement(folder + "/describe-table", sql)));
        to.add(new Statement(folder + "/count", dialect.count(ORDERED)));
        to.add(new Statement(folder + "/get", dialect.selectByKey(ORDERED, List.of(7))));
        to.add(new Statement(
                folder + "/get-composite",
                dialect.selectByKey(TableSchema.of(Samples.Grade.class), List.of("it's", 2))));
        to.add(new Statement(folder + "/insert", dialect.insert(DOCUMENT, DOCUMENT.columns(), rows(dialect))));
        to.add(new Statement(folder + "/insert-defaults", defaults(dialect)));
        @Nullable Object[] row = rows(dialect).get(0);
        to.add(new Statement(folder + "/upsert", dialect.upsert(DOCUMENT, DOCUMENT.columns(), row)));
        TableSchema account = TableSchema.of(UniqueMail.class);
        to.add(new Statement(
                folder + "/upsert-unique",
                dialect.upsert(account, account.columns(), new @Nullable Object[] {1, "a"})));
        to.add(new Statement(folder + "/list-databases", dialect.listDatabases()));
        to.add(new Statement(folder + "/current-database", dialect.currentDatabase()));
        Filter filter = Filter.allOf(Filter.eq("kind", "it's"), Filter.eq("id", 3));
        for (String field : List.of("cosine", "l2", "l1", "product")) {
            searches(to, folder + "/search-" + field, dialect, POINT, field, new float[] {1, 0, -0.5f, 1e-7f}, null);
        }
        searches(to, folder + "/search-filter", dialect, POINT, "cosine", new float[] {1, 2, 3, 4}, filter);
        Filter every = Filter.allOf(
                Filter.anyOf(Filter.ne("kind", "x"), Filter.not(Filter.in("id", List.of(1, 2)))),
                Filter.gt("id", 1),
                Filter.gte("id", 2),
                Filter.lt("id", 9),
                Filter.lte("id", 8),
                Filter.like("kind", "a\\%b%"),
                Filter.exists("kind"),
                Filter.in("id", List.of()),
                Filter.allOf(),
                Filter.anyOf());
        searches(to, folder + "/search-filter-every", dialect, POINT, "l1", new float[4], every);
        TableSchema everything = TableSchema.of(Samples.Everything.class);
        Filter json = Filter.allOf(
                Filter.eq("attributes.owner.id", 1),
                Filter.gt("attributes.\"it's\"", "a"),
                Filter.in("tags[0]", List.of("a", "b")),
                Filter.like("attributes.word", "c%"),
                Filter.exists("attributes.lang"),
                Filter.eq("attributes.lang", null));
        to.add(new Statement(
                folder + "/select-json",
                dialect.select(new QueryPlan(everything, json, List.of(), Long.MAX_VALUE, 0))));
        Filter raw =
                Filter.rawSql("kind IN (:kinds) OR id > :id", Map.of("kinds", List.of("a", "b"), "id", List.of(3)));
        to.add(new Statement(
                folder + "/select-raw", dialect.select(new QueryPlan(POINT, raw, List.of(), Long.MAX_VALUE, 0))));
        SearchPlan.Range range = new SearchPlan.Range(0.1, 0.5);
        float[] query = {1, 2, 3, 4};
        SearchPlan ranged = plan(POINT, "cosine", query, filter, range);
        to.add(new Statement(folder + "/search-range", dialect.search(ranged)));
        dialect.indexedSearch(ranged).ifPresent(sql -> to.add(new Statement(folder + "/search-range-indexed", sql)));
        searches(to, folder + "/search-filter-null", dialect, POINT, "l1", new float[4], Filter.eq("kind", null));
        options(to, folder, dialect, filter);
    }

    /** What a search can be told beside its query and filter. */
    private static void options(List<Statement> to, String folder, Dialect dialect, Filter filter) {
        ColumnSchema column = POINT.requireColumn("cosine");
        List<ColumnSchema> some = List.of(POINT.requireColumn("id"), POINT.requireColumn("kind"));
        float[] query = {1, 2, 3, 4};
        OptionalInt none = OptionalInt.empty();
        SearchPlan unmeasured =
                new SearchPlan(POINT, some, column, DistanceMetric.COSINE, query, filter, null, 5, none, false, true);
        to.add(new Statement(folder + "/search-unmeasured", dialect.search(unmeasured)));
        to.add(new Statement(folder + "/search-explained", dialect.explain(dialect.search(unmeasured))));
        SearchPlan unfiltered =
                new SearchPlan(POINT, some, column, DistanceMetric.COSINE, query, null, null, 5, none, false, true);
        to.add(new Statement(folder + "/search-unmeasured-all", dialect.search(unfiltered)));
        both(
                to,
                folder + "/search-metric",
                dialect,
                new SearchPlan(POINT, some, column, DistanceMetric.L1, query, null, null, 5, none, false, false));
        both(
                to,
                folder + "/search-some-columns",
                dialect,
                new SearchPlan(POINT, some, column, DistanceMetric.COSINE, query, filter, null, 5, none, false, false));
        both(
                to,
                folder + "/search-candidates",
                dialect,
                new SearchPlan(
                        POINT,
                        some,
                        column,
                        DistanceMetric.COSINE,
                        query,
                        filter,
                        null,
                        5,
                        OptionalInt.of(77),
                        false,
                        false));
        both(
                to,
                folder + "/search-prefilter",
                dialect,
                new SearchPlan(POINT, some, column, DistanceMetric.COSINE, query, filter, null, 5, none, true, false));
    }

    /** The exact form of a search, and the one for an index where there is one. */
    private static void both(List<Statement> to, String file, Dialect dialect, SearchPlan plan) {
        to.add(new Statement(file, dialect.search(plan)));
        dialect.indexedSearch(plan).ifPresent(sql -> to.add(new Statement(file + "-indexed", sql)));
    }

    private static void databases(List<Statement> to, String folder, Dialect dialect) {
        to.add(new Statement(folder + "/create-database", dialect.createDatabase("sel`ect", false)));
        to.add(new Statement(folder + "/create-database-skip", dialect.createDatabase("it's", true)));
        to.add(new Statement(folder + "/drop-database", dialect.dropDatabase("sel`ect")));
    }

    private static void indexes(List<Statement> to) {
        Sql vector = TIDB.addIndex(POINT, POINT.requireColumn("cosine"));
        TableSchema article = TableSchema.of(Samples.Article.class);
        Sql text = TIDB.addIndex(article, article.requireColumn("body"));
        to.add(new Statement("tidb/add-index-cosine", vector));
        to.add(new Statement("tidb/add-index-l2", TIDB.addIndex(POINT, POINT.requireColumn("l2"))));
        to.add(new Statement("tidb/add-index-text", text));
        to.add(new Statement("tidb/drop-index", TIDB.dropIndex("select", "vec`idx")));
        to.add(new Statement("tidb/index-progress", TiFlashSql.progress("select")));
        to.add(new Statement("tidb/replica", TiFlashSql.replica("select")));
        to.add(new Statement("tidb/set-replica", TiFlashSql.setReplica("sel`ect", 2)));
        to.add(new Statement("tidb-cloud/add-index-cosine-with-replica", TiFlashSql.withReplica(vector)));
        to.add(new Statement("tidb-cloud/add-index-text-with-replica", TiFlashSql.withReplica(text)));
    }

    private static void matches(List<Statement> to, String folder, Dialect dialect) {
        TableSchema table = TableSchema.of(Samples.Article.class);
        List<ColumnSchema> columns = table.keyColumns();
        ColumnSchema body = table.requireColumn("body");
        to.add(new Statement(
                folder + "/match", dialect.match(new MatchPlan(table, columns, body, "it's \\ +so", null, 5))));
        to.add(new Statement(
                folder + "/match-filter",
                dialect.match(new MatchPlan(table, columns, body, "it's \\ +so", Filter.gt("id", 3), 5))));
    }

    private static void cloud(List<Statement> to) {
        to.add(new Statement("tidb-cloud/create-server_documents", TIDB_CLOUD.createTable(SERVER_DOCUMENT, true)));
        to.add(new Statement("tidb-cloud/provider-key", TIDB_CLOUD.configureProvider("nvidia_nim", "it's \\")));
        to.add(new Statement("tidb-cloud/create-sample_documents", TIDB_CLOUD.createTable(DOCUMENT, true)));
        searches(
                to,
                "tidb-cloud/search-text",
                TIDB_CLOUD,
                SERVER_DOCUMENT,
                "embedding",
                "What's the \\ point?",
                Filter.eq("id", 1));
        ColumnSchema embedding = SERVER_DOCUMENT.requireColumn("embedding");
        both(
                to,
                "tidb-cloud/search-text-metric",
                TIDB_CLOUD,
                new SearchPlan(
                        SERVER_DOCUMENT,
                        SERVER_DOCUMENT.keyColumns(),
                        embedding,
                        DistanceMetric.L2,
                        "it's",
                        null,
                        null,
                        5,
                        OptionalInt.empty(),
                        false,
                        false));
        to.add(new Statement(
                "tidb-cloud/create-server_documents-client-embedded",
                new TiDBDialect(true, Set.of("nvidia_nim/baai/bge-m3")).createTable(SERVER_DOCUMENT, true)));
    }

    private static void searches(
            List<Statement> to,
            String file,
            Dialect dialect,
            TableSchema table,
            String field,
            Object query,
            @Nullable Filter filter) {
        both(to, file, dialect, plan(table, field, query, filter, null));
    }

    private static SearchPlan plan(
            TableSchema table, String field, Object query, @Nullable Filter filter, SearchPlan.@Nullable Range range) {
        ColumnSchema column = table.requireColumn(field);
        return new SearchPlan(
                table,
                table.columns(),
                column,
                column.vector().orElseThrow().metric(),
                query,
                filter,
                range,
                5,
                OptionalInt.empty(),
                false,
                false);
    }

    private static List<@Nullable Object[]> rows(Dialect dialect) {
        Object vector = dialect.encodeVector(new float[] {1.5f, -2});
        return Arrays.asList(new @Nullable Object[][] {{1, "it's", vector}, {null, null, null}});
    }

    private static Sql defaults(Dialect dialect) {
        List<ColumnSchema> columns = Stream.of("id", "owner", "state", "priority")
                .map(ORDERED::requireColumn)
                .toList();
        return dialect.insert(ORDERED, columns, Arrays.asList(new @Nullable Object[][] {
            {null, "ann", null, 3}, {5, "bob", "old", null}
        }));
    }

    private static void assertGolden(Statement statement) throws IOException {
        String text = rendered(statement.sql);
        String folder = System.getProperty("jtidb.golden.write");
        if (folder != null) {
            Path file = Path.of(folder, statement.file + ".sql");
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, text);
        }
        try (InputStream golden = GoldenSqlTest.class.getResourceAsStream("/golden/" + statement.file + ".sql")) {
            assertThat(golden).as("golden file " + statement.file + ".sql").isNotNull();
            assertThat(text).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** The statement, and its values as a comment. */
    private static String rendered(Sql sql) {
        String values = sql.parameters().stream()
                .map(value -> value instanceof byte[] bytes
                        ? "bytes " + Arrays.toString(bytes)
                        : value + (value == null ? "" : " (" + simpleName(value) + ")"))
                .map(value -> "-- " + value + "\n")
                .reduce("", String::concat);
        return sql.text() + ";\n" + values;
    }

    private static String simpleName(Object value) {
        return value.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
