package io.github.jtidb.client.internal.table;

import io.github.jtidb.client.internal.dialect.Dialect;
import io.github.jtidb.client.internal.jdbc.Session;
import io.github.jtidb.schema.ColumnSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An index as the database shows it. Immutable.
 *
 * @param name its name
 * @param columns its columns, in their order
 * @param type such as {@code BTREE} or {@code FULLTEXT}
 */
record ShownIndex(String name, List<String> columns, String type) {

    ShownIndex {
        columns = List.copyOf(columns);
    }

    /** All indexes of a table. */
    static List<ShownIndex> of(Session session, String table) {
        List<ShownIndex> parts = session.query(
                session.dialect().listIndexes(table),
                row -> new ShownIndex(
                        row.getString("Key_name"),
                        List.of(Objects.requireNonNullElse(row.getString("Column_name"), "")),
                        Objects.requireNonNullElse(row.getString("Index_type"), "")));
        Map<String, ShownIndex> byName = new LinkedHashMap<>();
        parts.forEach(part -> byName.merge(part.name, part, ShownIndex::and));
        return List.copyOf(byName.values());
    }

    private static ShownIndex and(ShownIndex first, ShownIndex next) {
        List<String> columns = new ArrayList<>(first.columns);
        columns.addAll(next.columns);
        return new ShownIndex(first.name, columns, first.type);
    }

    /** The full-text indexes of a table. */
    static List<ShownIndex> fullText(Session session, String table) {
        return of(session, table).stream().filter(ShownIndex::isFullText).toList();
    }

    /** By its type, or by the name that we give, since some servers call the indexes on TiFlash BTREE. */
    private boolean isFullText() {
        return type.equalsIgnoreCase("FULLTEXT") || name.startsWith(Dialect.FULL_TEXT_INDEX);
    }

    /** Whether this is the vector index of a vector column, which has no other kind, or the full-text index of a text column. */
    boolean serves(ColumnSchema column) {
        return columns.size() == 1
                && columns.get(0).equalsIgnoreCase(column.name())
                && (column.vector().isPresent() || isFullText());
    }
}
