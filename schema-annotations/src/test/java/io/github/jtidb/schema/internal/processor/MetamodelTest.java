package io.github.jtidb.schema.internal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The classes of fields, compiled against a client's Field that has no more than they need. */
class MetamodelTest {

    private static final String FIELD = """
            package io.github.jtidb.client;
            public class Field<V> {
                public static <V> Field<V> of(String name) { return null; }
                public static <V> Ordered<V> ordered(String name) { return null; }
                public static Text text(String name) { return null; }
                public static Json json(String name) { return null; }
                public static class Ordered<V> extends Field<V> {}
                public static final class Text extends Ordered<String> {}
                public static final class Json extends Ordered<Object> {}
            }
            """;

    private static final String DOCUMENT = """
            package a.b;
            import io.github.jtidb.schema.*;
            import java.time.Instant;
            import java.util.*;
            @TableModel
            public record Document(
                    @Id Integer id, long count, @Text String content, String title, Kind kind, Hidden.Kind hidden,
                    UUID uuid, Instant createdAt, Map<String, Object> meta, byte[] bytes,
                    @VectorField(dimensions = 3) float[] vector) {
                public enum Kind { A }
            }
            """;

    @TempDir
    private Path folder;

    private static Compilation documents(Compilation compilation) {
        return compilation
                .source("a.b.Document", DOCUMENT)
                .source("a.b.Hidden", "package a.b; class Hidden { private Hidden() {} enum Kind { B } }");
    }

    private Compilation compilation() {
        return new Compilation(folder).source("io.github.jtidb.client.Field", FIELD);
    }

    @Test
    void tableClass_getsAConstantForEachField() throws Exception {
        Compilation compilation = documents(compilation()).compile("-Xlint:all", "-Werror", "-Xlint:-processing");

        assertThat(compilation.said(Diagnostic.Kind.WARNING)).isEmpty();
        assertThat(compilation.errors()).isEmpty();
        assertThat(compilation.read("a/b/Document_.java")).isEqualTo("""
                package a.b;

                import io.github.jtidb.client.Field;
                import static io.github.jtidb.client.Field.*;

                /** The fields of {@code a.b.Document}, for filters. Immutable. */
                public final class Document_ {

                    /** The field {@code id}. */
                    public static final Field.Ordered<java.lang.Integer> id = ordered("id");

                    /** The field {@code count}. */
                    public static final Field.Ordered<java.lang.Long> count = ordered("count");

                    /** The field {@code content}. */
                    public static final Field.Text content = text("content");

                    /** The field {@code title}. */
                    public static final Field.Text title = text("title");

                    /** The field {@code kind}. */
                    public static final Field<a.b.Document.Kind> kind = of("kind");

                    /** The field {@code hidden}. */
                    public static final Field<a.b.Hidden.Kind> hidden = of("hidden");

                    /** The field {@code uuid}. */
                    public static final Field<java.util.UUID> uuid = of("uuid");

                    /** The field {@code createdAt}. */
                    public static final Field.Ordered<java.time.Instant> createdAt = ordered("createdAt");

                    /** The field {@code meta}. */
                    public static final Field.Json meta = json("meta");

                    /** The field {@code bytes}. */
                    public static final Field<byte[]> bytes = of("bytes");

                    /** The field {@code vector}. */
                    public static final Field<float[]> vector = of("vector");

                    private Document_() {}
                }
                """);
    }

    @Test
    void nestedAndHiddenClasses_getOnesThatCompile() throws Exception {
        Compilation compilation = compilation().source("Outer", """
                        import io.github.jtidb.schema.*;
                        public class Outer {
                            private enum Secret { A }
                            static class Middle {
                                @TableModel private record Row(@Id int io, Secret Field, String com) {}
                            }
                            static class Base { @Id Integer id; }
                            @TableModel protected static class Late extends Base { @Text String name; }
                        }
                        """).compile();

        assertThat(compilation.errors()).isEmpty();
        assertThat(compilation.read("Outer_Middle_Row_.java"))
                .contains("\nfinal class Outer_Middle_Row_ {", "Field<Object> Field = ")
                .doesNotContain("package");
        assertThat(compilation.read("Outer_Late_.java")).containsSubsequence("> id =", "Field.Text name =");
    }

    @Test
    void sameClass_getsTheSameSource() throws Exception {
        String first = documents(compilation()).compile().read("a/b/Document_.java");

        Compilation again = documents(compilation()).compile();

        assertThat(again.errors()).isEmpty();
        assertThat(again.read("a/b/Document_.java")).isEqualTo(first);
    }

    @Test
    void withoutTheClient_nothingIsWritten() {
        Compilation compilation = documents(new Compilation(folder)).compile();

        assertThat(compilation.errors()).isEmpty();
        assertThat(compilation.wrote("a/b/Document.class")).isTrue();
        assertThat(compilation.wrote("a/b/Document_.java")).isFalse();
    }

    @Test
    void option_turnsItOff() {
        Compilation off = documents(compilation()).compile("-Ajtidb.metamodel=false");
        assertThat(off.errors()).isEmpty();
        assertThat(off.wrote("a/b/Document_.java")).isFalse();

        assertThat(documents(compilation()).compile("-Ajtidb.metamodel=no").errors())
                .singleElement()
                .asString()
                .contains("jtidb.metamodel=no", "true or false");
    }

    @Test
    void nameThatIsTaken_isAWarning() {
        Compilation compilation = documents(compilation())
                .source("a.b.Document_", "package a.b; class Document_ {}")
                .compile();

        assertThat(compilation.errors()).isEmpty();
        assertThat(compilation.said(Diagnostic.Kind.WARNING))
                .anySatisfy(warning -> assertThat(warning).contains("a.b.Document_", "jtidb.metamodel=false"));
    }

    @Test
    void classOfAnotherProcessor_isWaitedFor() throws Exception {
        Compilation compilation =
                compilation().source("a.Row", """
                        package a;
                        import io.github.jtidb.schema.*;
                        @TableModel record Row(@Id int id, Later later) {}
                        """).compile(List.of(new TableModelProcessor(), new WritesLater()));

        assertThat(compilation.errors()).isEmpty();
        assertThat(compilation.read("a/Row_.java")).contains("Field<a.Later> later");
    }

    /** Writes an enum. */
    @SupportedAnnotationTypes("*")
    private static final class WritesLater extends AbstractProcessor {

        private boolean done;

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            if (!done) {
                done = true;
                try (Writer writer =
                        processingEnv.getFiler().createSourceFile("a.Later").openWriter()) {
                    writer.write("package a; enum Later { A }");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return false;
        }
    }

    @Test
    void typeThatIsNowhere_isTheCompilersToReport() {
        assertThat(compilation().source("a.Row", """
                                package a;
                                import io.github.jtidb.schema.*;
                                @TableModel record Row(@Id int id, Nowhere thing) {}
                                """).compile().errors())
                .singleElement()
                .asString()
                .startsWith("3: cannot find symbol");
    }

    @Test
    void processor_isFoundByTheCompiler() {
        Compilation compilation = documents(compilation());

        compilation.compile(List.of(), "-processorpath", Compilation.classPath());

        assertThat(compilation.wrote("a/b/Document_.java")).isTrue();
    }
}
