package io.github.jtidb.client;

import java.util.Optional;

/**
 * How far the database has come with a vector or full-text index. On TiDB all rows are counted once for each replica of the table.
 * Immutable.
 *
 * @param name the index's name; embedded, that of its column
 * @param column the name of its column
 * @param kind what it is
 * @param rowsIndexed the rows in it
 * @param rowsNotIndexed the rows that are still to come into it
 * @param rowsRecent the rows written lately, which a search reads one by one: they are indexed soon, in TiFlash when it has
 *     moved them from its delta layer to its stable one, in its own time
 * @param error why it cannot be built, or empty
 */
public record IndexProgress(
        String name,
        String column,
        Kind kind,
        long rowsIndexed,
        long rowsNotIndexed,
        long rowsRecent,
        Optional<String> error) {

    /** The kinds of index. Immutable. */
    public enum Kind {
        /** For searches by distance. */
        VECTOR,
        /** For searches by words. */
        FULL_TEXT,
        /** Another one, which the class of the table knows nothing of. */
        OTHER
    }
}
