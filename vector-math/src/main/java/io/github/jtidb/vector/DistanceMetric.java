package io.github.jtidb.vector;

/** How far two vectors are apart: smaller is nearer. Immutable. */
public enum DistanceMetric {
    /** Manhattan distance. */
    L1,
    /** Euclidean distance. */
    L2,
    /** One minus the cosine of the angle. */
    COSINE,
    /** The inner product with its sign turned. */
    NEGATIVE_INNER_PRODUCT
}
