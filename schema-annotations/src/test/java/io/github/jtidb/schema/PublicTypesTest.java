package io.github.jtidb.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pins the public surface: what comes into it stays in it. */
class PublicTypesTest {

    @Test
    void publicTypes_goldenList() throws IOException {
        Path root = Path.of("target", "classes", "io", "github", "jtidb", "schema");
        List<String> types;
        try (Stream<Path> files = Files.list(root)) {
            types = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".class") && !file.contains("$") && !file.contains("-"))
                    .map(file -> file.substring(0, file.length() - ".class".length()))
                    .filter(PublicTypesTest::isPublic)
                    .sorted()
                    .toList();
        }
        assertThat(types)
                .containsExactly(
                        "Column",
                        "ColumnSchema",
                        "ColumnType",
                        "FullTextField",
                        "Id",
                        "Index",
                        "SchemaException",
                        "TableModel",
                        "TableSchema",
                        "Text",
                        "VectorField");
    }

    private static boolean isPublic(String simpleName) {
        try {
            Class<?> type = Class.forName(PublicTypesTest.class.getPackageName() + "." + simpleName);
            return Modifier.isPublic(type.getModifiers());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
