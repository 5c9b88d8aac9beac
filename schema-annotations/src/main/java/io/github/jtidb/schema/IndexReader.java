package io.github.jtidb.schema;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the ordinary indexes of a table: those of its unique columns, then those of {@link TableModel#indexes}. */
final class IndexReader {

    private final Type table;
    private final ColumnLookup columns;
    private final List<TableSchema.IndexSchema> indexes = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    IndexReader(Type table, ColumnLookup columns) {
        this.table = table;
        this.columns = columns;
    }

    static List<TableSchema.IndexSchema> read(Type table, TableModel model, ColumnLookup columns) {
        IndexReader reader = new IndexReader(table, columns);
        reader.addUnique();
        for (Index index : model.indexes()) {
            reader.add(index.name(), List.of(index.columns()), index.unique());
        }
        return reader.indexes();
    }

    List<TableSchema.IndexSchema> indexes() {
        return indexes;
    }

    void addUnique() {
        for (ColumnSchema column : columns.all()) {
            if (column.unique()) {
                addResolved("", List.of(column), true);
            }
        }
    }

    /** Adds an index; an empty name is made from its columns. */
    void add(String name, List<String> indexed, boolean unique) {
        addResolved(name, resolve(indexed), unique);
    }

    private List<ColumnSchema> resolve(List<String> indexed) {
        if (indexed.isEmpty()) {
            throw Refusal.of(table, "an @Index has no columns", "Name at least one: @Index(columns = \"...\")");
        }
        List<ColumnSchema> resolved = new ArrayList<>();
        for (String name : indexed) {
            ColumnSchema column = columns.find(name)
                    .orElseThrow(() -> Refusal.of(
                            table,
                            "an @Index names '" + name + "', which is no column" + columns.hint(name),
                            "Name one of " + columns.describe()));
            if (resolved.contains(column)) {
                throw Refusal.of(table, "an @Index names '" + name + "' twice", "Name each column once");
            }
            resolved.add(column);
        }
        return resolved;
    }

    private void addResolved(String given, List<ColumnSchema> indexed, boolean unique) {
        String name = given.isEmpty() ? defaultName(indexed, unique) : given;
        Names.faultOfIndex(name).ifPresent(fault -> {
            throw Refusal.of(table, "the index name '" + name + "' " + fault, "Choose another with @Index(name = ...)");
        });
        IndexLimits.check(table, "the index " + name, indexed);
        if (!names.add(name.toLowerCase(Locale.ROOT))) {
            throw Refusal.of(
                    table,
                    "two indexes are named '" + name + "'",
                    "Remove one, or rename it with @Index(name = ...); @Column(unique = true) makes an index uq_<column>");
        }
        indexes.add(new TableSchema.IndexSchema(name, indexed, unique));
    }

    private static String defaultName(List<ColumnSchema> indexed, boolean unique) {
        return (unique ? "uq_" : "idx_")
                + indexed.stream().map(ColumnSchema::name).collect(Collectors.joining("_"));
    }
}
