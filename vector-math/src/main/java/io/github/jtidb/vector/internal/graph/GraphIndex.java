package io.github.jtidb.vector.internal.graph;

import io.github.jtidb.vector.Neighbor;
import io.github.jtidb.vector.ProgressListener;
import io.github.jtidb.vector.internal.Distances;
import io.github.jtidb.vector.internal.LongIntMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows, and a graph of them once they are many.
 *
 * <p>One thread at a time changes the index, holding {@code changes}. What it works out it works out beside running
 * searches, for nobody else writes; it holds the write lock only while it writes what they read. A search holds the read
 * lock. So nothing is ever read while it is written. Arguments are not checked. Thread-safe.
 */
public final class GraphIndex {

    /** From so many rows on there are codes. */
    private static final int TRAIN_FROM = 1000;
    /** Rows linked when one is added or removed, so that a long tail of unlinked ones shrinks. */
    private static final int LINKED_PER_CHANGE = 2;

    private static final int MIN_BATCH = 32;
    private static final int MAX_BATCH = 4096;
    private static final int NODES_PER_BATCHED = 16;
    private static final int APPENDS = 64;
    /** The codec is replaced when rows are so much farther from its mean than from their own. */
    private static final double DRIFT = 1.05;

    private static final long SEED = 1;

    private final Settings settings;
    private final Parallel parallel;
    private final Rows rows;
    private final ReentrantLock changes = new ReentrantLock();
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Sweeper sweeper;
    private final Random random = new Random(SEED);
    private @Nullable Graph graph;
    private @Nullable Linker linker;
    private int trainedSize;

    /** An empty index. */
    public GraphIndex(Settings settings, int threads) {
        this.settings = settings;
        parallel = new Parallel(threads);
        rows = new Rows(settings.dimensions(), settings.metric());
        sweeper = new Sweeper(rows, lock.writeLock());
    }

    private GraphIndex(IndexFile file, Parallel parallel) {
        settings = file.settings();
        this.parallel = parallel;
        rows = file.rows();
        trainedSize = file.trainedSize();
        sweeper = new Sweeper(rows, lock.writeLock());
        if (file.graph() != null) {
            replace(file.graph());
        }
    }

    /**
     * Reads an index from a file.
     *
     * @param mapped whether vectors stay in the file
     */
    public static GraphIndex load(Path path, int threads, boolean mapped) throws IOException {
        Parallel parallel = new Parallel(threads);
        return new GraphIndex(IndexFile.read(path, parallel, mapped), parallel);
    }

    /** Writes the index to a file. */
    public void save(Path path) throws IOException {
        changes.lock();
        try {
            new IndexFile(settings, trainedSize, rows, graph).write(path);
        } finally {
            changes.unlock();
        }
    }

    /** What the index was made with. */
    public Settings settings() {
        return settings;
    }

    /** Adds a row; false if its id is taken. */
    public boolean add(long id, float[] vector) {
        changes.lock();
        try {
            if (rows.contains(id)) {
                return false;
            }
            // What is linked now was added before: so one turn of the lock is enough.
            Runnable linking = planned(LINKED_PER_CHANGE);
            written(() -> {
                linking.run();
                return append(id, vector);
            });
            train();
            tidy();
            return true;
        } finally {
            changes.unlock();
        }
    }

    /** Adds many rows whose ids differ; returns the position of one whose id is taken, without adding any, or -1. */
    public int addAll(long[] ids, float[][] vectors, ProgressListener listener) {
        changes.lock();
        try {
            for (int i = 0; i < ids.length; i++) {
                if (rows.contains(ids[i])) {
                    return i;
                }
            }
            for (int from = 0; from < ids.length; from += APPENDS) {
                int first = from;
                written(() -> {
                    for (int i = first; i < Math.min(ids.length, first + APPENDS); i++) {
                        append(ids[i], vectors[i]);
                    }
                    return true;
                });
            }
            train();
            linkAll(listener);
            tidy();
            return -1;
        } finally {
            changes.unlock();
        }
    }

    /** Removes the row of an id; false if there is none. */
    public boolean remove(long id) {
        changes.lock();
        try {
            if (!rows.contains(id)) {
                return false;
            }
            Runnable linking = planned(LINKED_PER_CHANGE);
            written(() -> {
                linking.run();
                return delete(id);
            });
            tidy();
            return true;
        } finally {
            changes.unlock();
        }
    }

