package io.github.jtidb.client.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.client.Compilation;
import io.github.jtidb.client.internal.dialect.TiDBDialect;
import io.github.jtidb.schema.SchemaException;
import io.github.jtidb.schema.TableSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes compiled here, with and without the names of parameters. */
@NullUnmarked // Arrays of column values hold null where a row does.
class ConstructorInstancesTest {

    private static final String FIELDS = "@Id final int id; final String first; final String last;";
    private static final String LAST_FIRST =
            "Row(int id, String last, String first)" + " { this.id = id; this.first = first; this.last = last; }";
    private static final String FIRST_LAST =
            "Row(int id, String first, String last)" + " { this.id = id; this.first = first; this.last = last; }";

    @TempDir
    private Path folder;

    private RowMapper<Object> mapper(String annotation, String body, String... options) throws Exception {
        Compilation compilation = new Compilation(folder)
                .source("kotlin.Metadata", """
                        package kotlin;
                        @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
                        public @interface Metadata {}
                        """)
                .source(
                        "a.Row",
                        "package a; import io.github.jtidb.schema.*; @TableModel %s class Row { %s }"
                                .formatted(annotation, body));
        compilation.options("-proc:none");
        assertThat(compilation.compile(options)).isEmpty();
        @SuppressWarnings("unchecked")
        Class<Object> type = (Class<Object>) compilation.load("a.Row");
        return new RowMapper<>(type, TableSchema.of(type), new TiDBDialect(false, Set.of()));
    }

    private static void assertFillsFields(RowMapper<Object> mapper) {
        Object row = mapper.instance(new Object[] {7, "Ann", null});

        assertThat(mapper.values(row)).isEqualTo(new Object[] {7, "Ann", null});
    }

    @Test
    void parameterNames_sayWhichIsWhich() throws Exception {
        assertFillsFields(mapper("", FIELDS + LAST_FIRST, "-parameters"));
    }

    @Test
    void constructorProperties_sayWhichIsWhich() throws Exception {
        assertFillsFields(
                mapper("", FIELDS + "@java.beans.ConstructorProperties({\"id\", \"last\", \"first\"}) " + LAST_FIRST));
    }

    @Test
    void kotlinClass_hasThemInOrder() throws Exception {
        assertFillsFields(mapper("@kotlin.Metadata", FIELDS + FIRST_LAST));
    }

    @Test
    void otherConstructors_areNoMatter() throws Exception {
        assertFillsFields(mapper(
                "",
                FIELDS + LAST_FIRST + "Row() { this(1, null, null); } Row(int id) { this(id, null, null); }",
                "-parameters"));
    }

    @Test
    void typesAllDifferent_sayWhichIsWhich() throws Exception {
        RowMapper<Object> mapper =
                mapper("", "@Id final int id; final String name; Row(int a, String b) { this.id = a; this.name = b; }");

        assertThat(mapper.values(mapper.instance(new Object[] {7, "Ann"}))).isEqualTo(new Object[] {7, "Ann"});
    }

    @Test
    void constructorsThatDoNotSay_areRefused() {
        for (String body : List.of(
                FIELDS + LAST_FIRST,
                "@Id final int id = 1;",
                "@Id final int id; Row(long id) { this.id = (int) id; }",
                "@Id final int id; Row(int id, int more) { this.id = id; }")) {
            assertThatThrownBy(() -> mapper("", body))
                    .as(body)
                    .isInstanceOf(SchemaException.class)
                    .hasMessageContainingAll("a.Row", "no constructor", "-parameters", "[id");
        }
        assertThatThrownBy(() -> mapper(
                        "",
                        "@Id final int id; final String name; Row(int id, String name) { this.id = id; this.name = name; }"
                                + "Row(String name, int id) { this(id, name); }",
                        "-parameters"))
                .isInstanceOf(SchemaException.class)
                .hasMessageContainingAll("a.Row", "2 constructors");
        assertThatThrownBy(() -> mapper("", "@Id final int id; Row(int other) { this.id = other; }", "-parameters"))
                .isInstanceOf(SchemaException.class);
    }
}
