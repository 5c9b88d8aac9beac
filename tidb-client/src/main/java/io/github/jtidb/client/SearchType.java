package io.github.jtidb.client;

/** What a {@link Search} compares its query with. Immutable. */
public enum SearchType {
    /** The rows' vectors: the nearest come first. */
    VECTOR,
    /** The words of the rows' full-text field: the best match (BM25) comes first. */
    FULL_TEXT,
    /** Both: what each of the two searches finds is put into one order by a {@link Fusion}. */
    HYBRID
}