    /** Whether a row has this id. */
    public boolean contains(long id) {
        return read(() -> rows.contains(id));
    }

    /** How many rows there are. */
    public int size() {
        return read(rows::size);
    }

    /** The k nearest rows that the filter accepts, about. */
    public List<Neighbor> search(float[] query, double squaredNorm, int k, int width, @Nullable LongPredicate filter) {
        return read(() -> searchLocked(query, squaredNorm, k, width, filter));
    }

    /** The k nearest of the rows with these ids, about. */
    public List<Neighbor> searchAmong(float[] query, double squaredNorm, int k, int width, long[] ids) {
        return read(() -> {
            int[] slots = new int[ids.length];
            Set<Long> wanted = new HashSet<>();
            int count = 0;
            for (long id : ids) {
                int slot = rows.slot(id);
                if (slot != LongIntMap.ABSENT && rows.isSearchable(slot)) {
                    slots[count++] = slot;
                    if (rows.furtherIds(slot).length > 0) {
                        wanted.add(id);
                    }
                }
            }
            // Of rows with several ids only those asked for; each such row once.
            if (wanted.isEmpty()) {
                return among(query, squaredNorm, k, width, slots, count, null);
            }
            int[] distinct = IntStream.of(slots).limit(count).distinct().toArray();
            return among(
                    query,
                    squaredNorm,
                    k,
                    width,
                    distinct,
                    distinct.length,
                    id -> wanted.contains(id) || rows.isAlone(id));
        });
    }

    /** The k nearest rows. */
    public List<Neighbor> searchExactly(float[] query, double squaredNorm, int k) {
        return read(() -> scan(query, squaredNorm, k, null));
    }

    /** The inner product of a query with itself, as searches want it; 0 only if all values are. */
    public static double squaredNorm(float[] query) {
        return Distances.dot(query, 0, query, 0, query.length);
    }

    /** What is compared on walks, for people. */
    public String describe() {
        return read(() -> graph == null
                ? "exact"
                : graph.layout() + ", " + graph.nodes + " nodes, " + graph.dead + " dead, " + graph.pending.size()
                        + " pending");
    }

    private List<Neighbor> searchLocked(
            float[] query, double squaredNorm, int k, int width, @Nullable LongPredicate filter) {
        Graph current = graph;
        if (current == null || k > rows.size() / 4) {
            return scan(query, squaredNorm, k, filter);
        }
        int wide = Math.max(k, width);
        if (filter != null && Selectivity.favoursScan(current, filter, wide)) {
            int[] slots = accepted(filter).list();
            return among(query, squaredNorm, k, width, slots, slots.length, filter);
        }
        Searcher searcher = current.borrow();
        List<Neighbor> found;
        try {
            found = searcher.search(query, squaredNorm, k, wide, filter);
        } finally {
            current.giveBack(searcher);
        }
        // A walk that cannot reach enough rows is no answer.
        return found.size() < k ? scan(query, squaredNorm, k, filter) : found;
    }

    private Subset.Slots accepted(LongPredicate filter) {
        return (filter instanceof Subset subset ? subset : new Subset(filter)).current(rows);
    }

    private List<Neighbor> among(
            float[] query,
            double squaredNorm,
            int k,
            int width,
            int[] slots,
            int count,
            @Nullable LongPredicate filter) {
        Graph current = graph;
        int wide = Math.max(k, width);
        if (current == null || count <= 4L * wide) {
            Ranking ranking = new Ranking(rows, query, squaredNorm, k, filter);
            for (int i = 0; i < count; i++) {
                ranking.offer(slots[i]);
            }
            return ranking.toList();
        }
        Searcher searcher = current.borrow();
        try {
            return searcher.searchAmong(query, squaredNorm, k, wide, slots, count, filter);
        } finally {
            current.giveBack(searcher);
        }
    }

    private List<Neighbor> scan(float[] query, double squaredNorm, int k, @Nullable LongPredicate filter) {
        Ranking ranking = new Ranking(rows, query, squaredNorm, k, filter);
        for (int slot = 0; slot < rows.high(); slot++) {
            if (rows.isSearchable(slot) && (filter == null || rows.accepts(filter, slot))) {
                ranking.offer(slot);
            }
        }
        return ranking.toList();
    }

