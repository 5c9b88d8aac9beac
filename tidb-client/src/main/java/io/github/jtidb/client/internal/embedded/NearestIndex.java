package io.github.jtidb.client.internal.embedded;

import io.github.jtidb.vector.DistanceMetric;
import io.github.jtidb.vector.VectorMath;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of one column, in memory. It only proposes rows: the statement around it reads them, measures them and drops
 * those that are gone. Thread-safe.
 */
final class NearestIndex implements RowIndex {

    /** So many rows that may have changed are still measured one by one; with more, the statement measures all rows. */
    static final int MOST_CHANGES = 10_000;

    /** No generation has this number. */
    private static final long UNSAVED = 0;

    /** So many rows are changed at a time, between which searches go on. */
    private static final int CHANGED_AT_ONCE = 32;

    private final int dimensions;
    private final DistanceMetric metric;
    private final NearestVectors vectors;

    /** Rows without a vector. */
    private final Set<Long> without;

    /** Rows whose vector no index takes: always proposed, so that the statement treats them as it would without an index. */
    private final Set<Long> odd;

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Generations generations;
    private final @Nullable NearestFolder folder;

    /** The last generation that was applied, and that of which the folder's content is. */
    private long applied;

    private long saved = UNSAVED;
    private volatile boolean stale;

    private NearestIndex(
            int dimensions,
            DistanceMetric metric,
            NearestFolder.Content content,
            long generation,
            Set<Long> newer,
            @Nullable NearestFolder folder) {
        this.dimensions = dimensions;
        this.metric = metric;
        this.vectors = content.vectors();
        this.without = content.without();
        this.odd = content.odd();
        this.generations = new Generations(generation, newer);
        this.applied = generation;
        this.folder = folder;
    }

    /**
     * An index to which all rows are to be added.
     *
     * @param rows about how many there are
     * @param newer the rows that may have changed since
     * @param folder where it is kept, or null
     */
    static NearestIndex create(
            int dimensions,
            DistanceMetric metric,
            long rows,
            long generation,
            Set<Long> newer,
            @Nullable NearestFolder folder) {
        NearestVectors vectors = NearestVectors.of(dimensions, metric, rows);
        return new NearestIndex(
                dimensions,
                metric,
                new NearestFolder.Content(vectors, new HashSet<>(), new HashSet<>()),
                generation,
                newer,
                folder);
    }

    /** The index that a folder has of this generation, or null. */
    static @Nullable NearestIndex open(
            int dimensions, DistanceMetric metric, long generation, Set<Long> newer, NearestFolder folder) {
        NearestFolder.Content content = folder.load(metric, generation);
        if (content == null) {
            return null;
        }
        NearestIndex index = new NearestIndex(dimensions, metric, content, generation, newer, folder);
        index.saved = generation;
        return index;
    }

    /** Adds a row while the index is built. */
    void read(long row, byte @Nullable [] vector) {
        if (vector != null && fits(vector)) {
            vectors.read(row, VectorBytes.decode(vector));
        } else {
            add(row, vector);
        }
    }

    /** All rows are added. */
    void complete() {
        vectors.complete();
        save();
    }

    private void add(long row, byte @Nullable [] vector) {
        if (vector == null) {
            without.add(row);
        } else if (fits(vector)) {
            vectors.add(row, VectorBytes.decode(vector));
        } else {
            odd.add(row);
        }
    }

    private boolean fits(byte[] bytes) {
        if (bytes.length != VectorBytes.size(dimensions)) {
            return false;
        }
        for (float value : VectorBytes.decode(bytes)) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void apply(long generation, List<Change> changes) {
        Map<Long, Optional<Change>> rows = new LinkedHashMap<>();
        for (Change change : changes) {
            // A row that was changed twice is here twice, as it is now.
            rows.put(change.row(), Optional.of(change).filter(Change::there));
        }
        // What is written from here on is newer than any statement that runs.
        locked(() -> generations.next(generation, rows.keySet()));
        Iterator<Map.Entry<Long, Optional<Change>>> left = rows.entrySet().iterator();
        while (left.hasNext()) {
            locked(() -> {
                for (int i = 0; i < CHANGED_AT_ONCE && left.hasNext(); i++) {
                    Map.Entry<Long, Optional<Change>> row = left.next();
                    remove(row.getKey());
                    row.getValue().ifPresent(change -> add(change.row(), (byte[]) change.value()));
                }
            });
        }
        applied = generation;
    }

    private void locked(Runnable change) {
        lock.writeLock().lock();
        try {
            change.run();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void remove(long row) {
        if (!vectors.remove(row) && !without.remove(row)) {
            odd.remove(row);
        }
    }

    private boolean contains(long row) {
        return vectors.contains(row) || without.contains(row) || odd.contains(row);
    }

    /**
     * The rows among which the nearest are, as the statement sees them: those that the index finds, with all that are as near
     * as the last of them, and those that may have changed. Null if the index cannot tell.
     */
    @Nullable
    Set<Long> search(float[] query, int k, Changes changes, H2Table table) {
        if (query.length != dimensions || (metric == DistanceMetric.COSINE && VectorMath.norm(query) == 0)) {
            return null;
        }
        Lock reading = lock.readLock();
        reading.lock();
        try {
            Set<Long> newer = generations.newerThan(changes.generation());
            if (newer == null) {
                return null;
            }
            Set<Long> found = new HashSet<>(changes.rows());
            found.addAll(newer);
            if (found.size() > MOST_CHANGES) {
                return null;
            }
            if (!holdsExactlyTheRowsOf(table, found)) {
                stale = true;
                return null;
            }
            // What has changed is in the index as it was, and must not take the place of others.
            vectors.nearest(query, k + found.size(), found::add);
            found.addAll(odd);
            return found;
        } finally {
            reading.unlock();
        }
    }

    /** TRUNCATE tells no trigger. The index has every row there is, so equal numbers mean equal rows. */
    private boolean holdsExactlyTheRowsOf(H2Table table, Set<Long> changed) {
        long rows = table.rows() - changed.stream().filter(table::contains).count();
        long indexed = vectors.size()
                + without.size()
                + odd.size()
                - changed.stream().filter(this::contains).count();
        return rows == indexed;
    }

    @Override
    public boolean stale() {
        return stale;
    }

    /** How many rows it has. */
    long rows() {
        lock.readLock().lock();
        try {
            return vectors.size() + without.size() + odd.size();
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public boolean outgrown() {
        return vectors.outgrown();
    }

    @Override
    public void save() {
        if (folder != null && vectors.isGraph() && saved != applied) {
            folder.save(new NearestFolder.Content(vectors, without, odd), applied);
            saved = applied;
        }
    }

    @Override
    public void close() {
        // Memory only.
    }
}
