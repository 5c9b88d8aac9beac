package io.github.jtidb.schema;

import io.github.jtidb.schema.internal.Member;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads one member into one column; what depends on the other columns is left to {@link SchemaReader}. */
final class ColumnReader {

    private static final List<Class<? extends Annotation>> TYPE_GIVING =
            List.of(Text.class, FullTextField.class, VectorField.class);

    /** Carries an empty annotation, so that the defaults of an absent one are stated in {@link Column} only. */
    private record Bare(@Column int member) {}

    private static final Column NO_COLUMN = Bare.class.getRecordComponents()[0].getAnnotation(Column.class);

    private final Member member;
    private final Column column;
    private final boolean soleKey;

    private ColumnReader(Member member, boolean soleKey) {
        this.member = member;
        this.column = member.find(Column.class).orElse(NO_COLUMN);
        this.soleKey = soleKey;
    }

    /**
     * Reads a member.
     *
     * @param soleKey whether the member is the table's only key column
     */
    static ColumnSchema read(Member member, boolean soleKey) {
        return new ColumnReader(member, soleKey).read();
    }

    private ColumnSchema read() {
        refuseConflicts();
        SqlType type = type();
        Constraints constraints = constraints(type);
        return new ColumnSchema(
                name(),
                member.name(),
                member.type().type(),
                type,
                constraints,
                defaultValue(type, constraints),
                member.find(VectorField.class).map(vector -> VectorReader.read(member, vector)),
                member.find(FullTextField.class).map(text -> new ColumnSchema.FullText(text.parser(), text.index())));
    }

    private void refuseConflicts() {
        List<String> given = Stream.concat(TYPE_GIVING.stream(), Stream.of(Id.class))
                .filter(member::has)
                .map(annotation -> "@" + annotation.getSimpleName())
                .toList();
        if (given.size() > 1) {
            throw Refusal.of(
                    member,
                    String.join(" and ", given) + " conflict on one field",
                    member.has(Id.class) ? "Remove one: a key is never a TEXT or VECTOR column" : "Keep one of them");
        }
    }

    private String name() {
        String name = column.name().isEmpty() ? Names.snakeCase(member.name()) : column.name();
        Names.faultOfColumn(name).ifPresent(fault -> {
            throw Refusal.of(
                    member, "the column name '" + name + "' " + fault, "Choose another with @Column(name = ...)");
        });
        return name;
    }

    private SqlType type() {
        for (Class<? extends Annotation> annotation : TYPE_GIVING) {
            if (member.has(annotation)) {
                boolean vector = annotation == VectorField.class;
                refuseOtherThan(vector ? float[].class : String.class, annotation);
                TypeMapping.refuseLength(member, column);
                TypeMapping.refusePrecision(member, column);
                return SqlType.of(vector ? ColumnType.VECTOR : ColumnType.TEXT);
            }
        }
        return TypeMapping.of(member, column);
    }

    private void refuseOtherThan(Class<?> wanted, Class<? extends Annotation> annotation) {
        if (!member.isOf(wanted)) {
            String mark = "@" + annotation.getSimpleName();
            throw Refusal.of(
                    member,
                    mark + " needs a " + wanted.getSimpleName() + ", but the field is of type "
                            + member.type().name(),
                    "Change the type, or remove " + mark);
        }
    }

    private Constraints constraints(SqlType type) {
        boolean key = member.has(Id.class);
        if (key) {
            KeyRules.refuseUnfit(member, type);
        }
        if (type.type() == ColumnType.VECTOR && !column.nullable()) {
            throw Refusal.of(member, "a vector column always may hold null", "Remove nullable = false");
        }
        if (column.unique() && soleKey) {
            throw Refusal.of(member, "a sole key is unique already", "Remove unique = true");
        }
        boolean nullable = column.nullable() && !key && !member.type().isPrimitive();
        return new Constraints(nullable, key, soleKey && KeyRules.isGenerated(member), column.unique());
    }

    private Optional<String> defaultValue(SqlType type, Constraints constraints) {
        if (column.defaultValue().isEmpty()) {
            return Optional.empty();
        }
        if (constraints.autoIncrement()) {
            throw Refusal.of(
                    member,
                    "a generated key has no default value",
                    "Remove defaultValue, or set @Id(autoIncrement = false)");
        }
        return Optional.of(DefaultValues.check(member, type, column.defaultValue()));
    }
}
