package io.github.jtidb.schema;

import static io.github.jtidb.schema.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.schema.internal.Member;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultValuesTest {

    enum Colour {
        RED,
        GREEN
    }

    @TableModel
    record AnyType(
            @Id int id,
            boolean flag,
            byte tiny,
            Short small,
            int number,
            Long big,
            float real,
            double precise,
            @Column(precision = 5, scale = 2) BigDecimal price,
            @Column(length = 3) String title,
            Colour colour,
            UUID uuid,
            LocalDate day,
            LocalTime time,
            LocalDateTime local,
            Instant instant) {}

    private static String check(String field, String literal) {
        Member member = Members.of(new LoadedClass(AnyType.class)).stream()
                .filter(candidate -> candidate.name().equals(field))
                .findFirst()
                .orElseThrow();
        ColumnSchema column = TableSchema.of(AnyType.class).requireColumn(field);
        return DefaultValues.check(
                member, new SqlType(column.type(), column.length(), column.precision(), column.scale()), literal);
    }

    @ParameterizedTest
    @CsvSource({
        "flag, true, true",
        "flag, false, false",
        "tiny, -128, -128",
        "small, 32767, 32767",
        "number, +7, 7",
        "number, 007, 7",
        "big, 9223372036854775807, 9223372036854775807",
        "real, 1.5, 1.5",
        "precise, -1e300, -1E+300",
        "price, 1, 1.00",
        "price, 999.99, 999.99",
        "price, -1.500, -1.50",
        "price, 1e2, 100.00",
        "price, 0, 0.00",
        "title, abc, abc",
        "title, \uD83D\uDE00\uD83D\uDE00\uD83D\uDE00, \uD83D\uDE00\uD83D\uDE00\uD83D\uDE00",
        "colour, GREEN, GREEN",
        "uuid, 123E4567-e89b-12d3-a456-426614174000, 123e4567-e89b-12d3-a456-426614174000",
        "day, 2026-01-31, 2026-01-31",
        "day, 0001-01-01, 0001-01-01",
        "time, 23:59, 23:59:00.000000",
        "time, 23:59:59.123456, 23:59:59.123456",
        "local, 2026-01-31T23:59:59, 2026-01-31 23:59:59.000000",
        "local, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP",
        "instant, 2026-01-31T23:59:59.5Z, 2026-01-31 23:59:59.500000",
        "instant, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP",
    })
    void check_value(String field, String literal, String expected) {
        assertThat(check(field, literal)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "flag, TRUE, true or false",
        "flag, 1, true or false",
        "tiny, 128, a whole number that fits TINYINT",
        "small, -32769, a whole number that fits SMALLINT",
        "number, 2147483648, a whole number that fits INT",
        "number, 1.0, a whole number that fits INT",
        "big, 1L, a whole number that fits BIGINT",
        "real, 1e39, a finite number",
        "real, 1f, a finite number",
        "precise, NaN, a finite number",
        "precise, 1e309, a finite number",
        "price, 1.005, a number with at most 3 digits before the point and 2 after it",
        "price, 1000, a number with at most 3 digits",
        "price, 1e999999999, a number with at most 3 digits",
        "price, 1e-999999999, a number with at most 3 digits",
        "price, 0e-999999999, a number with at most 3 digits",
        "price, much, a number with at most 3 digits",
        "title, abcd, at most 3 characters",
        "colour, green, 'one of RED, GREEN'",
        "uuid, 1-1-1-1-1, a UUID",
        "uuid, none, a UUID",
        "day, 31.01.2026, a date such as 2026-01-31",
        "day, 2026-02-30, a date such as 2026-01-31",
        "day, +10000-01-01, a date such as 2026-01-31",
        "day, 0000-01-01, a date such as 2026-01-31",
        "time, 24:00, a time such as 23:59:59",
        "time, 23:59:59.1234567, 'a time such as 23:59:59, to the microsecond'",
        "local, 2026-01-31T23:59:59Z, CURRENT_TIMESTAMP or a date-time such as 2026-01-31T23:59:59",
        "local, 2026-01-31T23:59:59.1234567, to the microsecond",
        "local, now, CURRENT_TIMESTAMP or a date-time",
        "instant, 2026-01-31T23:59:59, CURRENT_TIMESTAMP or a date-time such as 2026-01-31T23:59:59Z",
        "instant, +10000-01-01T00:00:00Z, CURRENT_TIMESTAMP or a date-time",
        "day, CURRENT_TIMESTAMP, a date such as",
    })
    void check_noValue(String field, String literal, String expected) {
        assertThatThrownBy(() -> check(field, literal))
                .isInstanceOf(SchemaException.class)
                .hasMessageStartingWith(AnyType.class.getName() + "." + field + ": the default value '" + literal
                        + "' is no value of this column; expected ")
                .hasMessageContaining(expected)
                .hasMessageEndingWith(". Correct defaultValue.");
    }

    @Test
    void of_columnWithDefault() {
        @TableModel
        record Page(@Id int id, @Column(defaultValue = "07") int views, String title) {}
        TableSchema schema = TableSchema.of(Page.class);
        assertThat(schema.requireColumn("views").defaultValue()).hasValue("7");
        assertThat(schema.requireColumn("title").defaultValue()).isEmpty();
    }

    @Test
    void of_columnThatTakesNone() {
        @TableModel
        record OfText(
                @Id int id,
                @Text @Column(defaultValue = "a") String x) {}
        @TableModel
        record OfWords(
                @Id int id,
                @FullTextField @Column(defaultValue = "a") String x) {}
        @TableModel
        record OfJson(
                @Id int id, @Column(defaultValue = "[]") List<String> x) {}
        @TableModel
        record OfBlob(
                @Id int id, @Column(defaultValue = "a") byte[] x) {}
        @TableModel
        record OfBytes(
                @Id int id,
                @Column(defaultValue = "a", length = 9) byte[] x) {}
        @TableModel
        record OfVector(
                @Id int id,

                @VectorField(dimensions = 1) @Column(defaultValue = "[1]")
                float[] x) {}
        @TableModel
        record OfGenerated(@Id @Column(defaultValue = "1") Integer x) {}
        assertRefused(OfText.class, "x", "a TEXT column takes no default value", "Remove defaultValue");
        assertRefused(OfWords.class, "x", "a TEXT column takes no default value", "Remove defaultValue");
        assertRefused(OfJson.class, "x", "a JSON column takes no default value", "Remove defaultValue");
        assertRefused(OfBlob.class, "x", "a BLOB column takes no default value", "Remove defaultValue");
        assertRefused(OfBytes.class, "x", "a VARBINARY column takes no default value", "Remove defaultValue");
        assertRefused(OfVector.class, "x", "a VECTOR column takes no default value", "Remove defaultValue");
        assertRefused(
                OfGenerated.class, "x", "a generated key has no default value", "or set @Id(autoIncrement = false)");
    }
}
