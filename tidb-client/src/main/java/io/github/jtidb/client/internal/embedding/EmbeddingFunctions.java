package io.github.jtidb.client.internal.embedding;

import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.Embeddings;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The embedding functions of one client: those it was given, and those it opened by name, once each. It closes what it
 * opened. Thread-safe.
 */
public final class EmbeddingFunctions implements AutoCloseable {

    private final Map<String, EmbeddingFunction> given;
    private final Map<String, EmbeddingFunction> opened = new ConcurrentHashMap<>();

    /** Begins with the functions that the user made. */
    public EmbeddingFunctions(Map<String, EmbeddingFunction> given) {
        this.given = Map.copyOf(given);
    }

    /**
     * The function of a model, opened at the first call.
     *
     * @throws io.github.jtidb.embedding.EmbeddingException if there is no such model
     */
    public EmbeddingFunction get(String model) {
        EmbeddingFunction function = given.get(model);
        return function != null ? function : opened.computeIfAbsent(model, Embeddings::open);
    }

    /** Closes what was opened here. */
    @Override
    public void close() {
        opened.values().removeIf(function -> {
            function.close();
            return true;
        });
    }
}
