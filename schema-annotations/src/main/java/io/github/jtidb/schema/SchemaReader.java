package io.github.jtidb.schema;

import java.lang.reflect.Type;
import java.util.List;

/** Reads a table class: its columns one by one, then what they have to do with one another. */
final class SchemaReader {

    /** TiDB's limit. */
    static final int MAX_COLUMNS = 1017;

    private SchemaReader() {}

    static TableSchema read(Class<?> table) {
        TableModel model = TableClass.check(table);
        String name = tableName(table, model);
        List<Member> members = Members.of(table);
        refuseCount(table, members);
        boolean oneKey = countKeys(table, members) == 1;
        List<ColumnSchema> columns = members.stream()
                .map(member -> ColumnReader.read(member, oneKey && member.has(Id.class)))
                .toList();
        ColumnClashes.refuse(table, columns);
        ColumnLookup lookup = new ColumnLookup(columns);
        IndexLimits.check(
                table, "the key", columns.stream().filter(ColumnSchema::key).toList());
        return new TableSchema(
                table, name, VectorSources.resolve(table, lookup), IndexReader.read(table, model, lookup));
    }

    private static String tableName(Class<?> table, TableModel model) {
        String name = model.value().isEmpty() ? Names.snakeCase(table.getSimpleName()) : model.value();
        Names.faultOfTable(name).ifPresent(fault -> {
            throw Refusal.of(
                    table, "the table name '" + name + "' " + fault, "Choose another with @TableModel(\"...\")");
        });
        return name;
    }

    static void refuseCount(Type table, List<?> members) {
        if (members.isEmpty()) {
            throw Refusal.of(
                    table,
                    "the class has no columns",
                    "Give it record components, or fields that are neither static nor transient");
        }
        if (members.size() > MAX_COLUMNS) {
            throw Refusal.of(
                    table,
                    "the class has " + members.size() + " columns; expected at most " + MAX_COLUMNS,
                    "Keep some of them together in a record or a Map, which becomes JSON");
        }
    }

    private static long countKeys(Class<?> table, List<Member> members) {
        long keys = members.stream().filter(member -> member.has(Id.class)).count();
        if (keys == 0) {
            throw Refusal.of(table, "the class has no key", "Put @Id on the field that identifies a row");
        }
        return keys;
    }
}
