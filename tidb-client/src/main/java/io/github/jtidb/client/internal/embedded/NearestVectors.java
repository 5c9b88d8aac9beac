package io.github.jtidb.client.internal.embedded;

import io.github.jtidb.vector.ApproximateIndex;
import io.github.jtidb.vector.DistanceMetric;
import io.github.jtidb.vector.ExactIndex;
import io.github.jtidb.vector.Neighbor;
import io.github.jtidb.vector.ProgressListener;
import io.github.jtidb.vector.VectorIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** The vectors of rows: all are compared where they are few, and a graph is searched where they are many. Thread-safe. */
final class NearestVectors {

    /** From here on comparing all takes longer than the rest of a search. */
    static final int GRAPH_FROM = 20_000;

    /** How many rows of a graph are linked at a time, so that several threads have work. */
    private static final int AT_ONCE = 8_192;

    private static final ProgressListener SILENT = (task, done, total) -> {};

    private final DistanceMetric metric;
    private final VectorIndex index;

    private final List<Long> pendingIds = new ArrayList<>();
    private final List<float[]> pendingVectors = new ArrayList<>();

    private NearestVectors(DistanceMetric metric, VectorIndex index) {
        this.metric = metric;
        this.index = index;
    }

    /** None, in the form that suits so many rows. */
    static NearestVectors of(int dimensions, DistanceMetric metric, long rows) {
        return new NearestVectors(
                metric,
                rows >= GRAPH_FROM && metric != DistanceMetric.L1
                        ? ApproximateIndex.builder(dimensions, metric).build()
                        : new ExactIndex(dimensions, metric));
    }

    /** Those that {@link #save} wrote. */
    static NearestVectors load(Path file, DistanceMetric metric) throws IOException {
        return new NearestVectors(metric, ApproximateIndex.load(file));
    }

    /** Adds a row while all are read, by one thread; a graph has it after {@link #complete}. */
    void read(long row, float[] vector) {
        if (!isGraph()) {
            index.add(row, vector);
            return;
        }
        pendingIds.add(row);
        pendingVectors.add(vector);
        if (pendingIds.size() == AT_ONCE) {
            complete();
        }
    }

    /** All are read. */
    void complete() {
        if (index instanceof ApproximateIndex graph && !pendingIds.isEmpty()) {
            long[] ids = pendingIds.stream().mapToLong(Long::longValue).toArray();
            graph.addAll(ids, pendingVectors.toArray(float[][]::new), SILENT);
            pendingIds.clear();
            pendingVectors.clear();
        }
    }

    void add(long row, float[] vector) {
        index.add(row, vector);
    }

    boolean remove(long row) {
        return index.remove(row);
    }

    boolean contains(long row) {
        return index.contains(row);
    }

    int size() {
        return index.size();
    }

    boolean isGraph() {
        return index instanceof ApproximateIndex;
    }

    /** Whether a graph would now suit better. */
    boolean outgrown() {
        return !isGraph() && metric != DistanceMetric.L1 && index.size() >= GRAPH_FROM;
    }

    /** Writes a graph to a file. */
    void save(Path file) throws IOException {
        if (index instanceof ApproximateIndex graph) {
            graph.save(file);
        }
    }

    /** Proposes the nearest rows, and where all are compared, also those that are as near as the last of them. */
    void nearest(float[] query, int most, LongConsumer rows) {
        if (index instanceof ApproximateIndex graph) {
            int effort = Math.max(ApproximateIndex.DEFAULT_EFFORT, most);
            graph.search(query, most, effort).forEach(neighbor -> rows.accept(neighbor.id()));
            return;
        }
        for (long size = (long) most + 1; ; size *= 2) {
            int wanted = (int) Math.min(size, Integer.MAX_VALUE);
            List<Neighbor> nearest = index.search(query, wanted);
            boolean all = nearest.size() < wanted;
            if (all
                    || nearest.get(most - 1).distance()
                            < nearest.get(wanted - 1).distance()) {
                double last = all ? Double.NaN : nearest.get(most - 1).distance();
                for (Neighbor neighbor : nearest) {
                    if (neighbor.distance() > last) {
                        break;
                    }
                    rows.accept(neighbor.id());
                }
                return;
            }
        }
    }
}
