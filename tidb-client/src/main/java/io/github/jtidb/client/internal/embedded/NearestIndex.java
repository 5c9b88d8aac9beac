package io.github.jtidb.client.internal.embedded;

import io.github.jtidb.vector.DistanceMetric;
import io.github.jtidb.vector.ExactIndex;
import io.github.jtidb.vector.Neighbor;
import io.github.jtidb.vector.VectorMath;
import java.util.HashSet;
import java.util.List;
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

    private final int dimensions;
    private final DistanceMetric metric;

    // An approximate index takes the place of this one.
    private final ExactIndex vectors;

    /** Rows without a vector. */
    private final Set<Long> without = new HashSet<>();

    /** Rows whose vector no index takes: always proposed, so that the statement treats them as it would without an index. */
    private final Set<Long> odd = new HashSet<>();

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Generations generations;
    private volatile boolean stale;

    NearestIndex(int dimensions, DistanceMetric metric, long generation, Set<Long> newer) {
        this.dimensions = dimensions;
        this.metric = metric;
        this.vectors = new ExactIndex(dimensions, metric);
        this.generations = new Generations(generation, newer);
    }

    /** Adds a row while the index is built. */
    void add(long row, byte @Nullable [] vector) {
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
        Set<Long> rows = new HashSet<>();
        changes.forEach(change -> rows.add(change.row()));
        lock.writeLock().lock();
        try {
            for (long row : rows) {
                remove(row);
            }
            for (Change change : changes) {
                // A row that was changed twice is here twice, as it is now.
                if (change.there() && rows.remove(change.row())) {
                    add(change.row(), (byte[]) change.value());
                }
            }
            changes.forEach(change -> rows.add(change.row()));
            generations.next(generation, rows);
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
            propose(query, k, found);
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

    private void propose(float[] query, int k, Set<Long> found) {
        // What has changed is in the index as it was, and must not take the place of others.
        int changed = found.size();
        for (long most = (long) k + changed + 1; ; most *= 2) {
            int size = (int) Math.min(most, Integer.MAX_VALUE);
            List<Neighbor> nearest = vectors.search(query, size);
            boolean all = nearest.size() < size;
            if (all
                    || nearest.get(k + changed - 1).distance()
                            < nearest.get(size - 1).distance()) {
                double last = all ? Double.NaN : nearest.get(k + changed - 1).distance();
                for (Neighbor neighbor : nearest) {
                    if (neighbor.distance() > last) {
                        break;
                    }
                    found.add(neighbor.id());
                }
                return;
            }
        }
    }

    @Override
    public boolean stale() {
        return stale;
    }

    @Override
    public void close() {
        // Memory only.
    }
}
