package io.github.jtidb.schema;

import java.lang.reflect.Type;

/** The one form of every complaint about a table class: where, what is wrong, and the remedy. */
final class Refusal {

    private Refusal() {}

    static SchemaException of(Type table, String wrong, String remedy) {
        return new SchemaException(table.getTypeName() + ": " + wrong + ". " + remedy + ".");
    }

    static SchemaException of(Member member, String wrong, String remedy) {
        String where = member.table().getTypeName() + "." + member.name();
        if (!member.declaredIn().equals(member.table())) {
            where += " (inherited from " + member.declaredIn().getTypeName() + ")";
        }
        return new SchemaException(where + ": " + wrong + ". " + remedy + ".");
    }
}
