package io.github.jtidb.client.internal.embedded;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The indexes of one watched table that are ready. Thread-safe. */
final class WatchedTable {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedTable.class);

    private final long watch;
    private final Object identity;
    private final Map<IndexSpec, RowIndex> ready = new ConcurrentHashMap<>();

    WatchedTable(long watch, Object identity) {
        this.watch = watch;
        this.identity = identity;
    }

    long watch() {
        return watch;
    }

    /** Whether a table is still the one that the indexes were made of. */
    boolean isOf(H2Table table) {
        return identity == table.identity();
    }

    @Nullable
    RowIndex index(IndexSpec spec) {
        return ready.get(spec);
    }

    Map<IndexSpec, RowIndex> ready() {
        return ready;
    }

    /** An index is made and serves from now on. */
    void put(IndexSpec spec, RowIndex index) {
        ready.put(spec, index);
    }

    /** Keeps what is to be opened next time. */
    void save() {
        ready.values().forEach(RowIndex::save);
    }

    /** Gives an index up. */
    void drop(IndexSpec spec) {
        RowIndex index = ready.remove(spec);
        if (index != null) {
            try {
                index.close();
            } catch (IOException | RuntimeException e) {
                LOG.warn("Closing an index failed: {}", e.toString());
            }
        }
    }

    void close() {
        ready.keySet().forEach(this::drop);
    }
}
