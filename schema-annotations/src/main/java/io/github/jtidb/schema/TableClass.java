package io.github.jtidb.schema;

import java.lang.reflect.Modifier;

/** Tells whether a class can be a table at all. */
final class TableClass {

    private static final String USE_RECORD = "Use a record or a plain class";

    private TableClass() {}

    /** The class's annotation, once nothing speaks against the class. */
    static TableModel check(Class<?> table) {
        refuseKind(table);
        TableModel model = table.getAnnotation(TableModel.class);
        if (model == null) {
            throw Refusal.of(
                    table, "the class has no @TableModel", "Put @TableModel on the class itself: it is not inherited");
        }
        if (table.getTypeParameters().length > 0) {
            throw Refusal.of(
                    table,
                    "the class is generic, so the types of its columns are unknown",
                    "Remove its type parameters, or make the table a subclass that gives them");
        }
        return model;
    }

    private static void refuseKind(Class<?> table) {
        if (table.isPrimitive() || table.isArray()) {
            throw Refusal.of(table, "a primitive or an array is no table", USE_RECORD);
        }
        if (table.isAnnotation() || table.isInterface() || table.isEnum()) {
            String kind =
                    table.isAnnotation() ? "an annotation type" : table.isInterface() ? "an interface" : "an enum";
            throw Refusal.of(table, kind + " is no table", USE_RECORD);
        }
        if (table.isAnonymousClass()) {
            throw Refusal.of(table, "an anonymous class is no table", USE_RECORD);
        }
        if (Modifier.isAbstract(table.getModifiers())) {
            throw Refusal.of(
                    table,
                    "the class is abstract, so rows cannot become its objects",
                    "Put @TableModel on a class that extends it: inherited fields are columns too");
        }
        // A local record is static although it is local.
        boolean nested = table.isMemberClass() || table.isLocalClass();
        if (nested && !Modifier.isStatic(table.getModifiers())) {
            throw Refusal.of(
                    table,
                    "the class is an inner or local one, so rows cannot become its objects without an outer one",
                    "Make it static, a record, or a class of its own");
        }
    }
}
