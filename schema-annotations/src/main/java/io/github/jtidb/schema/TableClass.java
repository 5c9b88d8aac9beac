package io.github.jtidb.schema;

import io.github.jtidb.schema.internal.TableSource;

/** Tells whether a class can be a table at all. */
final class TableClass {

    private TableClass() {}

    /** The class's annotation, once nothing speaks against the class. */
    static TableModel check(TableSource table) {
        refuseKind(table);
        TableModel model = table.model()
                .orElseThrow(() -> Refusal.of(
                        table.type(),
                        "the class has no @TableModel",
                        "Put @TableModel on the class itself: it is not inherited"));
        if (table.isGeneric()) {
            throw Refusal.of(
                    table.type(),
                    "the class is generic, so the types of its columns are unknown",
                    "Remove its type parameters, or make the table a subclass that gives them");
        }
        return model;
    }

    private static void refuseKind(TableSource table) {
        table.unfitKind().ifPresent(kind -> {
            throw Refusal.of(table.type(), kind + " is no table", "Use a record or a plain class");
        });
        if (table.isAbstract()) {
            throw Refusal.of(
                    table.type(),
                    "the class is abstract, so rows cannot become its objects",
                    "Put @TableModel on a class that extends it: inherited fields are columns too");
        }
        if (table.isInner()) {
            throw Refusal.of(
                    table.type(),
                    "the class is an inner or local one, so rows cannot become its objects without an outer one",
                    "Make it static, a record, or a class of its own");
        }
    }
}
