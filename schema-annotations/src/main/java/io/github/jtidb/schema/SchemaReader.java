package io.github.jtidb.schema;

import io.github.jtidb.schema.internal.CheckedTable;
import io.github.jtidb.schema.internal.Member;
import io.github.jtidb.schema.internal.TableSource;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a table class: its columns one by one, then what they have to do with one another. */
final class SchemaReader {

    /** TiDB's limit. */
    static final int MAX_COLUMNS = 1017;

    private record Read(
            String name,
            List<ColumnSchema> columns,
            List<TableSchema.IndexSchema> indexes,
            Map<Member, ColumnSchema> relations) {}

    private SchemaReader() {}

    static TableSchema read(Class<?> table) {
        Read read = read(new LoadedClass(table));
        List<TableSchema.Relation> relations = new ArrayList<>();
        read.relations.forEach((member, source) -> relations.add(
                new TableSchema.Relation(member.name(), member.type().known().orElseThrow(), source)));
        return new TableSchema(table, read.name, read.columns, read.indexes, relations);
    }

    /**
     * Reads a class in source for the annotation processor, which finds this method by its name: its package cannot see it.
     * Says all that is wrong with single members, or else the first thing that is wrong with the whole.
     */
    static CheckedTable check(TableSource table) {
        try {
            Map<String, ColumnType> columns = new LinkedHashMap<>();
            for (ColumnSchema column : read(table).columns) {
                columns.put(column.field(), column.type());
            }
            return new CheckedTable(List.of(), columns);
        } catch (SchemaException first) {
            return new CheckedTable(faults(table, first), Map.of());
        }
    }

    private static List<CheckedTable.Fault> faults(TableSource table, SchemaException first) {
        Map<String, CheckedTable.Fault> faults = new LinkedHashMap<>();
        faults.put(first.field(), fault(first));
        // What is wrong with the class itself leaves nothing to say of its members.
        List<Member> others = first.field().isEmpty() ? List.of() : table.members();
        for (Member member : others) {
            try {
                if (Members.isColumn(member)) {
                    ColumnReader.read(member, false);
                }
            } catch (SchemaException e) {
                faults.putIfAbsent(e.field(), fault(e));
            }
        }
        return List.copyOf(faults.values());
    }

    private static CheckedTable.Fault fault(SchemaException e) {
        return new CheckedTable.Fault(e.field(), String.valueOf(e.getMessage()));
    }

    private static Read read(TableSource source) {
        TableModel model = TableClass.check(source);
        Type table = source.type();
        String name = tableName(source, model);
        List<Member> members = Members.of(source);
        refuseCount(table, members);
        boolean oneKey = countKeys(table, members) == 1;
        List<ColumnSchema> columns = members.stream()
                .map(member -> ColumnReader.read(member, oneKey && member.has(Id.class)))
                .toList();
        ColumnClashes.refuse(table, columns);
        ColumnLookup lookup = new ColumnLookup(columns);
        IndexLimits.check(
                table, "the key", columns.stream().filter(ColumnSchema::key).toList());
        return new Read(
                name,
                VectorSources.resolve(table, lookup),
                IndexReader.read(table, model, lookup),
                RelationReader.read(source, lookup));
    }

    private static String tableName(TableSource table, TableModel model) {
        String name = model.value().isEmpty() ? Names.snakeCase(table.simpleName()) : model.value();
        Names.faultOfTable(name).ifPresent(fault -> {
            throw Refusal.of(
                    table.type(), "the table name '" + name + "' " + fault, "Choose another with @TableModel(\"...\")");
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

    private static long countKeys(Type table, List<Member> members) {
        long keys = members.stream().filter(member -> member.has(Id.class)).count();
        if (keys == 0) {
            throw Refusal.of(table, "the class has no key", "Put @Id on the field that identifies a row");
        }
        return keys;
    }
}
