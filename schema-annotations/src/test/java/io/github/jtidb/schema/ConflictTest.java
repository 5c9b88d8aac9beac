package io.github.jtidb.schema;

import static io.github.jtidb.schema.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Annotations that do not go together, or not with the type; and names that do not go together. */
class ConflictTest {

    @Test
    void of_twoAnnotationsOnOneField() {
        @TableModel
        record TextVector(
                @Id int id,
                @Text @VectorField(dimensions = 3) float[] x) {}
        @TableModel
        record TextWords(@Id int id, @Text @FullTextField String x) {}
        @TableModel
        record WordsVector(
                @Id int id,
                @FullTextField @VectorField(dimensions = 3) float[] x) {}
        @TableModel
        record IdVector(@Id @VectorField(dimensions = 3) float[] x) {}
        @TableModel
        record IdText(@Id @Text String x) {}
        @TableModel
        record IdWords(@Id @FullTextField String x) {}
        @TableModel
        record All(
                @Id @Text @FullTextField @VectorField(dimensions = 3)
                String x) {}
        assertRefused(TextVector.class, "x", "@Text and @VectorField conflict on one field", "Keep one of them");
        assertRefused(TextWords.class, "x", "@Text and @FullTextField conflict on one field", "Keep one of them");
        assertRefused(WordsVector.class, "x", "@FullTextField and @VectorField conflict on one field", "Keep one");
        assertRefused(IdVector.class, "x", "@VectorField and @Id conflict on one field", "a key is never");
        assertRefused(IdText.class, "x", "@Text and @Id conflict on one field", "a key is never");
        assertRefused(IdWords.class, "x", "@FullTextField and @Id conflict on one field", "a key is never");
        assertRefused(
                All.class,
                "x",
                "@Text and @FullTextField and @VectorField and @Id conflict on one field",
                "Remove one");
    }

    @Test
    void of_annotationOnWrongType() {
        @TableModel
        record TextInt(@Id int id, @Text int x) {}
        @TableModel
        record WordsList(@Id int id, @FullTextField List<String> x) {}
        @TableModel
        record VectorDoubles(
                @Id int id, @VectorField(dimensions = 3) double[] x) {}
        @TableModel
        record VectorList(
                @Id int id, @VectorField(dimensions = 3) List<Float> x) {}
        assertRefused(TextInt.class, "x", "@Text needs a String, but the field is of type int", "or remove @Text");
        assertRefused(
                WordsList.class,
                "x",
                "@FullTextField needs a String, but the field is of type java.util.List<java.lang.String>",
                "Change the type, or remove @FullTextField");
        assertRefused(
                VectorDoubles.class,
                "x",
                "@VectorField needs a float[], but the field is of type double[]",
                "Change the type, or remove @VectorField");
        assertRefused(
                VectorList.class,
                "x",
                "@VectorField needs a float[], but the field is of type java.util.List<java.lang.Float>",
                "Change the type");
    }

    @Test
    void of_twoFieldsOneColumn() {
        @TableModel
        record Same(
                @Id int id,
                @Column(name = "x") int a,
                @Column(name = "x") int b) {}
        @TableModel
        record SameButCase(
                @Id int id,
                int title,
                @Column(name = "TITLE") int b) {}
        @TableModel
        record Snake(@Id int id, int createdAt, int created_at) {}
        assertRefused(Same.class, "", "the fields a and b both claim the column 'x'", "@Column(name = ...)");
        assertRefused(
                SameButCase.class, "", "the fields title and b both claim the column 'TITLE'", "Name one of them");
        assertRefused(
                Snake.class, "", "the fields createdAt and created_at both claim the column 'created_at'", "Name one");
    }

    @Test
    void of_columnNamedAsAnotherField() {
        @TableModel
        record Later(
                @Id int id,
                @Column(name = "B") int a,
                @Column(name = "c") int b) {}
        @TableModel
        record Earlier(
                @Id int id,
                @Column(name = "c") int b,
                @Column(name = "b") int a) {}
        String remedy = "Name the column of a otherwise with @Column(name = ...)";
        assertRefused(
                Later.class,
                "",
                "the column 'B' of the field a bears the name of the field b, so a filter could mean either",
                remedy);
        assertRefused(
                Earlier.class,
                "",
                "the column 'b' of the field a bears the name of the field b, so a filter could mean either",
                remedy);
    }

    @Test
    void of_unusableName() {
        @TableModel("a.b")
        record Table(@Id int id) {}
        @TableModel
        record Reserved(@Id int id, int _score) {}
        @TableModel
        record TooLong(
                @Id int id,

                @Column(name = "x234567890123456789012345678901234567890123456789012345678901234_")
                int x) {}
        assertRefused(Table.class, "", "the table name 'a.b' holds the character '.'", "@TableModel(\"...\")");
        assertRefused(
                Reserved.class,
                "_score",
                "the column name '_score' begins with '_score', which is what a search returns",
                "Choose another with @Column(name = ...)");
        assertRefused(TooLong.class, "x", "has 65 characters instead of 1 to 64", "Choose another");
    }

    @Test
    void of_namesGiven() {
        @TableModel("Sample Documents")
        record Named(
                @Id @Column(name = "ID") int id,

                @Text @Column(name = "body", nullable = false)
                String content) {}
        TableSchema schema = TableSchema.of(Named.class);
        assertThat(schema).hasToString("Sample Documents(ID INT, body TEXT)");
        assertThat(schema.requireColumn("content"))
                .returns("body", ColumnSchema::name)
                .returns(false, ColumnSchema::nullable);
    }
}
