package io.github.jtidb.client.internal.embedded;

import java.util.HashSet;
import java.util.Set;
import org.h2.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What a statement sees of the changes of a watched table. A row that is not among them is in the indexes of this generation
 * as the statement sees it. Immutable but for the set, which nobody changes.
 *
 * @param generation the generation of the indexes, a random number
 * @param rows the ids of the rows that may have changed since
 */
record Changes(long generation, Set<Long> rows) {

    /** None that an index can serve: more than asked for, or no such watch. */
    static final Changes TOO_MANY = new Changes(0, Set.of());

    static Changes read(long watch, H2Table watches, H2Table changes, int most) {
        @Nullable Value generation = watches.value(watch, 1);
        if (generation == null) {
            return TOO_MANY;
        }
        Set<Long> rows = new HashSet<>();
        boolean complete = changes.forEachWhile((id, row) -> {
            if (row.getValue(0).getLong() == watch) {
                rows.add(row.getValue(1).getLong());
            }
            return rows.size() <= most;
        });
        return complete ? new Changes(generation.getLong(), rows) : TOO_MANY;
    }
}
