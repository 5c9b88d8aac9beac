package io.github.jtidb.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Columns by the names they go by: the Java field first, then the column, whatever its case. Immutable. */
final class ColumnLookup {

    private final List<ColumnSchema> all;
    private final Map<String, ColumnSchema> byField = new HashMap<>();
    private final Map<String, ColumnSchema> byColumn = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    ColumnLookup(List<ColumnSchema> columns) {
        all = List.copyOf(columns);
        for (ColumnSchema column : all) {
            byField.put(column.field(), column);
            byColumn.put(column.name(), column);
        }
    }

    List<ColumnSchema> all() {
        return all;
    }

    Optional<ColumnSchema> find(String fieldOrColumnName) {
        ColumnSchema named = byField.get(fieldOrColumnName);
        return Optional.ofNullable(named != null ? named : byColumn.get(fieldOrColumnName));
    }

    /** The names a caller may write, for messages. */
    String describe() {
        return all.stream()
                .map(column -> column.field().equals(column.name())
                        ? column.name()
                        : column.field() + " (" + column.name() + ")")
                .collect(Collectors.joining(", "));
    }

    String hint(String wrong) {
        return Spelling.nearest(
                        wrong,
                        Stream.concat(byField.keySet().stream(), byColumn.keySet().stream())
                                .sorted()
                                .toList())
                .map(near -> " (did you mean '" + near + "'?)")
                .orElse("");
    }
}
