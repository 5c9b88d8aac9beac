package io.github.jtidb.schema;

import static io.github.jtidb.schema.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeyTest {

    private static ColumnSchema key(Class<?> table) {
        assertThat(TableSchema.of(table).keyColumns()).hasSize(1);
        return TableSchema.of(table).keyColumns().get(0);
    }

    @Test
    void key_nullableNumber() {
        @TableModel
        record OfInteger(@Id Integer id) {}
        @TableModel
        record OfLong(String name, @Id Long id) {}
        assertThat(key(OfInteger.class).autoIncrement()).isTrue();
        assertThat(key(OfLong.class)).returns(true, ColumnSchema::autoIncrement).returns(false, ColumnSchema::nullable);
    }

    @Test
    void key_givenByTheCaller() {
        @TableModel
        record Refusing(@Id(autoIncrement = false) Long id) {}
        @TableModel
        record OfInt(@Id int id) {}
        @TableModel
        record OfPrimitiveLong(@Id long id) {}
        @TableModel
        record OfShort(@Id Short id) {}
        @TableModel
        record OfString(@Id String id) {}
        @TableModel
        record OfUuid(@Id UUID id) {}
        @TableModel
        record OfEnum(@Id TimeUnit id) {}
        @TableModel
        record OfDate(@Id LocalDate id) {}
        @TableModel
        record OfInstant(@Id Instant id) {}
        @TableModel
        record OfDecimal(
                @Id @Column(precision = 20, scale = 0) BigDecimal id) {}
        List<Class<?>> tables = List.of(
                Refusing.class,
                OfInt.class,
                OfPrimitiveLong.class,
                OfShort.class,
                OfString.class,
                OfUuid.class,
                OfEnum.class,
                OfDate.class,
                OfInstant.class,
                OfDecimal.class);
        assertThat(tables)
                .allSatisfy(table -> assertThat(key(table))
                        .returns(true, ColumnSchema::key)
                        .returns(false, ColumnSchema::autoIncrement)
                        .returns(false, ColumnSchema::nullable));
    }

    @Test
    void key_composite() {
        @TableModel
        record Composite(
                @Id Integer tenant, String note, @Id Long number) {}
        TableSchema schema = TableSchema.of(Composite.class);
        assertThat(schema.keyColumns()).extracting(ColumnSchema::field).containsExactly("tenant", "number");
        assertThat(schema.keyColumns()).noneMatch(ColumnSchema::autoIncrement).noneMatch(ColumnSchema::nullable);
        assertThat(schema.requireColumn("note").key()).isFalse();
    }

    @Test
    void key_unfitType() {
        @TableModel
        record OfFloat(@Id float id) {}
        @TableModel
        record OfDouble(@Id Double id) {}
        @TableModel
        record OfBytes(@Id byte[] id) {}
        @TableModel
        record OfSizedBytes(@Id @Column(length = 16) byte[] id) {}
        @TableModel
        record OfJson(@Id List<String> id) {}
        assertRefused(
                OfFloat.class, "id", "a FLOAT cannot be a key: it hardly ever compares equal", "Use a whole number");
        assertRefused(OfDouble.class, "id", "a DOUBLE cannot be a key: it hardly ever compares equal", "Use a whole");
        assertRefused(OfBytes.class, "id", "a byte[] cannot be a key: Java compares arrays by identity", "Use a UUID");
        assertRefused(
                OfSizedBytes.class, "id", "a byte[] cannot be a key: Java compares arrays by identity", "Use a UUID");
        assertRefused(OfJson.class, "id", "a JSON column cannot be a key", "Use a whole number, a String or a UUID");
    }

    @Test
    void key_tooLong() {
        @TableModel
        record Longest(@Id @Column(length = 768) String id) {}
        @TableModel
        record TooLong(@Id @Column(length = 769) String id) {}
        @TableModel
        record TooLongTogether(
                @Id @Column(length = 767) String a,
                @Id int b,
                @Id byte c) {}
        assertThat(key(Longest.class).length()).isEqualTo(768);
        assertRefused(
                TooLong.class,
                "",
                "the key over [id VARCHAR(769)] takes 3076 bytes; expected at most 3072 (a character counts as 4)",
                "Give its columns a shorter @Column(length = ...)");
        assertRefused(
                TooLongTogether.class,
                "",
                "the key over [a VARCHAR(767), b INT, c TINYINT] takes 3073 bytes; expected at most 3072 (a character"
                        + " counts as 4)",
                "Give its columns a shorter");
    }

    @Test
    void key_uniqueToo() {
        @TableModel
        record Sole(@Id @Column(unique = true) int id) {}
        @TableModel
        record Part(@Id @Column(unique = true) int a, @Id int b) {}
        assertRefused(Sole.class, "id", "a sole key is unique already", "Remove unique = true");
        assertThat(TableSchema.of(Part.class).requireColumn("a").unique()).isTrue();
    }
}
