package io.github.jtidb.schema;

import io.github.jtidb.schema.internal.Member;
import io.github.jtidb.vector.DistanceMetric;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import java.util.OptionalInt;

/** Holds a column that no class declares to the rules of those that one does. */
final class ColumnRules {

    /** The finest that MySQL-like databases have. */
    static final int MAX_FRACTION = 6;

    /** What a vector column is unless more is said. */
    static final ColumnSchema.Vector VECTOR = new ColumnSchema.Vector(
            OptionalInt.empty(),
            DistanceMetric.COSINE,
            VectorField.IndexPolicy.AUTO,
            Optional.empty(),
            Optional.empty());

    private ColumnRules() {}

    /** The size of a type unless another is given. */
    static SqlType size(ColumnType type) {
        return switch (type) {
            case VARCHAR -> SqlType.sized(type, TypeMapping.DEFAULT_STRING_LENGTH);
            case TIME, DATETIME -> SqlType.micros(type);
            default -> SqlType.of(type);
        };
    }

    static void refuseVector(Type table, String column, ColumnType type, boolean vectorGiven) {
        if (vectorGiven && type != ColumnType.VECTOR) {
            throw new SchemaException(table.getTypeName() + "." + column + ": a " + type
                    + " has no dimensions, metric, model or vector index. Make it a VECTOR, or remove them.");
        }
    }

    /** The Java type that holds every value of a column type. */
    static Class<?> javaType(ColumnType type) {
        return switch (type) {
            case BOOLEAN -> Boolean.class;
            case TINYINT -> Byte.class;
            case SMALLINT -> Short.class;
            case INT -> Integer.class;
            case BIGINT -> Long.class;
            case FLOAT -> Float.class;
            case DOUBLE -> Double.class;
            case DECIMAL -> BigDecimal.class;
            case VARCHAR, CHAR, TEXT -> String.class;
            case VARBINARY, BLOB -> byte[].class;
            case DATE -> LocalDate.class;
            case TIME -> LocalTime.class;
            case DATETIME -> LocalDateTime.class;
            case JSON -> Object.class;
            case VECTOR -> float[].class;
        };
    }

    /** The column, checked by itself; what depends on the other columns is left to {@link TableSchema.Builder}. */
    static ColumnSchema checked(Type table, ColumnSchema column) {
        // Carries no annotations: the rules that are asked here look at none.
        Member member = new Member(table, table, column.name(), new LoadedType(column.javaType()), Object.class, true);
        SqlType type = new SqlType(column.type(), column.length(), column.precision(), column.scale());
        Names.faultOfColumn(column.name()).ifPresent(fault -> {
            throw Refusal.of(member, "the column name '" + column.name() + "' " + fault, "Choose another");
        });
        checkSize(member, type);
        if (column.key()) {
            KeyRules.refuseUnfit(member, type);
        }
        if (column.autoIncrement() && !counts(column)) {
            throw Refusal.of(
                    member, "a " + column.type() + " does not count", "Use a whole number for a generated key");
        }
        if (column.autoIncrement() && column.hasDefault()) {
            throw Refusal.of(member, "a generated key has no default value", "Remove one of the two");
        }
        column.vector().ifPresent(vector -> VectorReader.checked(member, vector));
        boolean text = column.javaType() == String.class;
        if (column.fullText().isPresent() && !text) {
            throw Refusal.of(member, "a " + column.type() + " is not searched by words", "Use a text column");
        }
        Optional<String> known = column.defaultValue().map(value -> DefaultValues.check(member, type, value));
        return known.map(column::withDefault).orElse(column);
    }

    private static void checkSize(Member member, SqlType type) {
        boolean sized = switch (type.type()) {
            case VARCHAR, CHAR, VARBINARY -> true;
            default -> type.length() == 0;
        };
        boolean fraction = type.type() == ColumnType.TIME || type.type() == ColumnType.DATETIME;
        if (!sized) {
            throw Refusal.of(member, "a " + type.type() + " has no length", "Remove length");
        }
        TypeMapping.checkSize(member, type);
        if (type.type() == ColumnType.DECIMAL) {
            return;
        }
        if (type.scale() != 0 || (!fraction && type.precision() != 0)) {
            throw Refusal.of(member, "a " + type.type() + " has no such precision and scale", "Remove them");
        }
        if (type.precision() < 0 || type.precision() > MAX_FRACTION) {
            throw Refusal.of(
                    member,
                    "precision " + type.precision() + " is out of range; expected 0 to " + MAX_FRACTION,
                    "Give the digits of a second's fraction");
        }
    }

    private static boolean counts(ColumnSchema column) {
        return switch (column.type()) {
            case TINYINT, SMALLINT, INT, BIGINT -> true;
            // How an unsigned BIGINT is read.
            case DECIMAL -> column.scale() == 0;
            default -> false;
        };
    }
}
