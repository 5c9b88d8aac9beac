package io.github.jtidb.schema;

import io.github.jtidb.schema.internal.Member;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/** Checks default values and brings each to one form, so that a dialect only has to quote it. */
final class DefaultValues {

    private static final String NOW = "CURRENT_TIMESTAMP";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT);
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private DefaultValues() {}

    static String check(Member member, SqlType type, String literal) {
        try {
            return parse(member, type, literal);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException notOfTheType) {
            throw Refusal.of(
                    member,
                    "the default value '" + literal + "' is no value of this column; expected "
                            + expected(member, type),
                    "Correct defaultValue");
        }
    }

    private static String parse(Member member, SqlType type, String literal) {
        return switch (type.type()) {
            case BOOLEAN -> require(literal.equals("true") || literal.equals("false"), literal);
            case TINYINT -> String.valueOf(Byte.parseByte(literal));
            case SMALLINT -> String.valueOf(Short.parseShort(literal));
            case INT -> String.valueOf(Integer.parseInt(literal));
            case BIGINT -> String.valueOf(Long.parseLong(literal));
            case FLOAT -> floating(literal, Float.isFinite(new BigDecimal(literal).floatValue()));
            case DOUBLE -> floating(literal, Double.isFinite(new BigDecimal(literal).doubleValue()));
            case DECIMAL -> decimal(new BigDecimal(literal), type);
            case VARCHAR, CHAR ->
                member.isOf(String.class)
                        ? require(literal.codePointCount(0, literal.length()) <= type.length(), literal)
                        : type.type() == ColumnType.CHAR
                                ? uuid(literal)
                                : require(constants(member).anyMatch(literal::equals), literal);
            case DATE -> date(LocalDate.parse(literal)).toString();
            case TIME -> TIME.format(micros(LocalTime.parse(literal)));
            case DATETIME -> literal.equals(NOW) ? NOW : dateTime(member, literal);
            case TEXT, JSON, VARBINARY, BLOB, VECTOR ->
                throw Refusal.of(member, "a " + type.type() + " column takes no default value", "Remove defaultValue");
        };
    }

    private static String require(boolean valid, String literal) {
        if (!valid) {
            throw new IllegalArgumentException(literal);
        }
        return literal;
    }

    private static String floating(String literal, boolean finite) {
        require(finite, literal);
        return new BigDecimal(literal).toString();
    }

    private static String uuid(String literal) {
        String canonical = UUID.fromString(literal).toString();
        require(canonical.equalsIgnoreCase(literal), literal);
        return canonical;
    }

    /** Looks at the digits before it rescales: an exponent may stand for more of them than memory holds. */
    private static String decimal(BigDecimal value, SqlType type) {
        long wholeDigits = (long) value.precision() - value.scale();
        boolean fits = value.signum() == 0 || wholeDigits <= type.precision() - type.scale();
        require(fits && Math.abs((long) value.scale()) <= 1000, "");
        return value.setScale(type.scale()).toPlainString();
    }

    private static Stream<String> constants(Member member) {
        return member.type().constants().stream().flatMap(List::stream);
    }

    private static String dateTime(Member member, String literal) {
        LocalDateTime value = member.isOf(Instant.class)
                ? LocalDateTime.ofInstant(Instant.parse(literal), ZoneOffset.UTC)
                : LocalDateTime.parse(literal);
        date(value.toLocalDate());
        micros(value.toLocalTime());
        return DATE_TIME.format(value);
    }

    private static LocalDate date(LocalDate value) {
        if (value.getYear() < 1 || value.getYear() > 9999) {
            throw new DateTimeException("year");
        }
        return value;
    }

    private static LocalTime micros(LocalTime value) {
        if (!value.truncatedTo(ChronoUnit.MICROS).equals(value)) {
            throw new DateTimeException("finer than a microsecond");
        }
        return value;
    }

    private static String expected(Member member, SqlType type) {
        return switch (type.type()) {
            case BOOLEAN -> "true or false";
            case TINYINT, SMALLINT, INT, BIGINT -> "a whole number that fits " + type.type();
            case FLOAT, DOUBLE -> "a finite number";
            case DECIMAL ->
                "a number with at most " + (type.precision() - type.scale()) + " digits before the point and "
                        + type.scale() + " after it";
            case VARCHAR, CHAR ->
                member.isOf(String.class)
                        ? "at most " + type.length() + " characters"
                        : type.type() == ColumnType.CHAR
                                ? "a UUID"
                                : "one of "
                                        + String.join(", ", constants(member).toList());
            case DATE -> "a date such as 2026-01-31";
            case TIME -> "a time such as 23:59:59, to the microsecond";
            default ->
                NOW + " or a date-time such as 2026-01-31T23:59:59" + (member.isOf(Instant.class) ? "Z" : "")
                        + ", to the microsecond";
        };
    }
}
