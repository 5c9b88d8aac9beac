package io.github.jtidb.client.internal.embedded;

import io.github.jtidb.client.internal.dialect.EmbeddedIndexSql;
import io.github.jtidb.client.internal.embedded.IndexEngine.Connector;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that changes the indexes of a database: it builds those that searches asked for, takes over what was
 * committed, and drops those whose table is gone. No interrupt of a caller reaches its files. Thread-safe.
 */
final class IndexWorker {

    private static final Logger LOG = LoggerFactory.getLogger(IndexWorker.class);

    /** What a transaction noted can be taken over once it is committed, which nobody reports: so often it is looked for. */
    private static final int LOOKS = 8;

    private static final long FIRST_LOOK_MILLIS = 5;

    /** An index that is being built, and how many rows it has so far. */
    private record Building(long watch, IndexSpec spec, AtomicLong rows) {}

    private static final long MOST_SECONDS_TO_CLOSE = 10;

    private final Connector connector;
    private final IndexFiles files;
    private final Set<Long> arming;
    private final Map<Long, WatchedTable> tables = new ConcurrentHashMap<>();

    /** What searches have asked for, by watch. */
    private final Map<Long, Set<IndexSpec>> wanted = new ConcurrentHashMap<>();

    private final Thread thread = new Thread(this::run, "jtidb-indexes");

    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean woken = true;
    private boolean ended;
    private long asked;
    private long answered;
    private volatile boolean closing;

    /** Whether the database was only just opened. Only the thread itself looks. */
    private boolean first = true;

    private volatile @Nullable Building building;

    /** How many rounds have failed, one after the other. */
    private int failures;

    /** Whether the last round left nothing of what was committed when it began. */
    private boolean complete;

