package io.github.jtidb.embedding.internal.local;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.internal.Progress;
import io.github.jtidb.vector.ProgressListener;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** A tokenizer and a network, which many calls use together and the last one closes. Thread-safe. */
final class Engine implements AutoCloseable {

    /** Takes what the network makes of some texts. */
    @FunctionalInterface
    interface Results {

        /**
         * Takes the results of one run, from any thread.
         *
         * @param texts the numbers of the texts
         * @param tokens their tokens
         * @param output what the network gave for them
         */
        void take(int[] texts, List<Tokens> tokens, Network.Output output);
    }

    /**
     * How many texts are held as tokens at a time. More would need more memory; with less, texts of a like length are
     * rarer.
     */
    static final int WINDOW = 2048;

    private final String model;
    private final Tokenizer tokenizer;
    private final Network network;
    private final String output;

    /** Whether texts may be run with texts of other lengths, of their own length, or of none. */
    private final Batches batches;

    private final Optional<ProgressListener> listener;
    private final Helpers helpers = new Helpers(Runtime.getRuntime().availableProcessors() - 1);
    private final AtomicInteger running = new AtomicInteger();
    private final CallGate gate;

    Engine(
            String model,
            Tokenizer tokenizer,
            Network network,
            String output,
            Batches batches,
            Optional<ProgressListener> listener) {
        this.model = model;
        this.tokenizer = tokenizer;
        this.network = network;
        this.output = output;
        this.batches = batches;
        this.listener = listener;
        gate = new CallGate("The model " + model);
    }

    Tokenizer tokenizer() {
        return tokenizer;
    }

    /** Makes a call, which close waits for. */
    <T> T use(Supplier<T> call) {
        return gate.pass(() -> {
            running.incrementAndGet();
            try {
                return call.get();
            } finally {
                running.decrementAndGet();
            }
        });
    }

    /** Runs one text, on this thread, and with more threads while no other call needs them. */
    Network.Output run(Tokens tokens) {
        return network.run(output, List.of(tokens), running.get() == 1);
    }

    /**
     * Runs many texts, on this thread and those that are free.
     *
     * @param task what this is, for the progress, such as {@code embedding}
     * @param count how many
     * @param tokenize the tokens of a text, one or more
     * @param results what takes the results
     */
    void run(String task, int count, IntFunction<Tokens> tokenize, Results results) {
        boolean alone = count == 1 && running.get() == 1;
        Progress progress = new Progress(listener, task + " " + count + " texts", count);
        for (int start = 0; start < count; start += WINDOW) {
            window(start, Math.min(WINDOW, count - start), alone, tokenize, results, progress);
        }
    }

    private void window(
            int start, int size, boolean alone, IntFunction<Tokens> tokenize, Results results, Progress progress) {
        Tokens[] tokens = new Tokens[size];
        each(size, i -> tokens[i] = tokenize.apply(start + i));
        List<int[]> runs =
                batches.of(Arrays.stream(tokens).mapToInt(Tokens::count).toArray());
        each(runs.size(), r -> {
            int[] run = runs.get(r);
            List<Tokens> together = Arrays.stream(run).mapToObj(i -> tokens[i]).toList();
            Network.Output values = network.run(output, together, alone);
            results.take(Arrays.stream(run).map(i -> start + i).toArray(), together, values);
            progress.add(run.length);
        });
    }

    /** Does each step once, on this thread and those that are free. */
    void each(int steps, IntConsumer step) {
        try {
            helpers.run(steps, step);
        } catch (InterruptedException e) {
            throw new EmbeddingException(
                    EmbeddingException.Reason.CANCELLED,
                    0,
                    model + ": interrupted while it worked on a list of texts",
                    e);
        }
    }

    @Override
    public void close() {
        gate.close(() -> {
            tokenizer.close();
            network.close();
        });
    }
}
