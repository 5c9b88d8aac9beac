package io.github.jtidb.schema.internal;

import io.github.jtidb.schema.ColumnType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the rules say of a table class in source. Immutable.
 *
 * @param faults what is wrong with it, nothing if it is a table
 * @param columns the type of each field that is a column, in order; empty where something is wrong
 */
public record CheckedTable(List<Fault> faults, Map<String, ColumnType> columns) {

    /** Copies both. */
    public CheckedTable {
        faults = List.copyOf(faults);
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /**
     * Something that is wrong. Immutable.
     *
     * @param field the field it is wrong with, or empty for the class
     * @param message what {@code TableSchema.of} would say
     */
    public record Fault(String field, String message) {}
}
