package io.github.jtidb.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.vector.DistanceMetric;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TableBuilderTest {

    @TableModel(value = "documents", indexes = @Index(columns = {"code", "rank"}))
    record Document(
            @Id Integer id,
            @FullTextField String content,

            @VectorField(sourceField = "content", model = "local/all-MiniLM-L6-v2", metric = DistanceMetric.L2)
            float[] embedding,

            @Column(unique = true, length = 8, defaultValue = "it's")
            String code,

            @Column(defaultValue = "7") Integer rank) {}

    private static TableSchema.Builder documents() {
        return TableSchema.builder("documents")
                .column(ColumnSchema.builder("id", ColumnType.INT).key().autoIncrement())
                .column(ColumnSchema.builder("content", ColumnType.TEXT)
                        .fullText(FullTextField.Parser.MULTILINGUAL, true))
                .column(ColumnSchema.builder("embedding", ColumnType.VECTOR)
                        .sourceField("CONTENT")
                        .model("local/all-MiniLM-L6-v2")
                        .metric(DistanceMetric.L2))
                .column(ColumnSchema.builder("code", ColumnType.VARCHAR)
                        .length(8)
                        .unique()
                        .defaultValue("it's"))
                .column(ColumnSchema.builder("rank", ColumnType.INT).defaultValue("7"))
                .index("", false, "code", "rank");
    }

    @Test
    void build_ofTheSameParts_isWhatTheClassSays() {
        TableSchema built = documents().build();
        TableSchema read = TableSchema.of(Document.class);

        assertThat(built.columns()).isEqualTo(read.columns());
        assertThat(built.indexes()).isEqualTo(read.indexes());
        assertThat(built.javaClass()).isEmpty();
        assertThat(built).isNotEqualTo(read).isEqualTo(documents().build()).hasToString(read.toString());
        assertThat(built.withDimensions("embedding", 384).requireColumn("embedding"))
                .hasToString("embedding VECTOR(384)");
        assertThatThrownBy(() -> built.requireColumn("conten"))
                .isInstanceOf(SchemaException.class)
                .hasMessageContainingAll("documents", "conten", "did you mean 'content'");
    }

    @Test
    void build_whatTheDatabaseFillsIn_isToldApart() {
        TableSchema built = TableSchema.builder("t")
                .column(ColumnSchema.builder("id", ColumnType.DECIMAL)
                        .decimal(20, 0)
                        .key()
                        .autoIncrement())
                .column(ColumnSchema.builder("made", ColumnType.DATETIME)
                        .fraction(0)
                        .hasDefault())
                .column(ColumnSchema.builder("twice", ColumnType.BIGINT).generated(true))
                .build();

        assertThat(built.requireColumn("made").hasDefault()).isTrue();
        assertThat(built.requireColumn("made").defaultValue()).isEmpty();
        assertThat(built.requireColumn("made").precision()).isZero();
        assertThat(built.requireColumn("twice").generated()).hasValue(true);
        assertThat(built.requireColumn("id").generated()).isEmpty();
        assertThat(TableSchema.of(Document.class).requireColumn("rank").hasDefault())
                .isTrue();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("x' has 65", "x".repeat(65), ColumnType.INT, c -> c),
                fault("_distance", "_distance", ColumnType.INT, c -> c),
                fault("begins with '$'", "$a", ColumnType.INT, c -> c),
                fault("claim the column", "ID", ColumnType.INT, c -> c),
                fault("16384", "x", ColumnType.VARCHAR, c -> c.length(16384)),
                fault("out of range; expected 1 to 255", "x", ColumnType.CHAR, c -> c),
                fault("out of range", "x", ColumnType.VARBINARY, c -> c.length(0)),
                fault("no length", "x", ColumnType.INT, c -> c.length(3)),
                fault("precision 0", "x", ColumnType.DECIMAL, c -> c),
                fault("scale 9", "x", ColumnType.DECIMAL, c -> c.decimal(8, 9)),
                fault("precision and scale", "x", ColumnType.INT, c -> c.decimal(8, 2)),
                fault("expected 0 to 6", "x", ColumnType.TIME, c -> c.fraction(7)),
                fault("cannot be a key", "x", ColumnType.TEXT, ColumnSchema.Builder::key),
                fault("does not count", "x", ColumnType.VARCHAR, ColumnSchema.Builder::autoIncrement),
                fault(
                        "no default value",
                        "x",
                        ColumnType.INT,
                        c -> c.autoIncrement().hasDefault()),
                fault("default value 'y'", "x", ColumnType.INT, c -> c.defaultValue("y")),
                fault("takes no default value", "x", ColumnType.JSON, c -> c.defaultValue("1")),
                fault("missing dimensions", "x", ColumnType.VECTOR, c -> c),
                fault("16384", "x", ColumnType.VECTOR, c -> c.dimensions(16384)),
                fault(
                        "provider/model",
                        "x",
                        ColumnType.VECTOR,
                        c -> c.dimensions(3).model("m")),
                fault(
                        "no model to embed it with",
                        "x",
                        ColumnType.VECTOR,
                        c -> c.dimensions(3).sourceField("content")),
                fault(
                        "is no column",
                        "x",
                        ColumnType.VECTOR,
                        c -> c.model("a/b").sourceField("nowhere")),
                fault(
                        "expected a String",
                        "x",
                        ColumnType.VECTOR,
                        c -> c.model("a/b").sourceField("id")),
                fault("Make it a VECTOR", "x", ColumnType.TEXT, c -> c.dimensions(3)),
                fault(
                        "no vector index",
                        "x",
                        ColumnType.VECTOR,
                        c -> c.dimensions(3).metric(DistanceMetric.L1).index(VectorField.IndexPolicy.REQUIRED)),
                fault("searched by words", "x", ColumnType.INT, c -> c.fullText(FullTextField.Parser.STANDARD, true)),
                fault("cannot be in it", "x", ColumnType.JSON, ColumnSchema.Builder::unique));
    }

    private static Arguments fault(
            String expected, String column, ColumnType type, UnaryOperator<ColumnSchema.Builder> change) {
        return Arguments.of(expected, change.apply(ColumnSchema.builder(column, type)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void build_columnAgainstTheRules_isRefused(String expected, ColumnSchema.Builder column) {
        TableSchema.Builder table = documents().column(column);

        assertThatThrownBy(table::build)
                .isInstanceOf(SchemaException.class)
                .hasMessageContainingAll("Table 'documents'", expected);
    }

    @Test
    void build_tableAgainstTheRules_isRefused() {
        ColumnSchema.Builder id = ColumnSchema.builder("id", ColumnType.INT);

        assertThatThrownBy(() -> TableSchema.builder("a.b").column(id).build()).hasMessageContaining("'.'");
        assertThatThrownBy(() -> TableSchema.builder("t").build()).hasMessageContaining("no columns");
        assertThatThrownBy(() -> TableSchema.builder("t").column(id).build()).hasMessageContaining("no key");
        assertThatThrownBy(() -> TableSchema.builder("t")
                        .column(ColumnSchema.builder("id", ColumnType.INT).key().unique())
                        .build())
                .hasMessageContaining("unique already");
        assertThatThrownBy(() -> documents()
                        .column(ColumnSchema.builder("n", ColumnType.INT).autoIncrement())
                        .build())
                .hasMessageContaining("several");
        assertThatThrownBy(() -> documents().index("i", false, "nowhere").build())
                .isInstanceOf(SchemaException.class)
                .hasMessageContainingAll("documents", "nowhere");
        assertThatThrownBy(() -> documents().index("i", false).build()).hasMessageContaining("no columns");
    }
}
