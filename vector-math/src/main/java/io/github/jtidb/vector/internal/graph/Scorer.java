package io.github.jtidb.vector.internal.graph;

/**
 * Compares one query with rows, by the scores of {@link Space} or estimates of them. Not thread-safe.
 */
abstract class Scorer {

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

    /** The scores of all links of a node, minus infinity beyond the last. */
    void scores(Links links, int node, float[] target) {
        int[] chunk = links.chunk(node);
        int offset = links.offset(node);
        for (int i = 0; i < links.width; i++) {
            int slot = chunk[offset + i];
            target[i] = slot == Links.NONE ? Float.NEGATIVE_INFINITY : score(slot);
        }
    }

    /** Offers the links of a node to the beam, but for those met before. */
    void expand(Links links, int node, Beam beam) {
        int[] chunk = links.chunk(node);
        int offset = links.offset(node);
        for (int i = 0; i < links.width; i++) {
            int slot = chunk[offset + i];
            if (slot == Links.NONE) {
                return;
            }
            if (beam.visit(slot)) {
                beam.offer(slot, score(slot));
            }
        }
    }
}
