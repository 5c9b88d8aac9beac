package io.github.jtidb.schema;

import io.github.jtidb.schema.internal.JavaType;
import io.github.jtidb.schema.internal.Member;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Which Java type becomes which SQL type, for members without an annotation that says so. */
final class TypeMapping {

    /** Room for constants that later releases add. */
    private static final int MIN_ENUM_LENGTH = 64;

    static final int DEFAULT_STRING_LENGTH = 255;

    /** TiDB gives VARCHAR 65535 bytes, and a character of utf8mb4 may take four. */
    private static final int MAX_STRING_LENGTH = 16383;

    private static final int MAX_CHAR_LENGTH = 255;
    private static final int MAX_BYTES_LENGTH = 65535;
    private static final int MAX_PRECISION = 65;
    private static final int MAX_SCALE = 30;
    private static final String DECIMAL_REMEDY = "Write for example @Column(precision = 19, scale = 4)";

    private static final Map<Class<?>, SqlType> FIXED = Map.ofEntries(
            Map.entry(boolean.class, SqlType.of(ColumnType.BOOLEAN)),
            Map.entry(Boolean.class, SqlType.of(ColumnType.BOOLEAN)),
            Map.entry(byte.class, SqlType.of(ColumnType.TINYINT)),
            Map.entry(Byte.class, SqlType.of(ColumnType.TINYINT)),
            Map.entry(short.class, SqlType.of(ColumnType.SMALLINT)),
            Map.entry(Short.class, SqlType.of(ColumnType.SMALLINT)),
            Map.entry(int.class, SqlType.of(ColumnType.INT)),
            Map.entry(Integer.class, SqlType.of(ColumnType.INT)),
            Map.entry(long.class, SqlType.of(ColumnType.BIGINT)),
            Map.entry(Long.class, SqlType.of(ColumnType.BIGINT)),
            Map.entry(float.class, SqlType.of(ColumnType.FLOAT)),
            Map.entry(Float.class, SqlType.of(ColumnType.FLOAT)),
            Map.entry(double.class, SqlType.of(ColumnType.DOUBLE)),
            Map.entry(Double.class, SqlType.of(ColumnType.DOUBLE)),
            Map.entry(UUID.class, SqlType.sized(ColumnType.CHAR, 36)),
            Map.entry(LocalDate.class, SqlType.of(ColumnType.DATE)),
            Map.entry(LocalTime.class, SqlType.micros(ColumnType.TIME)),
            Map.entry(LocalDateTime.class, SqlType.micros(ColumnType.DATETIME)),
            Map.entry(Instant.class, SqlType.micros(ColumnType.DATETIME)),
            Map.entry(Map.class, SqlType.of(ColumnType.JSON)),
            Map.entry(Collection.class, SqlType.of(ColumnType.JSON)),
            Map.entry(List.class, SqlType.of(ColumnType.JSON)),
            Map.entry(Set.class, SqlType.of(ColumnType.JSON)));

    private TypeMapping() {}

    static SqlType of(Member member, Column column) {
        JavaType type = member.type();
        if (type.mentionsVariable()) {
            throw Refusal.of(
                    member,
                    "its type " + member.type().name() + " depends on a type variable, so its column is unknown",
                    "Declare the field with a concrete type in the table class itself");
        }
        if (type.isArray() && type.known().isEmpty()) {
            throw UnsupportedTypes.refuse(member);
        }
        if (type.is(String.class)) {
            refusePrecision(member, column);
            return SqlType.sized(ColumnType.VARCHAR, length(member, column, DEFAULT_STRING_LENGTH, MAX_STRING_LENGTH));
        }
        if (type.is(byte[].class)) {
            refusePrecision(member, column);
            return column.length() == 0
                    ? SqlType.of(ColumnType.BLOB)
                    : SqlType.sized(ColumnType.VARBINARY, length(member, column, 0, MAX_BYTES_LENGTH));
        }
        refuseLength(member, column);
        if (type.is(BigDecimal.class)) {
            return decimal(member, column);
        }
        refusePrecision(member, column);
        Optional<SqlType> constants =
                type.constants().map(names -> SqlType.sized(ColumnType.VARCHAR, enumLength(names)));
        Optional<SqlType> fixed = constants.or(() -> type.known().map(FIXED::get));
        if (fixed.isPresent()) {
            return fixed.get();
        }
        if (type.isRecord() && !type.isTable()) {
            return SqlType.of(ColumnType.JSON);
        }
        throw UnsupportedTypes.refuse(member);
    }

    private static int length(Member member, Column column, int byDefault, int max) {
        int length = column.length() == 0 ? byDefault : column.length();
        checkLength(member, length, max);
        return length;
    }

    /** Refuses sizes that no column has, of a type that was not made from a class. */
    static void checkSize(Member member, SqlType type) {
        switch (type.type()) {
            case VARCHAR -> checkLength(member, type.length(), MAX_STRING_LENGTH);
            case CHAR -> checkLength(member, type.length(), MAX_CHAR_LENGTH);
            case VARBINARY -> checkLength(member, type.length(), MAX_BYTES_LENGTH);
            case DECIMAL -> checkDecimal(member, type.precision(), type.scale());
            default -> {}
        }
    }

    private static void checkLength(Member member, int length, int max) {
        if (length < 1 || length > max) {
            throw Refusal.of(
                    member,
                    "@Column(length = " + length + ") is out of range; expected 1 to " + max,
                    "Give a length in that range, or " + (member.isOf(String.class) ? "use @Text" : "none for a BLOB"));
        }
    }

    private static SqlType decimal(Member member, Column column) {
        if (column.precision() == 0 || column.scale() == -1) {
            throw Refusal.of(
                    member, "a BigDecimal needs a precision and a scale, so that nothing is rounded", DECIMAL_REMEDY);
        }
        checkDecimal(member, column.precision(), column.scale());
        return SqlType.decimal(column.precision(), column.scale());
    }

    private static void checkDecimal(Member member, int precision, int scale) {
        int maxScale = Math.min(MAX_SCALE, precision);
        if (precision < 1 || precision > MAX_PRECISION) {
            throw Refusal.of(
                    member,
                    "precision " + precision + " is out of range; expected 1 to " + MAX_PRECISION,
                    DECIMAL_REMEDY);
        }
        if (scale < 0 || scale > maxScale) {
            throw Refusal.of(member, "scale " + scale + " is out of range; expected 0 to " + maxScale, DECIMAL_REMEDY);
        }
    }

    private static int enumLength(List<String> constants) {
        return Math.max(
                MIN_ENUM_LENGTH,
                constants.stream().mapToInt(String::length).max().orElse(0));
    }

    /** Also for the columns whose type an annotation gives. */
    static void refuseLength(Member member, Column column) {
        if (column.length() != 0) {
            throw Refusal.of(
                    member,
                    "@Column(length) fits a String without @Text or @FullTextField, or a byte[]; not this "
                            + member.type().name(),
                    "Remove length");
        }
    }

    /** Also for the columns whose type an annotation gives. */
    static void refusePrecision(Member member, Column column) {
        if (column.precision() != 0 || column.scale() != -1) {
            throw Refusal.of(
                    member,
                    "@Column(precision, scale) fits a BigDecimal, not this "
                            + member.type().name(),
                    "Remove precision and scale");
        }
    }
}
