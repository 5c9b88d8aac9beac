package io.github.jtidb.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeMappingTest {

    enum Colour {
        RED,
        GREEN
    }

    enum Verbose {
        THE_NAME_OF_THIS_CONSTANT_IS_SO_LONG_THAT_IT_TAKES_MORE_THAN_SIXTY_FOUR
    }

    record Point<T>(T x, T y) {}

    @TableModel
    record EveryType(
            @Id long id,
            boolean flag,
            Boolean flagOrNull,
            byte tiny,
            Byte tinyOrNull,
            short small,
            Short smallOrNull,
            int number,
            Integer numberOrNull,
            Long bigOrNull,
            float real,
            Float realOrNull,
            double precise,
            Double preciseOrNull,
            @Column(precision = 65, scale = 30) BigDecimal widest,
            @Column(precision = 1, scale = 1) BigDecimal fraction,

            @Column(precision = 9, scale = 0, nullable = false)
            BigDecimal whole,

            String title,
            @Column(length = 16383) String longest,
            @Column(nullable = false) String required,
            @Text String body,
            @FullTextField String words,
            Colour colour,
            Verbose verbose,
            UUID uuid,
            byte[] blob,
            @Column(length = 65535) byte[] hash,
            LocalDate day,
            LocalTime time,
            LocalDateTime local,
            Instant instant,
            Map<String, Object> map,
            Collection<String> collection,
            List<Integer> list,
            Set<UUID> set,
            Point<Double> point,
            @SuppressWarnings("rawtypes") Map raw,
            @VectorField(dimensions = 3) float[] embedding) {}

    private static final TableSchema SCHEMA = TableSchema.of(EveryType.class);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id            | id BIGINT                    | false",
                "flag          | flag BOOLEAN                 | false",
                "flagOrNull    | flag_or_null BOOLEAN         | true",
                "tiny          | tiny TINYINT                 | false",
                "tinyOrNull    | tiny_or_null TINYINT         | true",
                "small         | small SMALLINT               | false",
                "smallOrNull   | small_or_null SMALLINT       | true",
                "number        | number INT                   | false",
                "numberOrNull  | number_or_null INT           | true",
                "bigOrNull     | big_or_null BIGINT           | true",
                "real          | real FLOAT                   | false",
                "realOrNull    | real_or_null FLOAT           | true",
                "precise       | precise DOUBLE               | false",
                "preciseOrNull | precise_or_null DOUBLE       | true",
                "widest        | widest DECIMAL(65,30)        | true",
                "fraction      | fraction DECIMAL(1,1)        | true",
                "whole         | whole DECIMAL(9,0)           | false",
                "title         | title VARCHAR(255)           | true",
                "longest       | longest VARCHAR(16383)       | true",
                "required      | required VARCHAR(255)        | false",
                "body          | body TEXT                    | true",
                "words         | words TEXT                   | true",
                "colour        | colour VARCHAR(64)           | true",
                "verbose       | verbose VARCHAR(71)          | true",
                "uuid          | uuid CHAR(36)                | true",
                "blob          | blob BLOB                    | true",
                "hash          | hash VARBINARY(65535)        | true",
                "day           | day DATE                     | true",
                "time          | time TIME                    | true",
                "local         | local DATETIME               | true",
                "instant       | instant DATETIME             | true",
                "map           | map JSON                     | true",
                "collection    | collection JSON              | true",
                "list          | list JSON                    | true",
                "set           | set JSON                     | true",
                "point         | point JSON                   | true",
                "raw           | raw JSON                     | true",
                "embedding     | embedding VECTOR(3)          | true",
            })
    void column_ofJavaType(String field, String expected, boolean nullable) {
        ColumnSchema column = SCHEMA.requireColumn(field);
        assertThat(column).hasToString(expected);
        assertThat(column.nullable()).isEqualTo(nullable);
    }

    @Test
    void columns_everyTypeInOrder() {
        assertThat(SCHEMA.columns())
                .extracting(ColumnSchema::field)
                .containsExactlyElementsOf(Arrays.stream(EveryType.class.getRecordComponents())
                        .map(component -> component.getName())
                        .toList());
        assertThat(SCHEMA.columns()).extracting(ColumnSchema::type).contains(ColumnType.values());
    }

    @Test
    void numbers_byType() {
        assertThat(SCHEMA.requireColumn("time").precision()).isEqualTo(6);
        assertThat(SCHEMA.requireColumn("instant").precision()).isEqualTo(6);
        assertThat(SCHEMA.requireColumn("widest"))
                .returns(65, ColumnSchema::precision)
                .returns(30, ColumnSchema::scale)
                .returns(0, ColumnSchema::length);
        assertThat(SCHEMA.requireColumn("title"))
                .returns(255, ColumnSchema::length)
                .returns(0, ColumnSchema::precision)
                .returns(0, ColumnSchema::scale);
    }

    @Test
    void javaType_keepsTypeArguments() {
        assertThat(SCHEMA.requireColumn("list").javaType().getTypeName())
                .isEqualTo("java.util.List<java.lang.Integer>");
        assertThat(SCHEMA.requireColumn("number").javaType()).isEqualTo(int.class);
    }
}
