package io.github.jtidb.client;

import io.github.jtidb.client.internal.dialect.Dialect;
import io.github.jtidb.client.internal.dialect.EmbeddedDialect;
import io.github.jtidb.client.internal.dialect.MatchPlan;
import io.github.jtidb.client.internal.dialect.SearchPlan;
import io.github.jtidb.client.internal.dialect.Sql;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.FullTextField;
import io.github.jtidb.schema.Id;
import io.github.jtidb.schema.TableModel;
import io.github.jtidb.schema.TableSchema;
import io.github.jtidb.schema.VectorField;
import io.github.jtidb.vector.DistanceMetric;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the tests of the embedded database's indexes share: tables, and searches on a connection of their own. */
final class EmbeddedIndexes {

    /** A key that is H2's row id. */
    @TableModel("items")
    record Item(
            @Id int id,
            @Nullable String kind,

            @FullTextField @Nullable String text,

            @VectorField(dimensions = 2, metric = DistanceMetric.L2)
            float @Nullable [] vector) {}

    /** A key of two columns, with names that only quoting saves. */
    @TableModel("select")
    record Pair(
            @Id String from,
            @Id int to,

            @FullTextField @Nullable String text,

            @VectorField(dimensions = 2) float @Nullable [] vector) {}

    /** A key that is no number. */
    @TableModel("tagged")
    record Tagged(
            @Id UUID id,

            @FullTextField(parser = FullTextField.Parser.STANDARD) @Nullable
            String text,

            @VectorField(dimensions = 2, metric = DistanceMetric.NEGATIVE_INNER_PRODUCT)
            float @Nullable [] vector) {}

    private static final Dialect DIALECT = new EmbeddedDialect();

    private EmbeddedIndexes() {}

    /** A connection beside the client's. */
    static Connection connect(Path folder) throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:async:" + folder.resolve("jtidb"), "sa", "");
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Waits until the indexes have what is committed. */
    static void settle(Connection connection) throws SQLException {
        try (Connection other =
                        DriverManager.getConnection(connection.getMetaData().getURL(), "sa", "");
                Statement statement = other.createStatement()) {
            statement.execute("CALL JTIDB_AWAIT_INDEXES()");
        }
    }

    /** The columns of each row as text. */
    static List<List<String>> query(Connection connection, Sql sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
            for (int i = 0; i < sql.parameters().size(); i++) {
                statement.setObject(i + 1, sql.parameters().get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<List<String>> read = new ArrayList<>();
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= columns; i++) {
                        row.add(String.valueOf(rows.getString(i)));
                    }
                    read.add(row);
                }
                return read;
            }
        }
    }

    /** Keys and distances, read row by row. */
    static List<List<String>> exact(
            Connection connection, Class<?> type, float[] query, int limit, @Nullable Filter filter)
            throws SQLException {
        return query(connection, DIALECT.search(plan(type, query, limit, filter)));
    }

    /** Keys and distances of what the index proposes; fewer than there are where it cannot tell. */
    static List<List<String>> indexed(
            Connection connection, Class<?> type, float[] query, int limit, @Nullable Filter filter)
            throws SQLException {
        return query(
                connection,
                DIALECT.indexedSearch(plan(type, query, limit, filter)).orElseThrow());
    }

    private static SearchPlan plan(Class<?> type, float[] query, int limit, @Nullable Filter filter) {
        TableSchema schema = TableSchema.of(type);
        ColumnSchema column = schema.vectorColumns().get(0);
        return new SearchPlan(
                schema,
                schema.keyColumns(),
                column,
                column.vector().orElseThrow().metric(),
                query,
                filter,
                null,
                limit,
                OptionalInt.empty(),
                false,
                false);
    }

    /** Keys, joined by a blank, and scores of the rows that match. */
    static Map<String, Double> match(
            Connection connection, Class<?> type, String query, int limit, @Nullable Filter filter)
            throws SQLException {
        TableSchema schema = TableSchema.of(type);
        MatchPlan plan = new MatchPlan(
                schema, schema.keyColumns(), schema.fullTextColumns().get(0), query, filter, limit);
        Map<String, Double> matches = new TreeMap<>();
        for (List<String> row : query(connection, DIALECT.match(plan))) {
            int last = row.size() - 1;
            matches.put(String.join(" ", row.subList(0, last)), Double.valueOf(row.get(last)));
        }
        return matches;
    }
}
