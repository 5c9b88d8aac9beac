package io.github.jtidb.schema;

import java.lang.reflect.Type;
import java.util.List;

/** Refuses columns that one name could mean both of: filters may name the Java field or the column. */
final class ColumnClashes {

    private ColumnClashes() {}

    static void refuse(Type table, List<ColumnSchema> columns) {
        for (int i = 0; i < columns.size(); i++) {
            for (int j = 0; j < i; j++) {
                refuse(table, columns.get(j), columns.get(i));
            }
        }
    }

    private static void refuse(Type table, ColumnSchema first, ColumnSchema second) {
        if (first.field().equals(second.field())) {
            throw Refusal.of(
                    table,
                    "the field " + first.field() + " is declared both here and in a superclass",
                    "Rename or remove one of the two");
        }
        if (first.name().equalsIgnoreCase(second.name())) {
            throw Refusal.of(
                    table,
                    "the fields " + first.field() + " and " + second.field() + " both claim the column '"
                            + second.name() + "'",
                    "Name one of them with @Column(name = ...)");
        }
        refuseCrossed(table, first, second);
        refuseCrossed(table, second, first);
    }

    private static void refuseCrossed(Type table, ColumnSchema named, ColumnSchema other) {
        if (named.name().equalsIgnoreCase(other.field())) {
            throw Refusal.of(
                    table,
                    "the column '" + named.name() + "' of the field " + named.field() + " bears the name of the field "
                            + other.field() + ", so a filter could mean either",
                    "Name the column of " + named.field() + " otherwise with @Column(name = ...)");
        }
    }
}
