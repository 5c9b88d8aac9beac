package io.github.jtidb.schema;

import io.github.jtidb.schema.internal.Member;
import io.github.jtidb.schema.internal.TableSource;
import java.lang.annotation.Annotation;
import java.util.List;

/** Chooses the members of a table class that are columns. */
final class Members {

    private static final List<Class<? extends Annotation>> ANNOTATIONS =
            List.of(Id.class, Column.class, Text.class, VectorField.class, FullTextField.class, ManyToOne.class);

    private Members() {}

    /** The columns, once no annotation stands on anything else. */
    static List<Member> of(TableSource table) {
        List<Member> members = table.members();
        members.stream().filter(member -> !member.column()).forEach(Members::refuseAnnotated);
        return members.stream().filter(Members::isColumn).toList();
    }

    static boolean isColumn(Member member) {
        return member.column() && !member.has(ManyToOne.class);
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
