package io.github.jtidb.embedding.internal.local;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingFunction;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntConsumer;

/** A model in this JVM. A single text is embedded on the calling thread, a list on several. Thread-safe. */
final class LocalEmbeddingFunction implements EmbeddingFunction {

    private final JarModel model;
    private final Tokenizer tokenizer;
    private final Encoder encoder;
    private final Helpers helpers = new Helpers(Runtime.getRuntime().availableProcessors() - 1);

    /** Calls share the read lock; close takes the write lock, as native memory must not be freed under a running call. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private boolean closed;

    private LocalEmbeddingFunction(JarModel model, Tokenizer tokenizer, Encoder encoder) {
        this.model = model;
        this.tokenizer = tokenizer;
        this.encoder = encoder;
    }

    static LocalEmbeddingFunction load(JarModel model) {
        Tokenizer tokenizer = Tokenizer.load(model);
        try {
            return new LocalEmbeddingFunction(model, tokenizer, Encoder.load(model));
        } catch (RuntimeException | Error e) {
            tokenizer.close();
            throw e;
        }
    }

    @Override
    public String model() {
        return model.name();
    }

    @Override
    public int dimensions() {
        return model.dimensions();
    }

    @Override
    public float[] embedQuery(String text) {
        Objects.requireNonNull(text, "text");
        lock.readLock().lock();
        try {
            checkOpen();
            return encoder.encode(new long[][] {tokenizer.encode(text)})[0];
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public List<float[]> embedDocuments(List<String> texts) {
        String[] copy = texts.toArray(new String[0]);
        for (int i = 0; i < copy.length; i++) {
            Objects.requireNonNull(copy[i], "texts[" + i + "] is null");
        }
        lock.readLock().lock();
        try {
            checkOpen();
            return Arrays.asList(embed(copy));
        } finally {
            lock.readLock().unlock();
        }
    }

    private float[][] embed(String[] texts) {
        long[][] tokens = new long[texts.length][];
        run(texts.length, i -> tokens[i] = tokenizer.encode(texts[i]));
        // An int8 network scales its activations over the whole run: what a text is batched with would change its
        // vector.
        List<int[]> batches = model.quantised() ? Batches.single(tokens) : Batches.byLength(tokens);
        float[][] vectors = new float[texts.length][];
        run(batches.size(), b -> {
            int[] batch = batches.get(b);
            float[][] encoded =
                    encoder.encode(Arrays.stream(batch).mapToObj(i -> tokens[i]).toArray(long[][]::new));
            for (int i = 0; i < batch.length; i++) {
                vectors[batch[i]] = encoded[i];
            }
        });
        return vectors;
    }

    private void run(int steps, IntConsumer step) {
        try {
            helpers.run(steps, step);
        } catch (InterruptedException e) {
            throw new EmbeddingException(model.name() + ": interrupted while embedding a list of texts", e);
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("The embedding function of " + model.name() + " is closed");
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            tokenizer.close();
            encoder.close();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
