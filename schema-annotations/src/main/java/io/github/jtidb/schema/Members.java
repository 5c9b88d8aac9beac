package io.github.jtidb.schema;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the members of a table class that are columns, in the order of declaration, the superclass's first. */
final class Members {

    private static final List<Class<? extends Annotation>> ANNOTATIONS =
            List.of(Id.class, Column.class, Text.class, VectorField.class, FullTextField.class);

    private Members() {}

    static List<Member> of(Class<?> table) {
        List<Member> members = new ArrayList<>();
        if (table.isRecord()) {
            for (RecordComponent component : table.getRecordComponents()) {
                members.add(new Member(table, table, component.getName(), component.getGenericType(), component));
            }
            refuseAnnotatedStatics(table);
        } else {
            addFields(table, table, members);
        }
        return members;
    }

    private static void addFields(Class<?> table, @Nullable Class<?> declaring, List<Member> members) {
        if (declaring == null || declaring == Object.class) {
            return;
        }
        addFields(table, declaring.getSuperclass(), members);
        for (Field field : declaring.getDeclaredFields()) {
            Member member = new Member(table, declaring, field.getName(), field.getGenericType(), field);
            if (isColumn(field)) {
                members.add(member);
            } else {
                refuseAnnotated(member);
            }
        }
    }

    private static boolean isColumn(Field field) {
        int skipped = Modifier.STATIC | Modifier.TRANSIENT;
        return (field.getModifiers() & skipped) == 0 && !field.isSynthetic();
    }

    private static void refuseAnnotatedStatics(Class<?> table) {
        for (Field field : table.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                refuseAnnotated(new Member(table, table, field.getName(), field.getGenericType(), field));
            }
        }
    }

    private static void refuseAnnotated(Member skipped) {
        for (Class<? extends Annotation> annotation : ANNOTATIONS) {
            if (skipped.has(annotation)) {
                throw Refusal.of(
                        skipped,
                        "@" + annotation.getSimpleName()
                                + " is on a static or transient field, which is never a column",
                        "Remove the annotation, or the modifier");
            }
        }
    }
}
