package io.github.jtidb.schema;

import java.lang.reflect.Type;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the column that each {@link VectorField#sourceField} names. */
final class VectorSources {

    private VectorSources() {}

    static List<ColumnSchema> resolve(Type table, ColumnLookup columns) {
        return columns.all().stream()
                .map(column -> resolve(table, columns, column))
                .toList();
    }

    private static ColumnSchema resolve(Type table, ColumnLookup columns, ColumnSchema column) {
        return column.vector()
                .flatMap(vector -> vector.sourceField()
                        .map(named -> column.withVector(vector.withSourceField(source(table, columns, column, named)))))
                .orElse(column);
    }

    private static String source(Type table, ColumnLookup columns, ColumnSchema vector, String named) {
        String where = "the sourceField '" + named + "' of the field " + vector.field();
        ColumnSchema source = columns.find(named)
                .orElseThrow(() -> Refusal.of(
                        table, where + " is no column" + columns.hint(named), "Name one of " + texts(columns)));
        if (source.javaType() != String.class) {
            throw Refusal.of(
                    table,
                    where + " is of type " + source.javaType().getTypeName() + "; expected a String",
                    "Name one of " + texts(columns));
        }
        return source.field();
    }

    private static String texts(ColumnLookup columns) {
        String texts = columns.all().stream()
                .filter(column -> column.javaType() == String.class)
                .map(ColumnSchema::field)
                .collect(Collectors.joining(", "));
        return texts.isEmpty() ? "the String fields, of which there are none yet" : texts;
    }
}
