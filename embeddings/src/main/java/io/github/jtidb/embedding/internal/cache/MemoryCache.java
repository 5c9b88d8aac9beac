package io.github.jtidb.embedding.internal.cache;

import io.github.jtidb.embedding.EmbeddingCache;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps the vectors that were asked for last, as many as there is room for. Thread-safe. */
public final class MemoryCache implements EmbeddingCache {

    /** About what an entry takes besides its numbers: the key, the array's header, the map's node. */
    private static final int OVERHEAD = 200;

    private final long mostBytes;
    private final Map<String, float[]> vectors = new LinkedHashMap<>(16, 0.75f, true);

    private long bytes;

    /** Begins empty. */
    public MemoryCache(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    @Override
    public synchronized Optional<float[]> get(String key) {
        return Optional.ofNullable(vectors.get(key)).map(float[]::clone);
    }

    @Override
    public synchronized void put(String key, float[] vector) {
        float[] before = vectors.put(key, vector.clone());
        bytes += size(vector) - (before == null ? 0 : size(before));
        for (Iterator<float[]> oldest = vectors.values().iterator(); bytes > mostBytes; ) {
            bytes -= size(oldest.next());
            oldest.remove();
        }
    }

    private static long size(float[] vector) {
        return OVERHEAD + (long) Float.BYTES * vector.length;
    }
}
