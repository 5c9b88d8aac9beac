package io.github.jtidb.embedding;

import java.util.Optional;

/**
 * Keeps vectors that were paid for. A key stands for a model with its settings, a side (query or document) and a text, none
 * of which can be read from it. Implementations are thread-safe.
 */
public interface EmbeddingCache {

    /**
     * A vector that was kept.
     *
     * @param key up to 64 letters and digits
     * @return a new array, or empty if there is none
     */
    Optional<float[]> get(String key);

    /**
     * Keeps a vector, in place of one that was there.
     *
     * @param key up to 64 letters and digits
     * @param vector one or more finite values; copied
     */
    void put(String key, float[] vector);
}
