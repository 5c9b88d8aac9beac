package io.github.jtidb.embedding.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How much one request may carry. Immutable.
 *
 * @param inputs how many texts, 1 or more
 * @param tokens how many tokens in all, as estimated by {@link #tokens(String)}
 * @param bytes how many bytes the texts have in all, in UTF-8
 */
public record BatchLimits(int inputs, long tokens, long bytes) {

    /** So many texts, whatever their length. */
    public static BatchLimits inputs(int inputs) {
        return new BatchLimits(inputs, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** The same with a limit of tokens. */
    public BatchLimits tokens(long most) {
        return new BatchLimits(inputs, most, bytes);
    }

    /** The same with a limit of bytes. */
    public BatchLimits bytes(long most) {
        return new BatchLimits(inputs, tokens, most);
    }

    /**
     * About how many tokens a text has: one for three ASCII characters, one and a half for each other. Real text has fewer, so
     * that a batch of estimated size fits.
     */
    public static long tokens(String text) {
        long others = text.chars().filter(c -> c > 127).count();
        return 1 + (text.length() - others) / 3 + others + others / 2;
    }

    /**
     * Cuts a list into batches within the limits, in order. A text beyond a limit is alone in its batch: whether it is too long
     * is for the service to say.
     *
     * @return the batches; none is empty
     */
    public <T> List<List<T>> split(List<T> inputs, Function<T, String> text) {
        List<List<T>> batches = new ArrayList<>();
        List<T> batch = new ArrayList<>();
        long batchTokens = 0;
        long batchBytes = 0;
        for (T input : inputs) {
            long inputTokens = tokens(text.apply(input));
            long inputBytes = text.apply(input).getBytes(StandardCharsets.UTF_8).length;
            boolean full = batch.size() == this.inputs
                    || batchTokens + inputTokens > tokens
                    || batchBytes + inputBytes > bytes;
            if (full && !batch.isEmpty()) {
                batches.add(batch);
                batch = new ArrayList<>();
                batchTokens = 0;
                batchBytes = 0;
            }
            batch.add(input);
            batchTokens += inputTokens;
            batchBytes += inputBytes;
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }
}
