package io.github.jtidb.client.internal.embedded;

import io.github.jtidb.client.internal.dialect.EmbeddedIndexSql;
import io.github.jtidb.client.internal.dialect.Sql;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the committed changes of one table over into its indexes, and deletes exactly those that it saw. They go only when
 * the indexes have them for good; a process that ends in between does it again, to the same end. Not thread-safe.
 */
final class ChangeApplier {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeApplier.class);
    static final int AT_ONCE = 1_000;

    private final Connection connection;
    private final WatchedTable watched;
    private final H2Table table;
    private final Consumer<IndexSpec> failed;

    ChangeApplier(Connection connection, WatchedTable watched, H2Table table, Consumer<IndexSpec> failed) {
        this.connection = connection;
        this.watched = watched;
        this.table = table;
        this.failed = failed;
    }

    /** Takes some over; tells how many, {@link #AT_ONCE} at most. */
    int apply() throws SQLException {
        List<IndexSpec> specs = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        for (IndexSpec spec : watched.ready().keySet()) {
            String column = table.column(spec.column());
            if (column == null) {
                watched.drop(spec);
            } else {
                specs.add(spec);
                columns.add(column);
            }
        }
        connection.setAutoCommit(false);
        List<Long> seen = new ArrayList<>();
        List<List<RowIndex.Change>> changes = new ArrayList<>();
        specs.forEach(spec -> changes.add(new ArrayList<>()));
        String name = table.name();
        read(specs, columns, seen, changes);
        table.checkStillNamed(name);
        if (seen.isEmpty()) {
            connection.rollback();
            return 0;
        }
        long next = IndexEngine.randomNumber();
        for (int i = 0; i < specs.size(); i++) {
            apply(specs.get(i), next, changes.get(i));
        }
        try (PreparedStatement delete = connection.prepareStatement(EmbeddedIndexSql.deleteChange())) {
            for (long change : seen) {
                delete.setLong(1, change);
                delete.addBatch();
            }
            delete.executeBatch();
        }
        IndexEngine.execute(connection, EmbeddedIndexSql.setGeneration(watched.watch(), next));
        connection.commit();
        watched.ready().values().forEach(RowIndex::confirmed);
        return seen.size();
    }

    private void read(List<IndexSpec> specs, List<String> columns, List<Long> seen, List<List<RowIndex.Change>> changes)
            throws SQLException {
        String key = Objects.requireNonNull(table.column(table.keyColumns()[0]));
        Sql sql = EmbeddedIndexSql.changes(watched.watch(), table.schema(), table.name(), key, columns, AT_ONCE);
        try (PreparedStatement statement = IndexEngine.prepare(connection, sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                seen.add(rows.getLong(1));
                long row = rows.getLong(2);
                boolean there = rows.getBoolean(3);
                for (int i = 0; i < specs.size(); i++) {
                    boolean text = specs.get(i).metric() == null;
                    Object value = text ? rows.getString(4 + i) : rows.getBytes(4 + i);
                    changes.get(i).add(new RowIndex.Change(row, there, value));
                }
            }
        }
    }

    private void apply(IndexSpec spec, long next, List<RowIndex.Change> changes) {
        try {
            Objects.requireNonNull(watched.index(spec)).apply(next, changes);
        } catch (IOException | RuntimeException e) {
            LOG.warn("An index could not take changes and is built anew", e);
            failed.accept(spec);
        }
    }
}
