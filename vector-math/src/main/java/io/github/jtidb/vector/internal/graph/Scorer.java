package io.github.jtidb.vector.internal.graph;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Compares one query with rows, by the scores of {@link Space} or estimates of them. Not thread-safe.
 */
abstract class Scorer {

    private int[] met = {};
    private float[] scores = {};

    /** Takes the query to compare with. */
    abstract void query(float[] query, double squaredNorm);

    /** Takes a row as the query. */
    abstract void query(int slot);

    /** The score of one row. */
    abstract float score(int slot);

    /** How far a score usually is from the truth; 0 if scores are exact. */
    abstract float deviation();

    /** A score that no row has a better one than. */
    abstract double best();

    /** The exact score that a distance under the metric stands for. */
    abstract double exact(double distance);

    /** Orders rows by more than this compares, for the query at hand; null where there is nothing more. */
    @Nullable
    Refiner refiner() {
        return null;
    }

    /** The scores of all links of a node, minus infinity beyond the last. */
    void scores(Links links, int node, float[] target) {
        int count = links.count(node);
        scores(links.chunk(node), links.offset(node), count, target);
        Arrays.fill(target, count, links.width, Float.NEGATIVE_INFINITY);
    }

    /** Offers the links of some nodes to the beam, but for those met before. */
    void expand(Links links, int[] nodes, int count, Beam beam) {
        if (met.length < count * links.width) {
            met = new int[count * links.width];
            scores = new float[count * links.width];
        }
        int size = 0;
        for (int i = 0; i < count; i++) {
            int[] chunk = links.chunk(nodes[i]);
            int offset = links.offset(nodes[i]);
            for (int j = 0; j < links.width && chunk[offset + j] != Links.NONE; j++) {
                met[size] = chunk[offset + j];
                size += beam.visit(met[size]) ? 1 : 0;
            }
        }
        // In loops of their own, so that waiting for one row's memory overlaps with the next ones'.
        scores(met, 0, size, scores);
        for (int i = 0; i < size; i++) {
            beam.offer(met[i], scores[i]);
        }
    }

    /** The scores of {@code count} rows. */
    abstract void scores(int[] slots, int from, int count, float[] target);
}
