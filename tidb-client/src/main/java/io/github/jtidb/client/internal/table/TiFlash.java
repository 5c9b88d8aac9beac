package io.github.jtidb.client.internal.table;

import io.github.jtidb.client.IndexProgress;
import io.github.jtidb.client.NotSupportedException;
import io.github.jtidb.client.StatementException;
import io.github.jtidb.client.TiFlashReplica;
import io.github.jtidb.client.internal.dialect.TiFlashSql;
import io.github.jtidb.client.internal.jdbc.Session;
import io.github.jtidb.schema.SchemaException;
import io.github.jtidb.schema.TableSchema;
import io.github.jtidb.vector.TiDBException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The copy of a table in TiFlash, and how far the indexes on it are. Thread-safe. */
public final class TiFlash {

    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private TiFlash() {}

    /** The copy, if there is one. */
    public static Optional<TiFlashReplica> replica(Session session, TableSchema schema) {
        requireTiFlash(session);
        return session
                .query(
                        TiFlashSql.replica(schema.name()),
                        row -> new TiFlashReplica(row.getInt(1), row.getBoolean(2), row.getDouble(3)))
                .stream()
                .findFirst();
    }

    /** Makes as many copies as told, or drops them. */
    public static void setReplica(Session session, TableSchema schema, int count) {
        requireTiFlash(session);
        if (count < 0) {
            throw new IllegalArgumentException(
                    "The number of TiFlash replicas is " + count + ": expected 1 or more, or 0 to drop them.");
        }
        if (count == 0) {
            refuseWithIndexes(session, schema);
        }
        try {
            session.execute(TiFlashSql.setReplica(schema.name(), count));
        } catch (StatementException e) {
            if (!session.dialect().isUnsupported(e.code())) {
                throw e;
            }
            throw new NotSupportedException(
                    "This server cannot hold " + count + " TiFlash replicas of table '" + schema.name()
                            + "': it takes as many TiFlash nodes. Add them, or ask for fewer.",
                    e);
        }
    }

    /** Some servers would drop the replica all the same, and leave indexes that can be neither read nor built. */
    private static void refuseWithIndexes(Session session, TableSchema schema) {
        List<String> indexes = ShownIndex.of(session, schema.name()).stream()
                .filter(index -> schema.columns().stream().anyMatch(index::serves))
                .map(ShownIndex::name)
                .toList();
        if (!indexes.isEmpty()) {
            throw new SchemaException("The indexes " + indexes + " of table '" + schema.name()
                    + "' stand on its TiFlash replica: drop them first.");
        }
    }

    /** How far the indexes are. */
    public static List<IndexProgress> indexes(Session session, TableSchema schema) {
        return session.dialect().hasTiFlash()
                ? session.query(TiFlashSql.progress(schema.name()), TiFlash::progress)
                : List.of();
    }

    private static IndexProgress progress(ResultSet row) throws SQLException {
        String error = row.getString(7);
        return new IndexProgress(
                row.getString(1),
                row.getString(2),
                // TiFlash calls a vector index by its algorithm, TiDB Cloud by its purpose.
                switch (row.getString(3).toUpperCase(Locale.ROOT)) {
                    case "HNSW", "VECTOR" -> IndexProgress.Kind.VECTOR;
                    case "FULLTEXT" -> IndexProgress.Kind.FULL_TEXT;
                    default -> IndexProgress.Kind.OTHER;
                },
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                error == null || error.isEmpty() ? Optional.empty() : Optional.of(error));
    }

    /** Waits until the copy can be read and the indexes are built. */
    public static void await(Session session, TableSchema schema, Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("The timeout is " + timeout + ": expected 0 or more.");
        }
        if (!session.dialect().hasTiFlash()) {
            return;
        }
        long start = System.nanoTime();
        // It saturates at 292 years.
        long nanos = TimeUnit.NANOSECONDS.convert(timeout);
        for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
            List<String> missing = missing(session, schema);
            if (missing.isEmpty()) {
                return;
            }
            String state = "the indexes of table '" + schema.name() + "': " + String.join("; ", missing);
            long left = nanos - (System.nanoTime() - start);
            if (left <= 0) {
                throw new TiDBException(
                        "Waited " + timeout + " for " + state
                                + ". The server goes on, and searches are complete meanwhile, only slower: wait again, or longer.");
            }
            pause(Math.min(pause, TimeUnit.NANOSECONDS.toMillis(left) + 1), state);
        }
    }

    /** What is not ready yet, in words. */
    private static List<String> missing(Session session, TableSchema schema) {
        List<String> missing = new ArrayList<>();
        replica(session, schema)
                .filter(replica -> !replica.available())
                .ifPresent(replica -> missing.add(String.format(
                        Locale.ROOT, "the TiFlash replica is copied to %.0f %%", 100 * replica.progress())));
        for (IndexProgress index : indexes(session, schema)) {
            index.error().ifPresent(error -> {
                throw new TiDBException("The server cannot build the index " + index.name() + " of table '"
                        + schema.name() + "': " + error + ". Drop it and create it again once that is solved.");
            });
            if (index.rowsNotIndexed() > 0) {
                missing.add(index.name() + " has " + index.rowsIndexed() + " rows, and " + index.rowsNotIndexed()
                        + " are to come");
            }
        }
        return missing;
    }

    private static void pause(long millis, String state) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TiDBException("Interrupted while waiting for " + state + ".", e);
        }
    }

    private static void requireTiFlash(Session session) {
        if (!session.dialect().hasTiFlash()) {
            throw new NotSupportedException(
                    "The database '" + session.name() + "' has no TiFlash: its indexes need no replica.", null);
        }
    }
}
