package io.github.jtidb.embedding;

import io.github.jtidb.embedding.internal.cache.FolderCache;
import io.github.jtidb.embedding.internal.cache.MemoryCache;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps vectors that were paid for. What it throws is logged and costs no vector: the text is embedded as if there were no
 * cache. A key stands for a model with its settings, a side (query or document) and a text, none
 * of which can be read from it. Implementations are thread-safe.
 */
public interface EmbeddingCache {

    /**
     * A cache in memory, which forgets first what was not asked for longest.
     *
     * @param mostBytes about how much memory it may take: a vector takes four bytes a number, and 200
     * @return a new, empty cache
     */
    static EmbeddingCache inMemory(long mostBytes) {
        if (mostBytes < 1) {
            throw new IllegalArgumentException("mostBytes: expected 1 or more, got " + mostBytes + ".");
        }
        return new MemoryCache(mostBytes);
    }

    /**
     * A cache in a folder, a small file a vector, which grows until somebody empties the folder. Several processes may share
     * it. A file that is damaged is as good as none, and written anew.
     *
     * @param folder made when it is not there
     * @return a cache with what the folder holds
     * @throws java.io.UncheckedIOException if the folder cannot be made
     */
    static EmbeddingCache inFolder(Path folder) {
        return new FolderCache(folder);
    }

    /**
     * A vector that was kept.
     *
     * @param key 3 to 64 letters and digits
     * @return a new array, or empty if there is none
     */
    Optional<float[]> get(String key);

    /**
     * Keeps a vector, in place of one that was there.
     *
     * @param key 3 to 64 letters and digits
     * @param vector one or more finite values; copied
     */
    void put(String key, float[] vector);
}
