package io.github.jtidb.client.internal.table;

import io.github.jtidb.client.IndexProgress;
import io.github.jtidb.client.internal.jdbc.Session;
import io.github.jtidb.schema.TableSchema;
import io.github.jtidb.vector.TiDBException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How far the database has come with the indexes of a table. Thread-safe. */
public final class IndexBuilds {

    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private IndexBuilds() {}

    /** How far the indexes are. */
    public static List<IndexProgress> progress(Session session, TableSchema schema) {
        return session.dialect().indexProgress(schema).stream()
                .flatMap(statement -> session.query(statement, IndexBuilds::read).stream())
                .sorted(Comparator.comparing(IndexProgress::name))
                .toList();
    }

    private static IndexProgress read(ResultSet row) throws SQLException {
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
        if (session.dialect().hasTiFlash()) {
            TiFlash.replica(session, schema)
                    .filter(replica -> !replica.available())
                    .ifPresent(replica -> missing.add(String.format(
                            Locale.ROOT, "the TiFlash replica is copied to %.0f %%", 100 * replica.progress())));
        }
        for (IndexProgress index : progress(session, schema)) {
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
}