    IndexWorker(Connector connector, IndexFiles files, Set<Long> arming) {
        this.connector = connector;
        this.files = files;
        this.arming = arming;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** An index of a table, or null while it is not there; it is built then. */
    @Nullable
    RowIndex index(H2Table table, long watch, IndexSpec spec) {
        WatchedTable watched = tables.computeIfAbsent(watch, number -> new WatchedTable(number, table.identity()));
        RowIndex index = watched.isOf(table) ? watched.index(spec) : null;
        if (index == null || index.stale()) {
            if (wanted(watch).add(spec)) {
                wake();
            }
            return null;
        }
        return index;
    }

    /** How many rows an index that is being built has so far; 0 if it is not. */
    long built(long watch, IndexSpec spec) {
        Building now = building;
        return now != null && now.watch() == watch && now.spec().equals(spec)
                ? now.rows().get()
                : 0;
    }

    private Set<IndexSpec> wanted(long watch) {
        return wanted.computeIfAbsent(watch, number -> ConcurrentHashMap.newKeySet());
    }

    void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is nothing to do; false if the work has ended before. */
    boolean awaitIdle() throws InterruptedException {
        lock.lock();
        try {
            long ticket = ++asked;
            wake();
            while (answered < ticket && !ended) {
                changed.await();
            }
            return answered >= ticket;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the end of what is being done, but not for the rest. */
    void close() {
        closing = true;
        wake();
        boolean interrupted = false;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS_TO_CLOSE);
        while (thread.isAlive() && System.nanoTime() - end < 0) {
            try {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (thread.isAlive()) {
            LOG.warn("Closing the indexes takes more than {} seconds; it goes on behind", MOST_SECONDS_TO_CLOSE);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (Connection connection = connector.connect()) {
            files.stored().forEach(stored -> wanted(stored.watch()).add(stored.spec()));
            int looks = 0;
            while (!closing) {
                long question = question();
                boolean worked = round(connection);
                looks = worked ? 0 : looks + 1;
                if (failures == 0 ? complete : failures > LOOKS) {
                    answer(question);
                }
                looks = await(looks);
            }
        } catch (SQLException | RuntimeException e) {
            LOG.warn("The work on the indexes ends; searches read the rows themselves", e);
        } finally {
            tables.values().forEach(WatchedTable::save);
            tables.values().forEach(WatchedTable::close);
            lock.lock();
            try {
                ended = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private long question() {
        lock.lock();
        try {
            return asked;
        } finally {
            lock.unlock();
        }
    }

    private void answer(long question) {
        lock.lock();
        try {
            answered = question;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits between two looks, the longer the more were in vain; gives how many were. */
    private int await(int looks) {
        lock.lock();
        try {
            while (looks > 0 && !woken && !closing) {
                if (looks > LOOKS) {
                    changed.awaitUninterruptibly();
                } else if (!changed.await(FIRST_LOOK_MILLIS << looks, TimeUnit.MILLISECONDS)) {
                    return looks;
                }
            }
            if (woken) {
                woken = false;
                return 0;
            }
            return looks;
        } catch (InterruptedException e) {
            // Nobody else has this thread.
            return looks;
        } finally {
            lock.unlock();
        }
    }

    /** Does what is to be done; tells whether that was anything. What fails is tried again when it is asked for again. */
    private boolean round(Connection connection) {
        boolean worked;
        complete = true;
        try {
            Map<Long, H2Table> live = H2Session.of(connection).watched();
            worked = dropOthers(connection, live);
            for (Map.Entry<Long, H2Table> entry : live.entrySet()) {
                if (closing || arming.contains(entry.getKey())) {
                    continue;
                }
                H2Table table = entry.getValue();
                WatchedTable watched = current(entry.getKey(), table);
                IndexBuilder builder = new IndexBuilder(connection, files, watched.watch(), table, () -> closing);
                worked |= build(watched, table, builder);
                int changes = closing ? 0 : applier(connection, watched, table).apply();
                worked |= changes > 0;
                complete &= changes < ChangeApplier.AT_ONCE;
            }
        } catch (SQLException | RuntimeException e) {
            // A table in the midst of an ALTER, as a rule.
            LOG.debug("Work on the indexes is put off", e);
            failures++;
            return false;
        } finally {
            reset(connection);
        }
        failures = 0;
        return worked;
    }

    private ChangeApplier applier(Connection connection, WatchedTable watched, H2Table table) {
        return new ChangeApplier(connection, watched, table, failed -> {
            watched.drop(failed);
            files.delete(watched.watch(), failed);
            wanted(watched.watch()).add(failed);
        });
    }

    private static void reset(Connection connection) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            LOG.debug("Rolling back failed with code {}", e.getErrorCode());
        }
    }

    /** The indexes of a table as it is now: where it was made anew, none of the old ones. */
    private WatchedTable current(long watch, H2Table table) {
        WatchedTable watched = tables.get(watch);
        if (watched != null && watched.isOf(table)) {
            return watched;
        }
        WatchedTable fresh = new WatchedTable(watch, table.identity());
        if (watched != null) {
            wanted(watch).addAll(watched.ready().keySet());
            watched.close();
            files.delete(watch);
        }
        tables.put(watch, fresh);
        return fresh;
    }

    /**
     * Drops the indexes of tables that are gone. In the midst of an ALTER a table seems to be gone that will be there again, so
     * what remembers its watch goes only when the database is opened.
     */
    private boolean dropOthers(Connection connection, Map<Long, H2Table> live) throws SQLException {
        Set<Long> gone = new HashSet<>(tables.keySet());
        if (first) {
            try (PreparedStatement statement = IndexEngine.prepare(connection, EmbeddedIndexSql.watches());
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    gone.add(rows.getLong(1));
                }
            }
        }
        gone.removeAll(live.keySet());
        gone.removeAll(arming);
        for (long watch : gone) {
            WatchedTable watched = tables.remove(watch);
            if (watched != null) {
                wanted(watch).addAll(watched.ready().keySet());
                watched.close();
            }
            files.delete(watch);
            IndexEngine.execute(connection, EmbeddedIndexSql.deleteChanges(watch));
            if (first) {
                IndexEngine.execute(connection, EmbeddedIndexSql.deleteWatch(watch));
            }
        }
        first = false;
        return !gone.isEmpty();
    }

    private boolean build(WatchedTable watched, H2Table table, IndexBuilder builder) throws SQLException {
        watched.ready().forEach((spec, index) -> {
            if (index.stale()) {
                watched.drop(spec);
                files.delete(watched.watch(), spec);
                wanted(watched.watch()).add(spec);
            } else if (index.outgrown()) {
                // It answers until the other one is there.
                wanted(watched.watch()).add(spec);
            }
        });
        boolean worked = false;
        for (IndexSpec spec : wanted(watched.watch())) {
            String name = table.name();
            try {
                Building started = new Building(watched.watch(), spec, new AtomicLong());
                building = started;
                RowIndex index = builder.build(spec, started.rows());
                if (index != null) {
                    watched.put(spec, index);
                    worked = true;
                }
                table.checkStillNamed(name);
            } catch (SQLException e) {
                watched.drop(spec);
                files.delete(watched.watch(), spec);
                throw e;
            } catch (IOException | RuntimeException e) {
                table.checkStillNamed(name);
                LOG.warn("An index could not be built; searches read the rows themselves", e);
            } finally {
                building = null;
            }
            wanted(watched.watch()).remove(spec);
        }
        return worked;
    }
}
