package io.github.jtidb.schema;

import static io.github.jtidb.schema.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jtidb.schema.VectorField.IndexPolicy;
import io.github.jtidb.vector.DistanceMetric;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorFieldTest {

    @Test
    void of_everythingGiven() {
        @TableModel
        record Full(
                @Id int id,
                @Column(name = "body") String content,

                @VectorField(
                        dimensions = 16383,
                        sourceField = "BODY",
                        model = "huggingface/BAAI/bge-m3",
                        metric = DistanceMetric.L2,
                        index = IndexPolicy.REQUIRED)
                float[] embedding) {}
        ColumnSchema column = TableSchema.of(Full.class).requireColumn("embedding");
        assertThat(column.nullable()).isTrue();
        assertThat(column.vector())
                .hasValue(new ColumnSchema.Vector(
                        OptionalInt.of(16383),
                        DistanceMetric.L2,
                        IndexPolicy.REQUIRED,
                        Optional.of("content"),
                        Optional.of("huggingface/BAAI/bge-m3")));
    }

    @Test
    void of_defaults() {
        @TableModel
        record Plain(
                @Id int id, @VectorField(dimensions = 1) float[] embedding) {}
        assertThat(TableSchema.of(Plain.class).requireColumn("embedding").vector())
                .hasValue(new ColumnSchema.Vector(
                        OptionalInt.of(1),
                        DistanceMetric.COSINE,
                        IndexPolicy.AUTO,
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void of_modelAlone() {
        @TableModel
        record QueriesOnly(
                @Id int id, @VectorField(model = "local/m") float[] embedding) {}
        ColumnSchema.Vector vector = TableSchema.of(QueriesOnly.class)
                .vectorColumns()
                .get(0)
                .vector()
                .orElseThrow();
        assertThat(vector.dimensions()).isEmpty();
        assertThat(vector.model()).hasValue("local/m");
        assertThat(vector.sourceField()).isEmpty();
    }

    @Test
    void of_dimensionsOutOfRange() {
        @TableModel
        record None(@Id int id, @VectorField float[] x) {}
        @TableModel
        record Negative(
                @Id int id,
                @VectorField(dimensions = -1, model = "a/b") float[] x) {}
        @TableModel
        record TooMany(
                @Id int id, @VectorField(dimensions = 16384) float[] x) {}
        assertRefused(None.class, "x", "missing dimensions: there is no model to ask for them", "dimensions = ...");
        assertRefused(Negative.class, "x", "dimensions = -1 is out of range; expected 1 to 16383", "Give the number");
        assertRefused(TooMany.class, "x", "dimensions = 16384 is out of range; expected 1 to 16383", "Give the number");
    }

    @Test
    void of_modelOfWrongForm() {
        @TableModel
        record NoProvider(
                @Id int id,
                @VectorField(model = "all-MiniLM-L6-v2") float[] x) {}
        assertRefused(
                NoProvider.class,
                "x",
                "the model 'all-MiniLM-L6-v2' is not of the form provider/model",
                "model = \"local/all-MiniLM-L6-v2\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local/a",
                "nvidia_nim/baai/bge-m3",
                "dash-scope/x:y@z",
                "A1/b",
                "local:/my models/a",
                "local:models/a",
                "local:C:\\m"
            })
    void isModel_providerAndModel(String model) {
        assertThat(VectorReader.isModel(model)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/a", "a/", "a//b", "a b/c", "a/b c", " a/b", "a/b\n", "/", "a", "local:", "local: a", "other:/a"
            })
    void isModel_otherForm(String model) {
        assertThat(VectorReader.isModel(model)).isFalse();
    }

    @Test
    void of_requiredIndexThatCannotBe() {
        @TableModel
        record Manhattan(
                @Id int id,

                @VectorField(dimensions = 3, metric = DistanceMetric.L1, index = IndexPolicy.REQUIRED)
                float[] x) {}
        @TableModel
        record Inner(
                @Id int id,

                @VectorField(
                        dimensions = 3,
                        metric = DistanceMetric.NEGATIVE_INNER_PRODUCT,
                        index = IndexPolicy.REQUIRED)
                float[] x) {}
        @TableModel
        record Auto(
                @Id int id,

                @VectorField(dimensions = 3, metric = DistanceMetric.L1)
                float[] x) {}
        String remedy = "Change the metric, or use IndexPolicy.AUTO";
        assertRefused(Manhattan.class, "x", "no vector index can be built for L1; expected COSINE or L2", remedy);
        assertRefused(
                Inner.class,
                "x",
                "no vector index can be built for NEGATIVE_INNER_PRODUCT; expected COSINE or L2",
                remedy);
        assertThat(TableSchema.of(Auto.class).vectorColumns()).hasSize(1);
    }

    @Test
    void of_sourceField() {
        @TableModel
        record NoModel(
                @Id int id,
                String text,

                @VectorField(dimensions = 3, sourceField = "text")
                float[] x) {}
        @TableModel
        record Typo(
                @Id int id,
                String title,
                @Text String content,

                @VectorField(sourceField = "contnet", model = "a/b")
                float[] x) {}
        @TableModel
        record NoString(
                @Id int id,
                String title,

                @VectorField(sourceField = "id", model = "a/b")
                float[] x) {}
        @TableModel
        record NoText(
                @Id int id,

                @VectorField(sourceField = "gone", model = "a/b")
                float[] x) {}
        assertRefused(
                NoModel.class,
                "x",
                "sourceField = \"text\" has no model to embed it with",
                "Add model = \"provider/model\", or remove sourceField");
        assertRefused(
                Typo.class,
                "",
                "the sourceField 'contnet' of the field x is no column (did you mean 'content'?)",
                "Name one of title, content");
        assertRefused(
                NoString.class,
                "",
                "the sourceField 'id' of the field x is of type int; expected a String",
                "Name one of title");
        assertRefused(
                NoText.class,
                "",
                "the sourceField 'gone' of the field x is no column",
                "Name one of the String fields, of which there are none yet");
    }
}
