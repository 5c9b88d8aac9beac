package io.github.jtidb.schema;

import io.github.jtidb.schema.internal.Member;
import io.github.jtidb.schema.internal.TableSource;
import java.lang.annotation.Annotation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads {@link ManyToOne}. What the other table's key is, only the tables together tell: a class may be related to itself. */
final class RelationReader {

    private static final List<Class<? extends Annotation>> COLUMN_ANNOTATIONS =
            List.of(Id.class, Column.class, Text.class, VectorField.class, FullTextField.class);

    private RelationReader() {}

    /** For each member that is a relation the column that holds the key. */
    static Map<Member, ColumnSchema> read(TableSource table, ColumnLookup columns) {
        return table.members().stream()
                .filter(member -> member.has(ManyToOne.class))
                .collect(Collectors.toMap(
                        member -> member, member -> source(member, columns), (one, other) -> one, LinkedHashMap::new));
    }

    private static ColumnSchema source(Member member, ColumnLookup columns) {
        for (Class<? extends Annotation> annotation : COLUMN_ANNOTATIONS) {
            if (member.has(annotation)) {
                throw Refusal.of(
                        member,
                        "@ManyToOne and @" + annotation.getSimpleName() + " conflict on one field",
                        "Keep one of them: a related row is no column");
            }
        }
        if (!member.type().isTable()) {
            throw Refusal.of(
                    member,
                    "@ManyToOne needs a table class, but the field is of type "
                            + member.type().name(),
                    "Put @TableModel on that class, or remove @ManyToOne");
        }
        String named = member.find(ManyToOne.class).orElseThrow().value();
        ColumnSchema source = columns.find(named)
                .orElseThrow(() -> Refusal.of(
                        member,
                        "@ManyToOne names '" + named + "', which is no column" + columns.hint(named),
                        "Name the field that holds the key of the related row: one of " + columns.describe()));
        if (!KeyRules.canBeKey(source.type())) {
            throw Refusal.of(
                    member,
                    "@ManyToOne names '" + named + "', which is " + source.type() + " and never a key",
                    "Name the field that holds the key of the related row");
        }
        return source;
    }
}
