package io.github.jtidb.client.internal.embedded;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is derived from one column of a watched table. One thread applies changes; searches run beside it. Thread-safe. */
interface RowIndex {

    /**
     * A row that may have changed.
     *
     * @param row its id
     * @param there whether there is such a row now
     * @param value the value of the column now
     */
    record Change(long row, boolean there, @Nullable Object value) {}

    /** Takes changes over and goes on to a generation; what is kept on disk is durable then. */
    void apply(long generation, List<Change> changes) throws IOException;

    /** Says that the rows have the last generation that was applied, too. */
    default void confirmed() {}

    /** Whether a search found that its rows are not those of the table, as after TRUNCATE: it has to be built anew. */
    boolean stale();

    /** Whether it has so many rows that another form would suit better: it still answers, and is to be built anew. */
    default boolean outgrown() {
        return false;
    }

    /** Keeps on disk what is not kept there anyway. */
    default void save() {}

    /** Frees what it holds. */
    void close() throws IOException;
}
