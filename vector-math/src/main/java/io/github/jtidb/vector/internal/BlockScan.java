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
 * <p>Four queries and four rows at a time are compared by their inner products, which are fast and not quite those that a
 * distance is made of: with their error allowed for, they only tell which rows cannot be among the nearest. The distance of
 * the few others is computed as it is everywhere. Not thread-safe.
 */
final class BlockScan {

    /** So many rows are compared with all queries before the next are read: they stay in the first-level cache. */
    private static final int BLOCK_FLOATS = 1 << 12;

    private final QueryBlock queries;
    private final @Nullable LongPredicate filter;
    private final List<TopK> best;
    private final ProductBound bound;
    private final int[] rows;
    private final float[] products = new float[16];

    BlockScan(QueryBlock queries, int k, @Nullable LongPredicate filter) {
        this.queries = queries;
        this.filter = filter;
        best = Stream.generate(() -> new TopK(k)).limit(queries.size).toList();
        rows = new int[Math.max(4, BLOCK_FLOATS / queries.dimensions & -4)];
        bound = new ProductBound(queries, rows.length);
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
        int tiledQueries = 0;
        int tiledRows = 0;
        if (queries.metric != DistanceMetric.L1 && queries.size >= 4 && count >= 4) {
            tiledQueries = queries.size & -4;
            tiledRows = count & -4;
            bound.prepare(segment, rows, tiledRows);
            for (int query = 0; query < tiledQueries; query += 4) {
                for (int i = 0; i < tiledRows; i += 4) {
                    tile(query, segment, i);
                }
            }
        }
        for (int query = 0; query < queries.size; query++) {
            each(query, segment, query < tiledQueries ? tiledRows : 0, count);
        }
    }

    /** Compares one query with the wanted rows from one to another; where queries are few, this is all that is done. */
    private void each(int query, Segment segment, int from, int to) {
        double farthest = best.get(query).farthest();
        for (int i = from; i < to; i++) {
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
            int near = query + pair / 4;
            int row = i + pair % 4;
            if (!bound.excludes(near, row, products[pair])) {
                offer(near, segment, rows[row], queries.distance(near, segment, rows[row]));
            }
        }
    }

    private void offer(int query, Segment segment, int row, double distance) {
        TopK nearest = best.get(query);
        if (nearest.offer(segment.id(row), distance)) {
            bound.tighten(query, nearest.farthest());
        }
    }
}
