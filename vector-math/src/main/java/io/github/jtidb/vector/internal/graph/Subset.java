package io.github.jtidb.vector.internal.graph;

import java.util.Arrays;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A filter that remembers which rows it accepts, until the rows change. Like the rows, it may be asked for them only while
 * nobody changes these; then it is thread-safe.
 */
public final class Subset implements LongPredicate {

    private final LongPredicate filter;
    private volatile @Nullable Slots slots;

    /** A filter that has not been asked yet. */
    public Subset(LongPredicate filter) {
        this.filter = filter;
    }

    @Override
    public boolean test(long id) {
        return filter.test(id);
    }

    /** The slots accepted, found anew if the rows have changed since. */
    Slots current(Rows rows) {
        Slots known = slots;
        if (known == null || known.rows != rows || known.version != rows.version()) {
            known = new Slots(rows, filter);
            slots = known;
        }
        return known;
    }

    /** Slots of one version of some rows. Immutable. */
    static final class Slots {

        private final Rows rows;
        private final long version;
        private final long[] bits;
        private final int[] list;

        private Slots(Rows rows, LongPredicate filter) {
            this.rows = rows;
            version = rows.version();
            bits = new long[(rows.high() + 63) / 64];
            int[] found = new int[rows.high()];
            int count = 0;
            for (int slot = 0; slot < found.length; slot++) {
                if (rows.isSearchable(slot) && rows.accepts(filter, slot)) {
                    bits[slot >> 6] |= 1L << slot;
                    found[count++] = slot;
                }
            }
            list = Arrays.copyOf(found, count);
        }

        /** All of them, ascending; not to be changed. */
        int[] list() {
            return list;
        }

        boolean contains(int slot) {
            return (bits[slot >> 6] & 1L << slot) != 0;
        }
    }
}
