package io.github.jtidb.vector;

import io.github.jtidb.vector.internal.Distances;
import io.github.jtidb.vector.internal.RowStore;
import io.github.jtidb.vector.internal.RowStore.Segment;
import io.github.jtidb.vector.internal.TopK;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Vectors in memory, searched exactly: every search compares the query with every row.
 *
 * <pre>{@code
 * ExactIndex index = new ExactIndex(384, DistanceMetric.COSINE);
 * index.add(7, vector);
 * List<Neighbor> nearest = index.search(query, 10);
 * }</pre>
 *
 * <p>Results are the nearest first, and among equal distances the smaller ids, at the k-th place too. Distances equal those
 * of {@link VectorMath#distance}. Under {@link DistanceMetric#COSINE} a row of zeros has no direction: it can be added, and
 * no search returns it.
 *
 * <p>Memory is 4 bytes a dimension and about 100 bytes a row, allocated in segments of about 256 KB; growing copies nothing.
 * Searches run beside each other; an addition or removal waits for running searches and holds up later ones, and each
 * search sees the rows of one moment. Thread-safe.
 */
public final class ExactIndex {

    /** So many rows are compared with all queries before the next are read: they stay in the first-level cache. */
    private static final int BLOCK_FLOATS = 1 << 13;

    private final int dimensions;
    private final DistanceMetric metric;
    private final int blockRows;
    private final RowStore rows;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    /**
     * An empty index.
     *
     * @param dimensions how many values every vector has: 1 to {@value VectorText#MAX_DIMENSIONS}
     * @param metric what "near" means
     * @throws IllegalArgumentException if the dimensions are out of range
     */
    public ExactIndex(int dimensions, DistanceMetric metric) {
        if (dimensions < 1 || dimensions > VectorText.MAX_DIMENSIONS) {
            throw new IllegalArgumentException(
                    "Dimensions must be 1 to " + VectorText.MAX_DIMENSIONS + ", got " + dimensions);
        }
        this.dimensions = dimensions;
        this.metric = metric;
        blockRows = Math.max(1, BLOCK_FLOATS / dimensions);
        rows = new RowStore(dimensions);
    }

    /**
     * Adds a row; takes O(dimensions).
     *
     * @param id any number that no row of the index has
     * @param vector finite values, as many as the index has dimensions; copied
     * @throws IllegalArgumentException if the id is taken, the length is wrong, or a value is NaN or infinite
     */
    public void add(long id, float[] vector) {
        check(vector, "Vector of id " + id);
        if (!locked(lock.writeLock(), () -> rows.add(id, vector))) {
            throw new IllegalArgumentException(
                    "Id " + id + " is in the index already; remove it first, or use another id");
        }
    }

    /**
     * Removes a row; takes O(dimensions).
     *
     * @param id the id of the row
     * @return whether there was such a row
     */
    public boolean remove(long id) {
        return locked(lock.writeLock(), () -> rows.remove(id));
    }

    /**
     * Whether a row has this id; takes O(1).
     *
     * @param id the id asked for
     * @return true if it was added and not removed since
     */
    public boolean contains(long id) {
        return locked(lock.readLock(), () -> rows.contains(id));
    }

    /**
     * How many rows there are; takes O(1).
     *
     * @return the number of rows, zero rows under cosine included
     */
    public int size() {
        return locked(lock.readLock(), rows::size);
    }

    /**
     * The rows nearest to a query; takes O(size · dimensions), on the calling thread, and allocates O(k).
     *
     * @param query finite values, as many as the index has dimensions; under cosine not all zeros
     * @param k how many rows to return: at least 1; where the index has fewer, all are returned
     * @return the nearest first, unmodifiable; empty if the index is
     * @throws IllegalArgumentException if k is below 1, the length is wrong, a value is NaN or infinite, or all are zero
     *     under cosine
     */
    public List<Neighbor> search(float[] query, int k) {
        return search(List.of(query), k).get(0);
    }

    /**
     * The rows nearest to each of many queries, in one pass over the rows: faster than one search after another, since each
     * block of rows is compared with all queries while it is in the cache.
     *
     * @param queries each as in {@link #search(float[], int)}; may be empty
     * @param k how many rows to return for each query: at least 1
     * @return for each query, in their order, what {@link #search(float[], int)} returns; unmodifiable
     * @throws IllegalArgumentException if k is below 1, or a query is refused as there
     */
    public List<List<Neighbor>> search(List<float[]> queries, int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, got " + k);
        }
        queries.forEach(this::checkQuery);
        return locked(lock.readLock(), () -> {
            int capacity = Math.max(1, Math.min(k, rows.size()));
            List<Scan> scans =
                    queries.stream().map(query -> new Scan(query, capacity)).toList();
            for (Segment segment : rows.segments()) {
                for (int from = 0; from < segment.size(); from += blockRows) {
                    int to = Math.min(from + blockRows, segment.size());
                    for (Scan scan : scans) {
                        scan.compare(segment, from, to);
                    }
                }
            }
            return scans.stream().map(scan -> scan.best.toList()).toList();
        });
    }

    private void checkQuery(float[] query) {
        check(query, "Query");
        if (metric == DistanceMetric.COSINE && VectorMath.norm(query) == 0) {
            throw new IllegalArgumentException(
                    "Query has only zeros, which have no direction; cosine needs a value other than zero");
        }
    }

    private void check(float[] vector, String name) {
        if (vector.length != dimensions) {
            throw new IllegalArgumentException(
                    name + " must have " + dimensions + " values as the index has dimensions, got " + vector.length);
        }
        for (int i = 0; i < vector.length; i++) {
            if (!Float.isFinite(vector[i])) {
                throw new IllegalArgumentException(name + " must be finite, got " + vector[i] + " at position " + i);
            }
        }
    }

    private static <T> T locked(Lock lock, Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** One query on its way over the rows. Not thread-safe. */
    private final class Scan {

        private final float[] query;
        private final double squaredNorm;
        private final TopK best;

        Scan(float[] query, int k) {
            this.query = query;
            squaredNorm = Distances.dot(query, 0, query, 0, dimensions);
            best = new TopK(k);
        }

        void compare(Segment segment, int from, int to) {
            for (int row = from; row < to; row++) {
                int offset = row * dimensions;
                if (metric != DistanceMetric.COSINE) {
                    best.offer(
                            segment.id(row),
                            Distances.distance(metric, query, 0, segment.values(), offset, dimensions));
                } else if (segment.squaredNorm(row) > 0) {
                    double dot = Distances.dot(query, 0, segment.values(), offset, dimensions);
                    best.offer(segment.id(row), Distances.cosineDistance(dot, squaredNorm, segment.squaredNorm(row)));
                }
            }
        }
    }
}