    private boolean append(long id, float[] vector) {
        int slot = rows.add(id, vector);
        if (graph != null) {
            graph.reserve();
            if (rows.state(slot) == Rows.PENDING) {
                graph.add(slot);
            }
        }
        return true;
    }

    private boolean delete(long id) {
        int slot = rows.slot(id);
        if (slot == LongIntMap.ABSENT) {
            return false;
        }
        if (rows.forget(id, slot)) {
            return true;
        }
        switch (rows.state(slot)) {
            case Rows.LINKED -> {
                if (graph != null) {
                    graph.kill(slot);
                }
            }
            case Rows.PENDING -> {
                if (graph != null) {
                    graph.pending.remove(slot);
                }
                rows.release(slot);
            }
            default -> rows.release(slot);
        }
        return true;
    }

    /** Makes the codec when there are rows enough, and anew when they have doubled and drifted from it. */
    private void train() {
        boolean first = graph == null && rows.size() >= Math.min(TRAIN_FROM, settings.graphFrom());
        if (!first && (graph == null || rows.size() < 2 * trainedSize)) {
            return;
        }
        trainedSize = rows.size();
        Codec codec = Training.train(rows);
        if (codec == null) {
            return;
        }
        Graph old = graph;
        // With the rows that come until the next time.
        Graph.Layout layout = settings.layout(2 * trainedSize);
        if (old == null) {
            Graph fresh = new Graph(rows, codec, settings.links(), layout);
            fresh.reserve();
            fresh.encodeAll(parallel);
            for (int slot = 0; slot < rows.high(); slot++) {
                if (rows.state(slot) == Rows.PENDING) {
                    fresh.pending.add(slot);
                }
            }
            replace(fresh);
        } else if (layout != old.layout() || Training.drift(rows, old.codec, codec) > DRIFT) {
            replace(old.recoded(codec, layout, parallel));
        }
    }

    private void replace(Graph fresh) {
        written(() -> {
            graph = fresh;
            return true;
        });
        linker = new Linker(fresh, settings.effort(), lock.writeLock(), parallel);
    }

    private void linkAll(ProgressListener listener) {
        Graph current = graph;
        if (current == null || rows.size() < settings.graphFrom()) {
            return;
        }
        int total = current.pending.size();
        String task = "linking " + total + " rows";
        listener.progress(task, 0, total);
        while (current.pending.size() > 0) {
            planned(Math.max(MIN_BATCH, Math.min(MAX_BATCH, current.nodes / NODES_PER_BATCHED)))
                    .run();
            regroup(current);
            listener.progress(task, total - current.pending.size(), total);
        }
    }

    /** Works out how to link some rows; running it writes the links. */
    private Runnable planned(int count) {
        Graph current = graph;
        if (current == null || linker == null || rows.size() < settings.graphFrom()) {
            return () -> {};
        }
        int[] batch = new int[Math.min(count, current.pending.size())];
        // In a random order, so that a batch is spread over the graph in whatever order rows were added.
        int left = current.pending.size();
        for (int i = 0; i < batch.length; i++) {
            int at;
            do {
                at = current.pending.slot(random.nextInt(left));
            } while (contains(batch, i, at));
            batch[i] = at;
        }
        return batch.length == 0 ? () -> {} : linker.plan(batch)::write;
    }

    private void regroup(Graph current) {
        if (current.entries.areOutgrown()) {
            Entries grouped = current.regrouped();
            written(() -> {
                current.entries = grouped;
                return true;
            });
        }
    }

    private static boolean contains(int[] batch, int count, int slot) {
        for (int i = 0; i < count; i++) {
            if (batch[i] == slot) {
                return true;
            }
        }
        return false;
    }

    /** What can follow a change. */
    private void tidy() {
        if (graph != null) {
            regroup(graph);
            sweeper.step(graph);
        }
    }

    private boolean written(Supplier<Boolean> work) {
        lock.writeLock().lock();
        try {
            return work.get();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private <T> T read(Supplier<T> work) {
        lock.readLock().lock();
        try {
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }
}
