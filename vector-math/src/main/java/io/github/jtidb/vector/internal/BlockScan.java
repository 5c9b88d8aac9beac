package io.github.jtidb.vector.internal;

import io.github.jtidb.vector.DistanceMetric;
import io.github.jtidb.vector.internal.RowStore.Segment;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A block of queries on its way over rows, on one thread.
 *
 * <p>Queries and rows are compared by their inner products, four and four at a time, or one query with several rows where
 * there are no four. These are fast and not quite those that a distance is made of: with their error allowed for, they only
 * tell which rows cannot be among the nearest. The distance of the few others is computed as it is everywhere. Not
 * thread-safe.
 */
final class BlockScan {

    /** So many rows are compared with many queries before the next are read: they stay in the first-level cache. */
    private static final int BLOCK_FLOATS = 1 << 12;

    private final QueryBlock queries;
    private final @Nullable LongPredicate filter;
    private final List<TopK> best;
    private final ProductBound bound;
    private final int[] rows;
    private final float[] products;

    /**
     * A scan that has met no row yet.
     *
     * @param mostRows how many rows are compared by one call at most
     */
    BlockScan(QueryBlock queries, int k, @Nullable LongPredicate filter, int mostRows) {
        this.queries = queries;
        this.filter = filter;
        best = Stream.generate(() -> new TopK(k)).limit(queries.size).toList();
        int blockRows = Math.max(4, BLOCK_FLOATS / queries.dimensions & -4);
        // Where queries are few, each row is read from memory but once or twice, and longer runs are read faster.
        rows = new int[queries.size < 4 ? mostRows : Math.min(mostRows, blockRows)];
        products = new float[Math.max(16, rows.length)];
        bound = new ProductBound(queries);
    }

    /** The nearest rows so far, by query. */
    List<TopK> best() {
        return best;
    }

    /** Compares all queries with the rows from one to another, as far as there are any. */
    void compare(Segment segment, int from, int to) {
        int end = Math.min(to, segment.size());
        int row = from;
        while (row < end) {
            int count = 0;
            for (; row < end && count < rows.length; row++) {
                if (isWanted(segment, row)) {
                    rows[count++] = row;
                }
            }
            compare(segment, count);
        }
    }

    private boolean isWanted(Segment segment, int row) {
        boolean hasDistance = queries.metric != DistanceMetric.COSINE || segment.squaredNorm(row) > 0;
        return hasDistance && (filter == null || filter.test(segment.id(row)));
    }

    private void compare(Segment segment, int count) {
        if (queries.metric == DistanceMetric.L1) {
            for (int query = 0; query < queries.size; query++) {
                each(query, segment, count);
            }
            return;
        }
        int tiledQueries = queries.size & -4;
        int tiledRows = count & -4;
        for (int query = 0; query < tiledQueries; query += 4) {
            for (int i = 0; i < tiledRows; i += 4) {
                tile(query, segment, i);
            }
        }
        for (int query = 0; query < queries.size; query++) {
            sweep(query, segment, query < tiledQueries ? tiledRows : 0, count);
        }
    }

    /** Compares one query with the wanted rows by their inner products, from one row to another. */
    private void sweep(int query, Segment segment, int from, int to) {
        int n = queries.dimensions;
        Distances.dots(queries.values, query * n, segment.values(), rows, from, to, n, products);
        for (int i = from; i < to; i++) {
            offer(query, segment, rows[i], products[i]);
        }
    }

    /** Compares one query with the wanted rows by their distances. */
    private void each(int query, Segment segment, int count) {
        double farthest = best.get(query).farthest();
        for (int i = 0; i < count; i++) {
            double distance = queries.distance(query, segment, rows[i]);
            if (distance <= farthest) {
                offer(query, segment, rows[i], distance);
                farthest = best.get(query).farthest();
            }
        }
    }

    private void tile(int query, Segment segment, int i) {
        int n = queries.dimensions;
        float[] values = segment.values();
        Distances.dotTile(
                queries.values,
                query * n,
                values,
                rows[i] * n,
                rows[i + 1] * n,
                rows[i + 2] * n,
                rows[i + 3] * n,
                n,
                products);
        for (int pair = 0; pair < 16; pair++) {
            offer(query + pair / 4, segment, rows[i + pair % 4], products[pair]);
        }
    }

    private void offer(int query, Segment segment, int row, float product) {
        if (!bound.excludes(query, segment, row, product)) {
            offer(query, segment, row, queries.distance(query, segment, row));
        }
    }

    private void offer(int query, Segment segment, int row, double distance) {
        TopK nearest = best.get(query);
        if (nearest.offer(segment.id(row), distance)) {
            bound.tighten(query, nearest.farthest());
        }
    }
}
