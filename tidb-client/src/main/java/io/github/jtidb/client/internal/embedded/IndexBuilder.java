package io.github.jtidb.client.internal.embedded;

import io.github.jtidb.client.internal.dialect.EmbeddedIndexSql;
import io.github.jtidb.client.internal.dialect.Sql;
import io.github.jtidb.vector.DistanceMetric;
import io.github.jtidb.vector.VectorText;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.lucene.store.Directory;
import org.h2.engine.Constants;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds indexes of one table from its rows, or opens what is on disk. Not thread-safe. */
final class IndexBuilder {

    private static final Logger LOG = LoggerFactory.getLogger(IndexBuilder.class);
    private static final int PAGE = 1_000;

    /** Takes the rows of a table. */
    private interface RowTaker {
        void take(long row, ResultSet value) throws SQLException, IOException;
    }

    private final Connection connection;
    private final IndexFiles files;
    private final long watch;
    private final H2Table table;
    private final BooleanSupplier closing;

    IndexBuilder(Connection connection, IndexFiles files, long watch, H2Table table, BooleanSupplier closing) {
        this.connection = connection;
        this.files = files;
        this.watch = watch;
        this.table = table;
        this.closing = closing;
    }

    /**
     * An index of what is committed, or null if there can be none or the database closes.
     *
     * @param done counts the rows that it has so far
     */
    @Nullable
    RowIndex build(IndexSpec spec, AtomicLong done) throws SQLException, IOException {
        String column = table.column(spec.column());
        if (column == null) {
            return null;
        }
        // All that is read here is of one moment.
        connection.setTransactionIsolation(Constants.TRANSACTION_SNAPSHOT);
        connection.setAutoCommit(false);
        try {
            Long generation = generation();
            if (generation == null) {
                return null;
            }
            return spec.metric() == null
                    ? words(spec, column, generation, done)
                    : vectors(spec, spec.metric(), column, generation, done);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    private @Nullable Long generation() throws SQLException {
        try (PreparedStatement statement = IndexEngine.prepare(connection, EmbeddedIndexSql.generation(watch));
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getLong(1) : null;
        }
    }

    private Set<Long> changedRows() throws SQLException {
        Set<Long> changed = new HashSet<>();
        try (PreparedStatement statement = IndexEngine.prepare(connection, EmbeddedIndexSql.changedRows(watch));
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                changed.add(rows.getLong(1));
            }
        }
        return changed;
    }

    private @Nullable RowIndex vectors(
            IndexSpec spec, DistanceMetric metric, String column, long generation, AtomicLong done)
            throws SQLException, IOException {
        long length = table.length(spec.column()) / Float.BYTES;
        if (length < 1 || length > VectorText.MAX_DIMENSIONS) {
            return null;
        }
        int dimensions = (int) length;
        NearestFolder folder = files.nearest(watch, spec, table.signature());
        Set<Long> newer = changedRows();
        NearestIndex opened = folder == null ? null : NearestIndex.open(dimensions, metric, generation, newer, folder);
        if (opened != null) {
            return opened;
        }
        NearestIndex index = NearestIndex.create(dimensions, metric, table.rows(), generation, newer, folder);
        if (!forEachRow(column, done, (row, value) -> index.read(row, value.getBytes(2)))) {
            return null;
        }
        index.complete();
        return index;
    }

    private @Nullable RowIndex words(IndexSpec spec, String column, long generation, AtomicLong done)
            throws SQLException, IOException {
        var parser = Objects.requireNonNull(spec.parser());
        Words words = Words.of(parser);
        Directory directory = files.directory(watch, spec);
        WordIndex opened = open(directory, words, generation);
        if (opened != null) {
            return opened;
        }
        directory.close();
        files.delete(watch, spec);
        directory = files.directory(watch, spec);
        WordIndex index = WordIndex.create(directory, words, table.signature());
        boolean built = false;
        try {
            built = forEachRow(column, done, (row, value) -> index.add(row, value.getString(2)));
            if (built) {
                index.built(generation, changedRows());
            }
            return built ? index : null;
        } finally {
            if (!built) {
                index.close();
            }
        }
    }

    private @Nullable WordIndex open(Directory directory, Words words, long generation) {
        try {
            return WordIndex.open(directory, words, table.signature(), generation);
        } catch (IOException | RuntimeException e) {
            // There is none, or it is damaged: the rows are there to build it from.
            LOG.debug("No index of words to open: {}", e.toString());
            return null;
        }
    }

    /** Reads all rows; false if the database closes in between. */
    private boolean forEachRow(String column, AtomicLong done, RowTaker taker) throws SQLException, IOException {
        long from = Long.MIN_VALUE;
        while (!closing.getAsBoolean()) {
            Sql page = EmbeddedIndexSql.rows(table.schema(), table.name(), column, from, PAGE);
            int read = 0;
            try (PreparedStatement statement = IndexEngine.prepare(connection, page);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    long row = rows.getLong(1);
                    taker.take(row, rows);
                    from = row + 1;
                    read++;
                }
            }
            done.addAndGet(read);
            // Behind the largest number there is no row.
            if (read < PAGE || from == Long.MIN_VALUE) {
                return true;
            }
        }
        return false;
    }
}
