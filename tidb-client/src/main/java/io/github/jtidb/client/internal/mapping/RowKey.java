package io.github.jtidb.client.internal.mapping;

import java.util.Arrays;
import java.util.List;

/** A row's key: equal and ordered by the values of its parts, bytes among them, unsigned. Immutable. */
public final class RowKey implements Comparable<RowKey> {

    private final Object[] parts;

    RowKey(List<Object> parts) {
        this.parts = parts.toArray();
    }

    /** Compares the parts in their order; both keys must be of the same table. */
    @Override
    public int compareTo(RowKey other) {
        for (int i = 0; i < parts.length; i++) {
            int order = compare(parts[i], other.parts[i]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** Key columns hold bytes, or values that have an order. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compare(Object a, Object b) {
        return a instanceof byte[] bytes ? Arrays.compareUnsigned(bytes, (byte[]) b) : ((Comparable) a).compareTo(b);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowKey key && Arrays.deepEquals(parts, key.parts);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(parts);
    }
}
