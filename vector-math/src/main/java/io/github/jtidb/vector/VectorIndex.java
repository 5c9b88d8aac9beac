package io.github.jtidb.vector;

import java.util.List;
import java.util.function.LongPredicate;

/** Vectors under ids, searched for the nearest to a query. Implementations are thread-safe. */
public interface VectorIndex {

    /**
     * Adds a row.
     *
     * @param id any number that no row of the index has
     * @param vector finite values, as many as the index has dimensions; copied
     * @throws IllegalArgumentException if the id is taken, the length is wrong, or a value is NaN or infinite
     */
    void add(long id, float[] vector);

    /**
     * Removes a row.
     *
     * @param id the id of the row
     * @return whether there was such a row
     */
    boolean remove(long id);

    /**
     * Whether a row has this id.
     *
     * @param id the id asked for
     * @return true if it was added and not removed since
     */
    boolean contains(long id);

    /**
     * How many rows there are.
     *
     * @return the number of rows, zero rows under cosine included
     */
    int size();

    /**
     * The rows nearest to a query.
     *
     * @param query finite values, as many as the index has dimensions; under cosine not all zeros
     * @param k how many rows to return: at least 1; where the index has fewer, all are returned
     * @return the nearest first, unmodifiable; empty if the index is
     * @throws IllegalArgumentException if k is below 1, the length is wrong, a value is NaN or infinite, or all are zero
     *     under cosine
     */
    List<Neighbor> search(float[] query, int k);

    /**
     * The rows nearest to a query among those that a filter accepts.
     *
     * @param query as in {@link #search(float[], int)}
     * @param k as there; where the filter accepts fewer rows, all of them are returned
     * @param filter tells of an id whether its row may be returned; it is called often, must be quick and must not change
     *     the index
     * @return the nearest first, unmodifiable
     * @throws IllegalArgumentException as there
     */
    List<Neighbor> search(float[] query, int k, LongPredicate filter);
}
