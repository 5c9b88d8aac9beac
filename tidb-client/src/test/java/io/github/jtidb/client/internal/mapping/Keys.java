package io.github.jtidb.client.internal.mapping;

import java.util.List;

/** Makes keys for tests of other packages. */
public final class Keys {

    private Keys() {}

    /** A key of such parts. */
    public static RowKey of(Object... parts) {
        return new RowKey(List.of(parts));
    }
}
