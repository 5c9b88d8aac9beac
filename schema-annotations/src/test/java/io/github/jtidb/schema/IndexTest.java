package io.github.jtidb.schema;

import static io.github.jtidb.schema.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class IndexTest {

    private static TableSchema.IndexSchema index(TableSchema schema, String name, boolean unique, String... fields) {
        return new TableSchema.IndexSchema(
                name, List.of(fields).stream().map(schema::requireColumn).toList(), unique);
    }

    @Test
    void indexes_declared() {
        @TableModel(
                indexes = {
                    @Index(columns = {"createdAt", "TITLE"}),
                    @Index(columns = "isbn", name = "Named"),
                    @Index(
                            columns = {"isbn", "title"},
                            unique = true),
                })
        record Book(
                @Id int id,
                String title,
                @Column(unique = true) String isbn,
                Instant createdAt) {}
        TableSchema schema = TableSchema.of(Book.class);
        assertThat(schema.indexes())
                .containsExactly(
                        index(schema, "uq_isbn", true, "isbn"),
                        index(schema, "idx_created_at_title", false, "createdAt", "title"),
                        index(schema, "Named", false, "isbn"),
                        index(schema, "uq_isbn_title", true, "isbn", "title"));
    }

    @Test
    void indexes_none() {
        @TableModel
        record Bare(
                @Id int id,
                @VectorField(dimensions = 3) float[] x,
                @FullTextField String words) {}
        assertThat(TableSchema.of(Bare.class).indexes()).isEmpty();
    }

    @Test
    void indexes_unusableColumns() {
        @TableModel(indexes = @Index(columns = {}))
        record NoColumns(@Id int id) {}
        @TableModel(indexes = @Index(columns = "titel"))
        record Unknown(@Id int id, String title) {}
        @TableModel(indexes = @Index(columns = {"createdAt", "created_at"}))
        record Twice(@Id int id, Instant createdAt) {}
        @TableModel(indexes = @Index(columns = "x"))
        record OfVector(
                @Id int id, @VectorField(dimensions = 3) float[] x) {}
        @TableModel(indexes = @Index(columns = {"id", "x"}))
        record OfText(@Id int id, @Text String x) {}
        @TableModel(indexes = @Index(columns = "x"))
        record OfJson(@Id int id, List<String> x) {}
        @TableModel
        record UniqueBlob(@Id int id, @Column(unique = true) byte[] x) {}
        assertRefused(NoColumns.class, "", "an @Index has no columns", "Name at least one");
        assertRefused(
                Unknown.class,
                "",
                "an @Index names 'titel', which is no column (did you mean 'title'?)",
                "Name one of id, title");
        assertRefused(Twice.class, "", "an @Index names 'created_at' twice", "Name each column once");
        assertRefused(
                OfVector.class,
                "",
                "the index idx_x holds the field x, whose VECTOR column cannot be in it",
                "@VectorField(index = ...) makes its index");
        assertRefused(
                OfText.class,
                "",
                "the index idx_id_x holds the field x, whose TEXT column cannot be in it",
                "Remove @Text to make it a VARCHAR");
        assertRefused(
                OfJson.class, "", "the index idx_x holds the field x, whose JSON column cannot be in it", "Remove it");
        assertRefused(
                UniqueBlob.class,
                "",
                "the index uq_x holds the field x, whose BLOB column cannot be in it",
                "Give it @Column(length = ...)");
    }

    @Test
    void indexes_unusableNames() {
        @TableModel(indexes = {@Index(columns = "a"), @Index(columns = "b", name = "IDX_A")})
        record Same(@Id int id, int a, int b) {}
        @TableModel(indexes = @Index(columns = "a", unique = true))
        record UniqueTwice(
                @Id int id, @Column(unique = true) int a) {}
        @TableModel(indexes = @Index(columns = "a", name = "primary"))
        record Primary(@Id int id, int a) {}
        @TableModel(indexes = @Index(columns = {"aLongNameOfAColumnThatIsIndexed", "anotherLongNameOfAColumn"}))
        record TooLong(@Id int id, int aLongNameOfAColumnThatIsIndexed, int anotherLongNameOfAColumn) {}
        assertRefused(Same.class, "", "two indexes are named 'IDX_A'", "Remove one, or rename it");
        assertRefused(UniqueTwice.class, "", "two indexes are named 'uq_a'", "@Column(unique = true) makes an index");
        assertRefused(
                Primary.class, "", "the index name 'primary' is the key's own name", "Choose another with @Index(name");
        assertRefused(
                TooLong.class,
                "",
                "the index name 'idx_a_long_name_of_a_column_that_is_indexed_another_long_name_of_a_column'"
                        + " has 73 characters instead of 1 to 64",
                "Choose another with @Index(name = ...)");
    }

    @Test
    void indexes_tooLong() {
        @TableModel(indexes = @Index(columns = {"a", "b", "c"}))
        record Fits(@Id int id, String a, String b, String c) {}
        @TableModel(indexes = @Index(columns = {"a", "b", "c", "d"}))
        record TooLong(@Id int id, String a, String b, String c, String d) {}
        @TableModel
        record TooLongAlone(
                @Id int id,
                @Column(length = 3073, unique = true) byte[] x) {}
        assertThat(TableSchema.of(Fits.class).indexes()).hasSize(1);
        assertRefused(
                TooLong.class,
                "",
                "takes 4080 bytes; expected at most 3072 (a character counts as 4)",
                "Give its columns a shorter @Column(length = ...)");
        assertRefused(
                TooLongAlone.class,
                "",
                "the index uq_x over [x VARBINARY(3073)] takes 3073 bytes; expected at most 3072"
                        + " (a character counts as 4)",
                "Give its columns a shorter");
    }

    @Test
    void indexes_bytesOfEveryType() {
        // 1 + 1 + 2 + 4 + 8 + 4 + 8 + 3 + 6 + 11 + 11 bytes, and 9 of DECIMAL(20,2), leave 3004.
        @TableModel(
                indexes =
                        @Index(
                                columns = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "fill"},
                                name = "x"))
        record Fits(
                @Id int id,
                boolean a,
                byte b,
                short c,
                int d,
                long e,
                float f,
                double g,
                LocalDate h,
                LocalTime i,
                Instant j,
                Instant k,
                @Column(precision = 20, scale = 2) BigDecimal l,
                @Column(length = 3004) byte[] fill) {}
        @TableModel(
                indexes =
                        @Index(
                                columns = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "fill"},
                                name = "x"))
        record TooLong(
                @Id int id,
                boolean a,
                byte b,
                short c,
                int d,
                long e,
                float f,
                double g,
                LocalDate h,
                LocalTime i,
                Instant j,
                Instant k,
                @Column(precision = 20, scale = 2) BigDecimal l,
                @Column(length = 3005) byte[] fill) {}
        assertThat(TableSchema.of(Fits.class).indexes()).hasSize(1);
        assertRefused(TooLong.class, "", "takes 3073 bytes; expected at most 3072 (a character counts as 4)", "Give");
    }
}
