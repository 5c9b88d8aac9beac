package io.github.jtidb.vector;

import io.github.jtidb.vector.internal.ExactSearch;
import io.github.jtidb.vector.internal.RowStore;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
 * <p>Memory is 4 bytes a dimension and about 100 bytes a row, from 4 MB on in segments of 4 MB; beyond that, growing copies
 * nothing. Searches run beside each other; an addition or removal waits for running searches and holds up later ones, and each
 * search sees the rows of one moment. Thread-safe.
 */
public final class ExactIndex implements VectorIndex {

    private final int dimensions;
    private final DistanceMetric metric;
    private final RowStore rows;
    private final ExactSearch exact;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    /**
     * An empty index, whose searches use as many threads as there are processors.
     *
     * @param dimensions how many values every vector has: 1 to {@value VectorText#MAX_DIMENSIONS}
     * @param metric what "near" means
     * @throws IllegalArgumentException if the dimensions are out of range
     */
    public ExactIndex(int dimensions, DistanceMetric metric) {
        this(dimensions, metric, Runtime.getRuntime().availableProcessors());
    }

    /**
     * An empty index.
     *
     * @param dimensions how many values every vector has: 1 to {@value VectorText#MAX_DIMENSIONS}
     * @param metric what "near" means
     * @param threads how many threads one search may use, at least 1: the calling one, and idle ones of the common pool where
     *     each has a million values or more to compare
     * @throws IllegalArgumentException if the dimensions or threads are out of range
     */
    public ExactIndex(int dimensions, DistanceMetric metric, int threads) {
        if (dimensions < 1 || dimensions > VectorText.MAX_DIMENSIONS) {
            throw new IllegalArgumentException(
                    "Dimensions must be 1 to " + VectorText.MAX_DIMENSIONS + ", got " + dimensions);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("Threads must be at least 1, got " + threads);
        }
        this.dimensions = dimensions;
        this.metric = metric;
        rows = new RowStore(dimensions);
        exact = new ExactSearch(rows, metric, dimensions, threads);
    }

    /**
     * Adds a row; takes O(dimensions).
     *
     * @param id any number that no row of the index has
     * @param vector finite values, as many as the index has dimensions; copied
     * @throws IllegalArgumentException if the id is taken, the length is wrong, or a value is NaN or infinite
     */
    @Override
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
    @Override
    public boolean remove(long id) {
        return locked(lock.writeLock(), () -> rows.remove(id));
    }

    /**
     * Whether a row has this id; takes O(1).
     *
     * @param id the id asked for
     * @return true if it was added and not removed since
     */
    @Override
    public boolean contains(long id) {
        return locked(lock.readLock(), () -> rows.contains(id));
    }

    /**
     * How many rows there are; takes O(1).
     *
     * @return the number of rows, zero rows under cosine included
     */
    @Override
    public int size() {
        return locked(lock.readLock(), rows::size);
    }

    /**
     * The rows nearest to a query; takes O(size · dimensions) and allocates O(k).
     *
     * @param query finite values, as many as the index has dimensions; under cosine not all zeros
     * @param k how many rows to return: at least 1; where the index has fewer, all are returned
     * @return the nearest first, unmodifiable; empty if the index is
     * @throws IllegalArgumentException if k is below 1, the length is wrong, a value is NaN or infinite, or all are zero
     *     under cosine
     */
    @Override
    public List<Neighbor> search(float[] query, int k) {
        return search(List.of(query), k).get(0);
    }

    /**
     * The rows nearest to a query among those whose ids pass a filter; rows that do not pass cost a call of it and no more.
     *
     * @param query as in {@link #search(float[], int)}
     * @param k how many rows to return: at least 1; where fewer pass, all of these are returned
     * @param filter which ids may be found; called by several threads at once, in any order, and must not use this index
     * @return the nearest first, unmodifiable; empty if no id passes
     * @throws IllegalArgumentException as there; what the filter throws is passed on
     */
    @Override
    public List<Neighbor> search(float[] query, int k, LongPredicate filter) {
        return search(List.of(query), k, filter).get(0);
    }

    /**
     * The rows nearest to each of many queries: several times as fast as one search after another, since each row that is read
     * is compared with many queries.
     *
     * @param queries each as in {@link #search(float[], int)}; may be empty
     * @param k how many rows to return for each query: at least 1
     * @return for each query, in their order, what {@link #search(float[], int)} returns; unmodifiable
     * @throws IllegalArgumentException if k is below 1, or a query is refused as there
     */
    public List<List<Neighbor>> search(List<float[]> queries, int k) {
        return nearest(queries, k, null);
    }

    /**
     * The rows nearest to each of many queries among those whose ids pass a filter.
     *
     * @param queries each as in {@link #search(float[], int)}; may be empty
     * @param k how many rows to return for each query: at least 1
     * @param filter as in {@link #search(float[], int, LongPredicate)}; one for all queries
     * @return for each query, in their order, what {@link #search(float[], int, LongPredicate)} returns; unmodifiable
     * @throws IllegalArgumentException if k is below 1, or a query is refused as there; what the filter throws is passed on
     */
    public List<List<Neighbor>> search(List<float[]> queries, int k, LongPredicate filter) {
        return nearest(queries, k, filter);
    }

    private List<List<Neighbor>> nearest(List<float[]> queries, int k, @Nullable LongPredicate filter) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, got " + k);
        }
        queries.forEach(this::checkQuery);
        return locked(lock.readLock(), () -> exact.nearest(queries, k, filter));
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
}
