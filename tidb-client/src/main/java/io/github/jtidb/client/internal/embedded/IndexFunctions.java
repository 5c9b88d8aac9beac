package io.github.jtidb.client.internal.embedded;

import io.github.jtidb.schema.FullTextField.Parser;
import io.github.jtidb.vector.DistanceMetric;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Set;
import org.h2.tools.SimpleResultSet;
import org.jspecify.annotations.Nullable;

/** The SQL functions by which statements ask the indexes, called by H2. Thread-safe. */
public final class IndexFunctions {

    /** What H2 calls the connection when it asks only for the columns of a result. */
    private static final String COLUMNS_ONLY = "jdbc:columnlist:connection";

    /** So many changed rows a search looks at before it asks for them to be taken over. */
    private static final int MANY_CHANGES = 64;

    private IndexFunctions() {}

    /** {@code JTIDB_WATCH}: begins to note the changes of a table; tells whether they are noted. */
    public static boolean watch(Connection connection, String table) throws SQLException {
        IndexEngine engine = IndexEngine.of(H2Session.of(connection));
        return engine != null && engine.watch(connection.getSchema(), table);
    }

    /**
     * {@code JTIDB_AWAIT_INDEXES}: waits until all that was committed before is in the indexes, and those that searches asked
     * for are built; tells whether they are.
     */
    public static boolean awaitIndexes(Connection connection) throws SQLException {
        IndexEngine engine = IndexEngine.of(H2Session.of(connection));
        try {
            return engine != null && engine.awaitIdle();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * {@code JTIDB_INDEX}: how far an index is, which is built if there is none yet. One row: how many rows of the table are in
     * it, and how many are to be taken over.
     *
     * @param kind a metric, or what cuts the words
     */
    public static ResultSet progress(
            Connection connection, @Nullable String table, @Nullable String column, @Nullable String kind)
            throws SQLException {
        SimpleResultSet result = new SimpleResultSet();
        for (String name : new String[] {"INDEXED", "NOT_INDEXED"}) {
            result.addColumn(name, Types.BIGINT, 19, 0);
        }
        if (!isColumnsOnly(connection) && table != null && column != null && kind != null) {
            progress(H2Session.of(connection), table, column, kind).forEach(row -> result.addRow((Object[]) row));
        }
        return result;
    }

    private static List<Long[]> progress(H2Session session, String name, String columnName, String kind)
            throws SQLException {
        H2Table table = table(session, name);
        IndexSpec spec = IndexSpec.of(column(table, columnName), kind);
        long watch = table.watch();
        IndexEngine engine = IndexEngine.of(session);
        if (engine == null || spec == null || watch == ChangeTrigger.NO_WATCH) {
            return List.of();
        }
        RowIndex index = engine.index(table, watch, spec);
        boolean ready = index != null && !index.outgrown();
        long changed = changes(session, watch, Integer.MAX_VALUE).rows().size();
        if (ready) {
            return List.<Long[]>of(new Long[] {Math.max(0, table.rows() - changed), changed});
        }
        // The last of the rows that are read may not be linked yet.
        long built = Math.max(0, Math.min(table.rows() - 1, engine.built(watch, spec)));
        return List.<Long[]>of(new Long[] {built, table.rows() - built});
    }

    /**
     * {@code JTIDB_NEAREST}: the ids of rows among which the nearest are; none where no index can tell.
     *
     * @param limit how many of the nearest must be among them
     */
    public static ResultSet nearest(
            Connection connection,
            @Nullable String table,
            @Nullable String column,
            @Nullable String metric,
            byte @Nullable [] query,
            int limit)
            throws SQLException {
        SimpleResultSet result = new SimpleResultSet();
        result.addColumn("_jtidb_row", Types.BIGINT, 19, 0);
        if (isColumnsOnly(connection) || table == null || column == null || metric == null || query == null) {
            return result;
        }
        Set<Long> rows =
                nearest(connection, table, column, DistanceMetric.of(metric), VectorBytes.decode(query), limit);
        if (rows != null) {
            rows.forEach(result::addRow);
        }
        return result;
    }

    private static @Nullable Set<Long> nearest(
            Connection connection, String name, String columnName, DistanceMetric metric, float[] query, int limit)
            throws SQLException {
        H2Session session = H2Session.of(connection);
        H2Table table = table(session, name);
        IndexSpec spec = IndexSpec.vectors(column(table, columnName), metric);
        long watch = table.watch();
        if (!(index(session, table, watch, spec) instanceof NearestIndex index)) {
            return null;
        }
        Changes changes = changes(session, watch, NearestIndex.MOST_CHANGES);
        return changes == Changes.TOO_MANY ? null : index.search(query, limit, changes, table);
    }

    /**
     * {@code JTIDB_MATCH}: the ids of the rows that have a word of the query, and how well they match.
     *
     * @param most how many of the best, with all that are as good as the last of them; 0 for all
     */
    public static ResultSet match(
            Connection connection,
            @Nullable String table,
            @Nullable String column,
            @Nullable String parser,
            @Nullable String query,
            int most)
            throws SQLException {
        SimpleResultSet result = new SimpleResultSet();
        result.addColumn("_jtidb_row", Types.BIGINT, 19, 0);
        result.addColumn("_match_score", Types.DOUBLE, 17, 0);
        if (isColumnsOnly(connection) || table == null || column == null || parser == null || query == null) {
            return result;
        }
        long limit = most == 0 ? Long.MAX_VALUE : most;
        for (WordSearch.Match match : match(connection, table, column, Parser.valueOf(parser), query, limit)) {
            result.addRow(match.row(), match.score());
        }
        return result;
    }

    private static List<WordSearch.Match> match(
            Connection connection, String name, String columnName, Parser parser, String query, long most)
            throws SQLException {
        H2Session session = H2Session.of(connection);
        H2Table table = table(session, name);
        int column = column(table, columnName);
        long watch = table.watch();
        if (index(session, table, watch, IndexSpec.words(column, parser)) instanceof WordIndex index) {
            Changes changes = changes(session, watch, NearestIndex.MOST_CHANGES);
            try {
                List<WordSearch.Match> matches =
                        changes == Changes.TOO_MANY ? null : index.search(query, most, changes, table, column);
                if (matches != null) {
                    return matches;
                }
            } catch (IOException e) {
                throw new SQLException("The index of words of table '" + name + "' cannot be read", e);
            }
        }
        WordSearch all = new WordSearch(Words.of(parser), query);
        table.forEachWhile((id, row) -> {
            all.add(id, row.getValue(column).getString());
            return true;
        });
        return all.matches(most);
    }

    private static boolean isColumnsOnly(Connection connection) throws SQLException {
        return connection.getMetaData().getURL().equals(COLUMNS_ONLY);
    }

    private static H2Table table(H2Session session, String name) throws SQLException {
        H2Table table = session.table(name);
        if (table == null) {
            throw new SQLException("There is no table '" + name + "'.");
        }
        return table;
    }

    private static int column(H2Table table, String name) throws SQLException {
        int column = table.column(name);
        if (column < 0) {
            throw new SQLException("Table '" + table.name() + "' has no column '" + name + "'.");
        }
        return column;
    }

    private static @Nullable RowIndex index(H2Session session, H2Table table, long watch, IndexSpec spec) {
        IndexEngine engine = IndexEngine.of(session);
        return engine == null || watch == ChangeTrigger.NO_WATCH || !session.readCommitted()
                ? null
                : engine.index(table, watch, spec);
    }

    private static Changes changes(H2Session session, long watch, int most) {
        Changes changes = session.changes(watch, most);
        IndexEngine engine = IndexEngine.of(session);
        if (engine != null && (changes == Changes.TOO_MANY || changes.rows().size() > MANY_CHANGES)) {
            engine.wake();
        }
        return changes;
    }
}
