package io.github.jtidb.vector.internal;

import io.github.jtidb.vector.DistanceMetric;
import io.github.jtidb.vector.Neighbor;
import io.github.jtidb.vector.internal.RowStore.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Compares queries with all rows of a store, on one thread or several.
 *
 * <p>The rows are cut into pieces, and each thread takes the next piece until none is left; what each found is merged at the
 * end. The order of rows, queries and threads shows in no result: the same pair always has the same distance, and ties go to
 * the smaller ids. The store must not change meanwhile. Immutable.
 */
public final class ExactSearch {

    /** So many queries go over the rows together: they stay in the second-level cache. */
    private static final int PASS_FLOATS = 1 << 17;

    /** So many rows a thread takes at a time: 2 MB, since pieces of 256 KB are read a tenth slower. */
    private static final int PIECE_FLOATS = 1 << 19;

    /** At most: there is room for a few numbers of each row. */
    private static final int PIECE_ROWS = 1 << 12;

    /** Another thread has to have at least so much to do: 0.2 ms, ten times as long as it takes to wake it. */
    private static final long THREAD_FLOATS = 1 << 20;

    private final RowStore rows;
    private final DistanceMetric metric;
    private final int dimensions;
    private final int threads;
    private final int piecesPerSegment;
    private final int pieceRows;

    /** A search of a store by a metric, on so many threads at most. */
    public ExactSearch(RowStore rows, DistanceMetric metric, int dimensions, int threads) {
        this.rows = rows;
        this.metric = metric;
        this.dimensions = dimensions;
        this.threads = threads;
        pieceRows = Math.max(1, Math.min(PIECE_ROWS, PIECE_FLOATS / dimensions));
        piecesPerSegment = (rows.segmentRows() + pieceRows - 1) / pieceRows;
    }

    /**
     * The nearest rows of each query, nearest first.
     *
     * @param filter which ids may be found, or null for all; called by several threads
     */
    public List<List<Neighbor>> nearest(List<float[]> queries, int k, @Nullable LongPredicate filter) {
        List<List<Neighbor>> results = new ArrayList<>(queries.size());
        // A multiple of four, since that many queries are compared at a time.
        int pass = Math.max(4, PASS_FLOATS / dimensions & -4);
        for (int from = 0; from < queries.size(); from += pass) {
            List<float[]> some = queries.subList(from, Math.min(from + pass, queries.size()));
            pass(some, k, filter).forEach(best -> results.add(best.toList()));
        }
        return List.copyOf(results);
    }

    private List<TopK> pass(List<float[]> queries, int k, @Nullable LongPredicate filter) {
        List<Segment> segments = rows.segments();
        QueryBlock block = new QueryBlock(queries, metric, dimensions);
        int capacity = Math.max(1, Math.min(k, rows.size()));
        int pieces = segments.size() * piecesPerSegment;
        int mostRows = Math.min(pieceRows, rows.size());
        AtomicInteger next = new AtomicInteger();
        Queue<BlockScan> scans = new ConcurrentLinkedQueue<>();
        Helpers.run(threads(queries.size()), () -> {
            BlockScan scan = new BlockScan(block, capacity, filter, mostRows);
            for (int piece = next.getAndIncrement(); piece < pieces; piece = next.getAndIncrement()) {
                int from = piece % piecesPerSegment * pieceRows;
                scan.compare(segments.get(piece / piecesPerSegment), from, from + pieceRows);
            }
            scans.add(scan);
        });
        List<TopK> best = scans.remove().best();
        for (BlockScan scan : scans) {
            for (int query = 0; query < best.size(); query++) {
                best.get(query).addAll(scan.best().get(query));
            }
        }
        return best;
    }

    private int threads(int queries) {
        long work = (long) rows.size() * dimensions * queries;
        return (int) Math.max(1, Math.min(threads, work / THREAD_FLOATS));
    }
}
