package io.github.jtidb.embedding.internal.local;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which texts go through the network together. */
enum Batches {

    /** Those of a like length; the shorter ones are filled up. */
    LIKE_LENGTHS,

    /** Those of the same length, so that nothing is filled up. */
    SAME_LENGTHS,

    /** Each on its own. */
    SINGLE;

    /** More tokens in one run, padding included, no longer pay: what lies between two layers leaves the processor's cache. */
    static final int MOST_TOKENS = 512;

    /**
     * Groups texts, so that little is filled up; the longest come first, so that the last batch of a thread is a short one.
     *
     * @param lengths the number of tokens of each text, one or more
     * @return the indexes of the texts in each batch; each text is in one batch
     */
    List<int[]> of(int[] lengths) {
        int[] order = IntStream.range(0, lengths.length)
                .boxed()
                .sorted(Comparator.comparingInt((Integer i) -> -lengths[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        List<int[]> batches = new ArrayList<>();
        for (int start = 0; start < order.length; ) {
            int longest = lengths[order[start]];
            int most = this == SINGLE ? 1 : Math.max(1, MOST_TOKENS / longest);
            int end = start + 1;
            while (end < order.length
                    && end - start < most
                    && (this == LIKE_LENGTHS || lengths[order[end]] == longest)) {
                end++;
            }
            batches.add(Arrays.copyOfRange(order, start, end));
            start = end;
        }
        return batches;
    }
}
