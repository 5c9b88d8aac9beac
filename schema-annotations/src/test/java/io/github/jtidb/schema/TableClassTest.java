package io.github.jtidb.schema;

import static io.github.jtidb.schema.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.schema.internal.Member;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Which classes are tables, and what their members are. */
@NullUnmarked // Nothing fills the fields of these classes.
class TableClassTest {

    static class Unmarked {
        @Id
        protected Long id;

        private String note;
    }

    @TableModel
    static class Article extends Unmarked {
        static final String VERSION = "1";
        private transient String cached;
        private String title;

        @Column(name = "words")
        private int wordCount;
    }

    @TableModel
    static class NoKey {
        String title;
    }

    @TableModel
    static class NoColumns {
        static String shared;
        transient String scratch;
    }

    @TableModel
    static class AnnotatedStatic {
        @Id
        int id;

        @Text
        static String shared;
    }

    @TableModel
    static class AnnotatedTransient {
        @Id
        int id;

        @VectorField(dimensions = 3)
        transient float[] scratch;
    }

    @TableModel
    record AnnotatedStaticOfRecord(@Id int id) {
        @Column
        static String shared = "";
    }

    @TableModel
    static class Shadowing extends Unmarked {
        String note;
    }

    static class OfAnyKey<K> {
        @Id
        K id;

        List<Map<String, ? extends K>> more;
    }

    @TableModel
    static class VariableKey extends OfAnyKey<Integer> {}

    static class OfAnyList<K> {
        List<Map<String, ? extends K[]>> more;
    }

    @TableModel
    static class VariableInside extends OfAnyList<Integer> {
        @Id
        int id;
    }

    @TableModel
    record Generic<T>(@Id int id, List<T> items) {}

    static class Unannotated extends Article {}

    @TableModel
    abstract static class Abstract {
        @Id
        int id;
    }

    @TableModel
    interface Interface {}

    @TableModel
    enum Enumeration {
        ONE
    }

    @TableModel
    @interface Annotation {}

    @TableModel
    class Inner {
        @Id
        int id;
    }

    @Test
    void of_classWithSuperclass() {
        TableSchema schema = TableSchema.of(Article.class);
        assertThat(schema).hasToString("article(id BIGINT, note VARCHAR(255), title VARCHAR(255), words INT)");
        assertThat(schema.javaClass()).hasValue(Article.class);
        assertThat(schema.requireColumn("id").autoIncrement()).isTrue();
    }

    @Test
    void of_localRecord() {
        @TableModel
        record LocalNote(@Id int id) {}
        assertThat(TableSchema.of(LocalNote.class)).hasToString("local_note(id INT)");
    }

    @Test
    void of_classThatIsNoTable() {
        @TableModel
        class Local {
            @Id
            int id;
        }
        Object anonymous = new Object() {};
        assertRefused(int.class, "", "a primitive or an array is no table", "Use a record or a plain class");
        assertRefused(Article[].class, "", "a primitive or an array is no table", "Use a record");
        assertRefused(Interface.class, "", "an interface is no table", "Use a record");
        assertRefused(Enumeration.class, "", "an enum is no table", "Use a record");
        assertRefused(Annotation.class, "", "an annotation type is no table", "Use a record");
        assertRefused(anonymous.getClass(), "", "an anonymous class is no table", "Use a record");
        assertRefused(Abstract.class, "", "the class is abstract, so rows cannot become its objects", "extends it");
        String inner = "the class is an inner or local one, so rows cannot become its objects without an outer one";
        assertRefused(Inner.class, "", inner, "Make it static");
        assertRefused(Local.class, "", inner, "Make it static");
        assertRefused(String.class, "", "the class has no @TableModel", "Put @TableModel on the class itself");
        assertRefused(Unannotated.class, "", "the class has no @TableModel", "it is not inherited");
        assertRefused(Generic.class, "", "the class is generic, so the types of its columns are unknown", "Remove");
    }

    @Test
    void of_classWithoutKeyOrColumns() {
        assertRefused(NoKey.class, "", "the class has no key", "Put @Id on the field that identifies a row");
        assertRefused(NoColumns.class, "", "the class has no columns", "Give it record components, or fields");
    }

    @Test
    void of_annotationOnSkippedField() {
        assertRefused(
                AnnotatedStatic.class,
                "shared",
                "@Text is on a static or transient field, which is never a column",
                "Remove the annotation, or the modifier");
        assertRefused(
                AnnotatedTransient.class,
                "scratch",
                "@VectorField is on a static or transient field, which is never a column",
                "Remove the annotation");
        assertRefused(
                AnnotatedStaticOfRecord.class,
                "shared",
                "@Column is on a static or transient field, which is never a column",
                "Remove the annotation");
    }

    @Test
    void of_fieldDeclaredTwice() {
        assertRefused(
                Shadowing.class,
                "",
                "the field note is declared both here and in a superclass",
                "Rename or remove one of the two");
    }

    @Test
    void of_fieldOfVariableType() {
        String inherited = " (inherited from " + OfAnyKey.class.getName() + ")";
        assertRefused(
                VariableKey.class,
                "id" + inherited,
                "its type K depends on a type variable, so its column is unknown",
                "Declare the field with a concrete type in the table class itself");
        assertThatThrownBy(() -> TableSchema.of(VariableInside.class))
                .hasMessageContaining(
                        "java.util.List<java.util.Map<java.lang.String, ? extends K[]>> depends on a type");
    }

    @Test
    void refuseCount_limit() {
        Member member = Members.of(new LoadedClass(NoKey.class)).get(0);
        SchemaReader.refuseCount(NoKey.class, Collections.nCopies(1017, member));
        assertThatThrownBy(() -> SchemaReader.refuseCount(NoKey.class, Collections.nCopies(1018, member)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("NoKey: the class has 1018 columns; expected at most 1017. Keep some");
    }
}
