package io.github.jtidb.vector;

import io.github.jtidb.vector.internal.graph.GraphIndex;
import io.github.jtidb.vector.internal.graph.Settings;
import io.github.jtidb.vector.internal.graph.Subset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Vectors in memory, searched in a fraction of the time that comparing with all of them takes, at the price of missing a few
 * of the nearest.
 *
 * <pre>{@code
 * ApproximateIndex index = ApproximateIndex.builder(384, DistanceMetric.COSINE).build();
 * index.addAll(ids, vectors, (task, done, total) -> {});
 * List<Neighbor> nearest = index.search(query, 10);
 * double recall = index.evaluate(queries, 10, 64); // how many of the nearest such searches find
 * }</pre>
 *
 * <p>A small index compares every row. From 1,000 rows on searches read 1-bit codes of them, and from
 * {@link Builder#graphFrom} on a graph in which each row is linked to near ones. What is found so is then compared by the
 * vectors themselves, so distances equal those of {@link VectorMath#distance}. Results are the nearest first, and among
 * equal distances the smaller ids; which of several rows at the k-th distance is found is not defined. Under
 * {@link DistanceMetric#COSINE} a row of zeros has no direction: it can be added, and no search returns it.
 * {@link DistanceMetric#L1} is not supported.
 *
 * <p>Whatever is removed and added, recall and memory stay: removed rows leave the graph bit by bit, and their places are
 * used again; up to a quarter of the rows may be such places. Searches run beside each other and beside additions and
 * removals, for which they wait less than a millisecond at a time. A row is found from the moment {@link #add} returns, or
 * within {@link #addAll}, until it is removed. Thread-safe.
 */
public final class ApproximateIndex implements VectorIndex {

    /** How wide searches are unless they say otherwise: {@value}. */
    public static final int DEFAULT_EFFORT = 64;

    private final Settings settings;
    private final GraphIndex index;

    private ApproximateIndex(Settings settings, GraphIndex index) {
        this.settings = settings;
        this.index = index;
    }

    /**
     * Begins an index.
     *
     * @param dimensions how many values every vector has: 1 to {@value VectorText#MAX_DIMENSIONS}
     * @param metric what "near" means: COSINE, L2 or NEGATIVE_INNER_PRODUCT
     * @return a builder with defaults for the rest
     * @throws IllegalArgumentException if the dimensions are out of range or the metric is L1
     */
    public static Builder builder(int dimensions, DistanceMetric metric) {
        return new Builder(dimensions, metric);
    }

    /**
     * Reads an index that {@link #save} wrote, with all its settings and without building it.
     *
     * @param path the file; read, and not needed afterwards
     * @return a new index
     * @throws IOException if the file cannot be read
     * @throws TiDBException if it is damaged, cut, of another version or no index file: nothing of it is used
     */
    public static ApproximateIndex load(Path path) throws IOException {
        return open(path, false);
    }

    /**
     * Opens an index as {@link #load} does, but leaves the vectors in the file, mapped to memory: they take none of the heap, and
     * the operating system reads and forgets them as it sees fit. A search reads only the vectors of its last candidates. Rows
     * that are added stand in the heap, with some hundred old ones where they take their places.
     *
     * @param path the file. It is read once to check it, never written, and has to stay as it is until the index is garbage:
     *     where somebody shortens it, searches end with an {@link InternalError}. {@link #save} may replace it, except on
     *     Windows, where a mapped file cannot be replaced
     * @return a new index
     * @throws IOException as in {@link #load}
     * @throws TiDBException as in {@link #load}
     */
    public static ApproximateIndex map(Path path) throws IOException {
        return open(path, true);
    }

    private static ApproximateIndex open(Path path, boolean mapped) throws IOException {
        GraphIndex index = GraphIndex.load(path, Runtime.getRuntime().availableProcessors(), mapped);
        return new ApproximateIndex(index.settings(), index);
    }

    /**
     * Writes the index to a file, which replaces an older one when it is complete and on disk. Searches go on; additions and
     * removals wait.
     *
     * @param path the file; its folder must exist
     * @throws IOException if it cannot be written; an older file is left as it was
     */
    public void save(Path path) throws IOException {
        index.save(path);
    }

    /**
     * {@inheritDoc} Takes about 0.3 ms where there is a graph, else O(dimensions); at some sizes, the last at twice the one
     * before, all rows may be coded anew, about 5 µs each.
     */
    @Override
    public void add(long id, float[] vector) {
        check(vector, "Vector of id " + id);
        if (!index.add(id, vector)) {
            throw taken(id);
        }
    }

    /**
     * Adds many rows, on all the threads the index may use: several times as fast as one after another. Searches find each
     * row soon after this begins.
     *
     * @param ids as many as vectors, no two equal
     * @param vectors each as in {@link #add}
     * @param listener hears how many rows are linked; called on this thread
     * @throws IllegalArgumentException if there are more ids or more vectors, an id is there twice or taken, or a vector is
     *     refused as in {@link #add}; nothing is added then
     */
    public void addAll(long[] ids, float[][] vectors, ProgressListener listener) {
        if (ids.length != vectors.length) {
            throw new IllegalArgumentException("There must be as many ids as vectors, got " + ids.length + " ids and "
                    + vectors.length + " vectors");
        }
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < ids.length; i++) {
            check(vectors[i], "Vector of id " + ids[i]);
            if (!seen.add(ids[i])) {
                throw new IllegalArgumentException("Id " + ids[i] + " is given twice; every row needs its own");
            }
        }
        int refused = index.addAll(ids, vectors, listener);
        if (refused >= 0) {
            throw taken(ids[refused]);
        }
    }

    @Override
    public boolean remove(long id) {
        return index.remove(id);
    }

    @Override
    public boolean contains(long id) {
        return index.contains(id);
    }

    @Override
    public int size() {
        return index.size();
    }

    /** {@inheritDoc} As with {@link #DEFAULT_EFFORT}. */
    @Override
    public List<Neighbor> search(float[] query, int k) {
        return search(query, k, DEFAULT_EFFORT);
    }

    /**
     * The rows nearest to a query.
     *
     * @param query as in {@link #search(float[], int)}
     * @param k as there
     * @param effort how many candidates to keep while searching, at least 1: more find more of the nearest, and take longer;
     *     if it is below k, k are kept
     * @return the nearest first, unmodifiable
     * @throws IllegalArgumentException as there, or if effort is below 1
     */
    public List<Neighbor> search(float[] query, int k, int effort) {
        return search(query, k, effort, null);
    }

    /** {@inheritDoc} As with {@link #DEFAULT_EFFORT}. */
    @Override
    public List<Neighbor> search(float[] query, int k, LongPredicate filter) {
        return search(query, k, DEFAULT_EFFORT, filter);
    }

    /**
     * The rows nearest to a query among those that a filter accepts. Where it accepts few, all rows are asked of it and those
     * compared; where many, the graph is searched. A filter that is used again should be {@linkplain #prepare prepared}; if the few
     * are known, there is {@link #searchAmong}.
     *
     * @param query as in {@link #search(float[], int)}
     * @param k as there; where the filter accepts fewer rows, all of them are returned
     * @param effort as in {@link #search(float[], int, int)}
     * @param filter as in {@link VectorIndex#search(float[], int, LongPredicate)}, or null for all rows
     * @return the nearest first, unmodifiable
     * @throws IllegalArgumentException as in {@link #search(float[], int, int)}
     */
    public List<Neighbor> search(float[] query, int k, int effort, @Nullable LongPredicate filter) {
        double squaredNorm = checkSearch(query, k, effort);
        return index.search(query, squaredNorm, k, effort, filter);
    }

    /**
     * A filter for many searches: it remembers which rows another accepts, until rows are added or removed, so that a search
     * does not ask about every row again. The first search after a change does, at some nanoseconds a row.
     *
     * @param filter as in {@link VectorIndex#search(float[], int, LongPredicate)}, and with the same answer for an id whenever
     *     it is asked
     * @return a filter to search one index with; it holds about 4 bytes for each row it accepts. Thread-safe if the other is
     */
    public static LongPredicate prepare(LongPredicate filter) {
        return new Subset(Objects.requireNonNull(filter, "filter"));
    }

    /**
     * The rows nearest to a query among those with some ids; takes O(ids), each about 50 ns.
     *
     * @param query as in {@link #search(float[], int)}
     * @param k as there
     * @param effort as in {@link #search(float[], int, int)}
     * @param ids no two equal; those that no row has are passed over
     * @return the nearest first, unmodifiable
     * @throws IllegalArgumentException as in {@link #search(float[], int, int)}
     */
    public List<Neighbor> searchAmong(float[] query, int k, int effort, long... ids) {
        double squaredNorm = checkSearch(query, k, effort);
        return index.searchAmong(query, squaredNorm, k, effort, ids);
    }

    /**
     * How many of the nearest rows searches find, measured against comparing every row; takes as long as that does.
     *
     * @param queries as in {@link #search(float[], int)}, like those to come, and not rows of the index; at least one
     * @param k how many rows to search for
     * @param effort as in {@link #search(float[], int, int)}
     * @return the mean share of the k nearest that are found, 0 to 1; rows as near as the k-th nearest count as it; 1 where
     *     there is nothing to find
     * @throws IllegalArgumentException if there is no query, or a search is refused
     */
    public double evaluate(List<float[]> queries, int k, int effort) {
        if (queries.isEmpty()) {
            throw new IllegalArgumentException("There must be a query to evaluate, got none");
        }
        double sum = 0;
        for (float[] query : queries) {
            double squaredNorm = checkSearch(query, k, effort);
            List<Neighbor> nearest = index.searchExactly(query, squaredNorm, k);
            List<Neighbor> found = index.search(query, squaredNorm, k, effort, null);
            if (nearest.isEmpty()) {
                sum++;
            } else {
                double farthest = nearest.get(nearest.size() - 1).distance();
                double hits = found.stream()
                        .filter(neighbor -> neighbor.distance() <= farthest)
                        .count();
                sum += Math.min(1, hits / nearest.size());
            }
        }
        return sum / queries.size();
    }

    /**
     * What the index is made of at the moment, for people.
     *
     * @return one line, such as {@code COMPACT, 100000 nodes, 0 dead, 0 pending}
     */
    public String describe() {
        return index.describe();
    }

    private double checkSearch(float[] query, int k, int effort) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, got " + k);
        }
        if (effort < 1) {
            throw new IllegalArgumentException("Effort must be at least 1, got " + effort);
        }
        check(query, "Query");
        double squaredNorm = GraphIndex.squaredNorm(query);
        if (settings.metric() == DistanceMetric.COSINE && squaredNorm == 0) {
            throw new IllegalArgumentException(
                    "Query has only zeros, which have no direction; cosine needs a value other than zero");
        }
        return squaredNorm;
    }

    private void check(float[] vector, String name) {
        if (vector.length != settings.dimensions()) {
            throw new IllegalArgumentException(name + " must have " + settings.dimensions()
                    + " values as the index has dimensions, got " + vector.length);
        }
        for (int i = 0; i < vector.length; i++) {
            if (!Float.isFinite(vector[i])) {
                throw new IllegalArgumentException(name + " must be finite, got " + vector[i] + " at position " + i);
            }
        }
    }

    private static IllegalArgumentException taken(long id) {
        return new IllegalArgumentException(
                "Id " + id + " is in the index already; remove it first, or use another id");
    }

    /**
     * What an index reads while it looks for candidates. Whatever it is, the candidates are then compared by
     * the vectors themselves: distances are exact, and only which rows are found depends on this. Immutable.
     */
    public enum Quantization {

        /**
         * The best for the size: NONE below 64 dimensions, whose codes would tell too little; else ONE_BIT while that fits the
         * memory budget, and COMPACT where not.
         */
        AUTO,

        /** The vectors themselves. Slow, and needs no memory but the links: the reference for the others. */
        NONE,

        /**
         * 1-bit codes, and a byte for each value with which the candidates are put in order before vectors are read: the
         * fastest. Where the JVM has SIMD kernels that count bits (JDK 19 or later), the codes of all neighbours stand beside each
         * row: {@code links · (dimensions / 8 + 12) + dimensions} bytes a row beside the vectors. Elsewhere
         * {@code 5 · links + dimensions / 8 + dimensions}.
         */
        ONE_BIT,

        /** One 1-bit code a row: {@code 5 · links + dimensions / 8} bytes a row or fewer beside the vectors. */
        COMPACT
    }

    /** What an index is made with; each call changes the builder. Not thread-safe. */
    public static final class Builder {

        private final int dimensions;
        private final DistanceMetric metric;
        private Quantization quantization = Quantization.AUTO;
        private int links = 32;
        private int constructionEffort = 200;
        private int threads = Runtime.getRuntime().availableProcessors();
        private int graphFrom = 10_000;
        private long memoryBudget = Runtime.getRuntime().maxMemory() / 2;

        private Builder(int dimensions, DistanceMetric metric) {
            if (dimensions < 1 || dimensions > VectorText.MAX_DIMENSIONS) {
                throw new IllegalArgumentException(
                        "Dimensions must be 1 to " + VectorText.MAX_DIMENSIONS + ", got " + dimensions);
            }
            if (metric == DistanceMetric.L1) {
                throw new IllegalArgumentException(
                        "Distance metric must be COSINE, L2 or NEGATIVE_INNER_PRODUCT, got L1; ExactIndex has it");
            }
            this.dimensions = dimensions;
            this.metric = metric;
        }

        /**
         * What searches read while they look for candidates.
         *
         * @param value AUTO if not set
         * @return this
         */
        public Builder quantization(Quantization value) {
            quantization = value;
            return this;
        }

        /**
         * How many links a row can have: more find more of the nearest, and take more memory and time.
         *
         * @param value 32, as if not set, or 64
         * @return this
         * @throws IllegalArgumentException if it is another
         */
        public Builder links(int value) {
            if (value != 32 && value != 64) {
                throw new IllegalArgumentException("Links must be 32 or 64, got " + value);
            }
            links = value;
            return this;
        }

        /**
         * How many candidates to keep while looking for the links of a row: more give a better graph, and take longer.
         *
         * @param value 1 to 10,000; 200 if not set
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder constructionEffort(int value) {
            constructionEffort = between(value, 1, 10_000, "Construction effort");
            return this;
        }

        /**
         * On how many threads to add many rows.
         *
         * @param value 1 to 1,024; the number of processors if not set
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder threads(int value) {
            threads = between(value, 1, 1024, "Threads");
            return this;
        }

        /**
         * From how many rows on there is a graph. Below, searches read the codes of all rows, which takes O(size) and needs
         * no building.
         *
         * @param value at least 1; 10,000 if not set
         * @return this
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder graphFrom(int value) {
            graphFrom = between(value, 1, Integer.MAX_VALUE, "graphFrom");
            return this;
        }

        /**
         * How much memory {@link Quantization#AUTO} may take for codes beside links.
         *
         * @param bytes at least 0; half of the largest heap of this JVM if not set
         * @return this
         * @throws IllegalArgumentException if it is below 0
         */
        public Builder memoryBudget(long bytes) {
            if (bytes < 0) {
                throw new IllegalArgumentException("Memory budget must be at least 0 bytes, got " + bytes);
            }
            memoryBudget = bytes;
            return this;
        }

        /**
         * The index.
         *
         * @return an empty index
         */
        public ApproximateIndex build() {
            Settings settings =
                    new Settings(dimensions, metric, quantization, links, constructionEffort, graphFrom, memoryBudget);
            return new ApproximateIndex(settings, new GraphIndex(settings, threads));
        }

        private static int between(int value, int least, int most, String name) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", got " + value);
            }
            return value;
        }
    }
}
