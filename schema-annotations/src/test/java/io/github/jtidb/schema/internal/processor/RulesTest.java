package io.github.jtidb.schema.internal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.schema.SchemaException;
import io.github.jtidb.schema.TableSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the compiler says of a table class is what {@link TableSchema#of} says of it. */
class RulesTest {

    private static final String HEAD = """
            package a;
            import io.github.jtidb.schema.*;
            import io.github.jtidb.vector.DistanceMetric;
            import java.math.*; import java.time.*; import java.util.*;
            """;

    @TempDir
    private Path folder;

    /** A fault stands in line 6, in the body of the class, or else in line 5, where it begins. */
    static Stream<String> faultsOfMembers() {
        return Stream.of(
                        "@Id int id; Thread thread",
                        "@Id int id; Object object",
                        "@Id int id; double[] numbers",
                        "@Id int id; float[] vector",
                        "@Id int id; Optional<String> text",
                        "@Id int id; ArrayList<String> texts",
                        "@Id int id; List<String>[] texts",
                        "@Id int id; HashMap<String, ? extends List<Integer>> map",
                        "@Id int id; java.sql.Timestamp time",
                        "@Id int id; ZonedDateTime time",
                        "@Id int id; BigDecimal price",
                        "@Id int id; @Column(precision = 66, scale = 1) BigDecimal price",
                        "@Id int id; @Column(precision = 5) int price",
                        "@Id int id; @Column(length = 5) int price",
                        "@Id int id; @Column(length = 20000) String text",
                        "@Id int id; @Column(name = \"a.b\") String text",
                        "@Id int id; @Column(name = \"_distance\") String text",
                        "@Id int id; @Column(defaultValue = \"x\") int number",
                        "@Id int id; @Column(defaultValue = \"BLUE\") Colour colour",
                        "@Id int id; @Column(defaultValue = \"2026-13-01\") LocalDate day",
                        "@Id int id; @Column(defaultValue = \"now\") Instant instant",
                        "@Id int id; @Text int text",
                        "@Id int id; @FullTextField List<String> text",
                        "@Id int id; @Text @FullTextField String text",
                        "@Id int id; @VectorField(dimensions = 3) double[] vector",
                        "@Id int id; @VectorField float[] vector",
                        "@Id int id; @VectorField(dimensions = 20000) float[] vector",
                        "@Id int id; @VectorField(model = \"nameless\") float[] vector",
                        "@Id int id; @VectorField(dimensions = 3, sourceField = \"id\") float[] vector",
                        "@Id int id; @VectorField(dimensions = 3, metric = DistanceMetric.L1,"
                                + " index = VectorField.IndexPolicy.REQUIRED) float[] vector",
                        "@Id int id; @VectorField(dimensions = 3) @Column(nullable = false) float[] vector",
                        "@Id int id; String text; @VectorField(model = \"a/b\", sourceField = \"txt\") float[] vector",
                        "@Id int id; @VectorField(model = \"a/b\", sourceField = \"id\") float[] vector",
                        "@Id double id",
                        "@Id byte[] id",
                        "@Id List<String> id",
                        "@Id Thing id",
                        "@Id @Text String id",
                        "@Id @Column(unique = true) int id",
                        "@Id @Column(defaultValue = \"1\") Integer id",
                        "@Id int id; static @Text String text",
                        "@Id int id; transient @Column String text",
                        "@Id int id; String aB; @Column(name = \"A_b\") String c",
                        "@Id int id; @Column(name = \"id\") String c",
                        "@Id int id; String c; @Column(name = \"c\") String d",
                        "@Id int id; @Column(unique = true) @Text String text",
                        "@Id int id; @Column(unique = true) Thing thing",
                        "@Id int id; Other other",
                        "@Id int id; Class<? super List<Integer>> type")
                .map(members -> "@TableModel class Row {\n" + members + "; }");
    }

    static Stream<String> faultsOfClasses() {
        return Stream.of(
                "@TableModel class Row { String id; }",
                "@TableModel class Row {}",
                "@TableModel record Row() {}",
                "@TableModel interface Row {}",
                "@TableModel @interface Row {}",
                "@TableModel enum Row { A }",
                "@TableModel abstract class Row { @Id int id; }",
                "@TableModel class Row<T> { @Id int id; }",
                "@TableModel(\"a.b\") class Row { @Id int id; }",
                "@TableModel(\"_jtidb_x\") record Row(@Id int id) {}",
                "@TableModel(indexes = @Index(columns = {})) record Row(@Id int id) {}",
                "@TableModel(indexes = @Index(columns = \"x\")) record Row(@Id int id) {}",
                "@TableModel(indexes = {@Index(columns = \"id\"), @Index(columns = \"id\")}) record Row(@Id int id) {}",
                "class Base<T> { T value; } @TableModel class Row extends Base<String> { @Id int id; }",
                "class Base { @Id Thread value; } @TableModel class Row extends Base { int id; }",
                "@TableModel record Row(@Id @Column(length = 500) String a, @Id @Column(length = 500) String b) {}");
    }

    private static String types() {
        return "\nenum Colour { RED } record Thing(int x) {} @TableModel record Other(@Id int id) {}";
    }

    @ParameterizedTest
    @MethodSource("faultsOfMembers")
    void faultOfMember_isReportedThere(String row) throws Exception {
        assertSaysTheSame(row, 6);
    }

    @ParameterizedTest
    @MethodSource("faultsOfClasses")
    void faultOfClass_isReportedThere(String row) throws Exception {
        assertSaysTheSame(row, 5);
    }

    private void assertSaysTheSame(String row, int line) throws Exception {
        String source = HEAD + row + types();
        Compilation plain = new Compilation(folder).source("a.Row", source).compile(List.of(), "-proc:none");
        assertThat(plain.errors()).isEmpty();
        Class<?> loaded = plain.load("a.Row");

        List<String> errors =
                new Compilation(folder).source("a.Row", source).compile().errors();

        assertThatThrownBy(() -> TableSchema.of(loaded))
                .isInstanceOf(SchemaException.class)
                .satisfies(e -> assertThat(errors).containsExactly(line + ": " + e.getMessage()));
    }

    @Test
    void faultsOfSeveralMembers_areReportedTogether() {
        List<String> errors =
                new Compilation(folder).source("a.Row", HEAD + """
                        @TableModel
                        record Row(
                                @Id int id,
                                Thread thread,
                                @Text int text,
                                String fine) {}
                        """).compile().errors();

        assertThat(errors).hasSize(2);
        assertThat(errors.get(0)).startsWith("8: a.Row.thread: no column holds a java.lang.Thread");
        assertThat(errors.get(1)).startsWith("9: a.Row.text: @Text needs a String");
    }

    @Test
    void innerClass_isRefused() {
        assertThat(new Compilation(folder)
                        .source("a.Out", HEAD + "class Out {\n@TableModel class Row { @Id int id; } }")
                        .compile()
                        .errors())
                .hasSize(1)
                .allSatisfy(error -> assertThat(error).startsWith("6: a.Out$Row: the class is an inner"));
    }

    @Test
    void everyType_isTakenInSourceAsWhenLoaded() throws Exception {
        String source = HEAD + """
                @TableModel(indexes = @Index(columns = {"name", "day"}))
                class Row extends Base {
                    boolean a; Boolean b; byte c; Byte d; short e; Short f; Integer g; long h; Long i;
                    float j; Float k; double l; Double m; @Column(precision = 9, scale = 2) BigDecimal n;
                    @Column(length = 30, defaultValue = "x") String name; @Text String text; @FullTextField String full;
                    @Column(defaultValue = "RED") Colour colour; UUID uuid; byte[] blob; @Column(length = 3) byte[] bytes;
                    LocalDate day; LocalTime time; LocalDateTime local; Instant instant;
                    Map<String, Object> map; Collection<?> some; List<? extends Number> list; Set<int[]> set;
                    @SuppressWarnings("rawtypes") List raw; Thing thing;
                    @VectorField(sourceField = "text", model = "a/b") float[] vector;
                    static int count; transient Thread thread;
                }
                class Base { @Id int id; }
                """ + types();

        Compilation compilation =
                new Compilation(folder).source("a.Row", source).compile();

        assertThat(compilation.errors()).isEmpty();
        assertThat(TableSchema.of(compilation.load("a.Row")).columns()).hasSize(33);
    }
}
