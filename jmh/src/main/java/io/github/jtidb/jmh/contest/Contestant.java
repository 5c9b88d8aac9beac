package io.github.jtidb.jmh.contest;

/**
 * One way to search vectors of length one by cosine, as its users get it. Searches may come from several threads at once;
 * everything else from one.
 */
interface Contestant extends AutoCloseable {

    /** What searches may be told to make of an effort, least first: its ef, or whatever decides recall against speed. */
    int[] efforts();

    /** Takes the rows, whose ids are their positions, with as many threads as given where it can. */
    void build(float[][] rows, int threads) throws Exception;

    /** A search by as few objects as it takes; used by one thread only. */
    Searcher searcher() throws Exception;

    /** Bytes of the index outside the heap. */
    default long bytesOutsideHeap() {
        return 0;
    }

    /** Whether searches can be held to rows of a {@link Share}. */
    default boolean canFilter() {
        return true;
    }

    @Override
    default void close() throws Exception {}

    /** Searches of one thread. */
    interface Searcher {

        /** The ids of the nearest rows that it finds in the share, at most {@code k}. */
        int[] search(float[] query, int k, int effort, Share share) throws Exception;
    }
}
