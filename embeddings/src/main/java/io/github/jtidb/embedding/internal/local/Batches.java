package io.github.jtidb.embedding.internal.local;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which texts go through the network together. */
final class Batches {

    /** More tokens in one run, padding included, no longer pay: what lies between two layers leaves the processor's cache. */
    static final int MOST_TOKENS = 512;

    private Batches() {}

    /**
     * Groups texts of similar length, so that little is padded; the longest come first, so that the last batch of a thread
     * is a short one.
     *
     * @param texts the token ids of each text
     * @return the indexes of the texts in each batch; each text is in one batch
     */
    static List<int[]> byLength(long[][] texts) {
        int[] order = IntStream.range(0, texts.length)
                .boxed()
                .sorted(Comparator.comparingInt((Integer i) -> -texts[i].length))
                .mapToInt(Integer::intValue)
                .toArray();
        List<int[]> batches = new ArrayList<>();
        for (int start = 0; start < order.length; ) {
            int size = Math.max(1, MOST_TOKENS / texts[order[start]].length);
            int end = Math.min(order.length, start + size);
            batches.add(Arrays.copyOfRange(order, start, end));
            start = end;
        }
        return batches;
    }

    /** Each text on its own. */
    static List<int[]> single(long[][] texts) {
        return IntStream.range(0, texts.length).mapToObj(i -> new int[] {i}).toList();
    }
}
