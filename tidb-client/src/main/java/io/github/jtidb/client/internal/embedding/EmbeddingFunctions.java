package io.github.jtidb.client.internal.embedding;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.Embeddings;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The embedding functions of one client: those it was given, and those it opened by name, once each. It closes what it
 * opened. Thread-safe.
 */
public final class EmbeddingFunctions implements AutoCloseable {

    private final Map<String, EmbeddingFunction> given;
    private final Map<String, EmbeddingFunction> opened = new ConcurrentHashMap<>();

    /** By provider. Never printed. */
    private final Map<String, String> keys = new ConcurrentHashMap<>();

    /** Held while a model is opened or all are closed, so that none is opened behind a close and never closed. */
    private final Lock lock = new ReentrantLock();

    private boolean closed;

    /** Begins with the functions that the user made. */
    public EmbeddingFunctions(Map<String, EmbeddingFunction> given) {
        this.given = Map.copyOf(given);
    }

    /**
     * The function of a model, opened at the first call.
     *
     * @throws io.github.jtidb.embedding.EmbeddingException if there is no such model
     * @throws IllegalStateException if these functions are closed
     */
    public EmbeddingFunction get(String model) {
        EmbeddingFunction function = given.get(model);
        if (function == null) {
            function = opened.get(model);
        }
        return function == null ? open(model) : function;
    }

    /**
     * Gives a provider its key, for the models that are opened from now on.
     *
     * @throws io.github.jtidb.embedding.EmbeddingException if there is no such provider
     */
    public void configure(String provider, String apiKey) {
        if (!Embeddings.providers().contains(provider)) {
            throw new EmbeddingException("There is no embedding provider '" + provider
                    + "' here, and the database embeds no text: expected one of " + Embeddings.providers() + ".");
        }
        keys.put(provider, apiKey);
    }

    private EmbeddingFunction open(String model) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("The client is closed and opens no model: open another client.");
            }
            return opened.computeIfAbsent(model, this::create);
        } finally {
            lock.unlock();
        }
    }

    private EmbeddingFunction create(String model) {
        // As well for a model in a folder, local:models/x.
        String key = keys.get(model.split("[/:]", 2)[0]);
        return key == null ? Embeddings.open(model) : Embeddings.open(model, key);
    }

    /** Closes what was opened here. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            opened.values().forEach(EmbeddingFunction::close);
            opened.clear();
        } finally {
            lock.unlock();
        }
    }
}
