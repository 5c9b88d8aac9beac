package io.github.jtidb.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What users of the module can see. */
class ModuleTest {

    private final ModuleDescriptor module = VectorMath.class.getModule().getDescriptor();

    @Test
    void module_exportsOnePackage() {
        assertThat(module.exports())
                .extracting(ModuleDescriptor.Exports::source)
                .containsExactly("io.github.jtidb.vector");
    }

    @Test
    void module_needsTheJdkAlone() {
        assertThat(module.requires().stream()
                        .filter(required -> !required.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC)))
                .extracting(ModuleDescriptor.Requires::name)
                .containsExactly("java.base");
    }

    @Test
    void publicTypes() throws Exception {
        Path classes = classesOf(VectorMath.class).resolve("io/github/jtidb/vector");
        try (Stream<Path> files = Files.list(classes)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(file ->
                            file.endsWith(".class") && !file.contains("$") && !file.equals("package-info.class"))
                    .map(file -> file.replace(".class", ""))
                    .filter(ModuleTest::isPublic)
                    .toList();
            assertThat(names)
                    .containsExactlyInAnyOrder(
                            "DistanceMetric", "ExactIndex", "Neighbor", "TiDBException", "VectorMath", "VectorText");
        }
    }

    private static Path classesOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static boolean isPublic(String name) {
        try {
            return Modifier.isPublic(
                    Class.forName("io.github.jtidb.vector." + name).getModifiers());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
