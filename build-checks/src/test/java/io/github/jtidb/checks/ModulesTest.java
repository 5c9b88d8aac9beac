package io.github.jtidb.checks;

import static io.github.jtidb.checks.Library.CLIENT;
import static io.github.jtidb.checks.Library.EMBEDDINGS;
import static io.github.jtidb.checks.Library.SCHEMA_ANNOTATIONS;
import static io.github.jtidb.checks.Library.VECTOR_MATH;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Requires;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the libraries hang together, and which of their packages can be seen. */
class ModulesTest {

    @Test
    void edges() {
        assertThat(needs(VECTOR_MATH)).isEmpty();
        assertThat(needs(SCHEMA_ANNOTATIONS)).containsExactly("io.github.jtidb.vector");
        assertThat(needs(EMBEDDINGS)).containsExactly("io.github.jtidb.vector");
        assertThat(needs(CLIENT)).containsExactly("io.github.jtidb.embedding", "io.github.jtidb.schema");
    }

    @Test
    void exportedPackages() {
        assertThat(exports(VECTOR_MATH)).containsExactly("io.github.jtidb.vector");
        assertThat(exports(SCHEMA_ANNOTATIONS)).containsExactly("io.github.jtidb.schema");
        assertThat(exports(EMBEDDINGS))
                .containsExactly(
                        "io.github.jtidb.embedding",
                        "io.github.jtidb.embedding.internal.aws to [io.github.jtidb.examples]");
        assertThat(exports(CLIENT))
                .containsExactly(
                        "io.github.jtidb.client", "io.github.jtidb.client.internal.embedded to [com.h2database]");
    }

    @Test
    void vectorMath_needsTheJdkAlone() {
        assertThat(VECTOR_MATH.descriptor().requires().stream()
                        .filter(requires -> !requires.modifiers().contains(Requires.Modifier.STATIC)))
                .extracting(Requires::name)
                .containsExactly("java.base");
    }

    @Test
    void noPackageIsInTwoModules() {
        assertThat(Arrays.stream(Library.values()).flatMap(library -> library.descriptor().packages().stream()))
                .doesNotHaveDuplicates();
    }

    private static Stream<String> needs(Library library) {
        return library.descriptor().requires().stream()
                .map(Requires::name)
                .filter(name -> name.startsWith("io.github.jtidb."))
                .sorted();
    }

    private static Stream<String> exports(Library library) {
        return library.descriptor().exports().stream()
                .map(ModulesTest::describe)
                .sorted();
    }

    private static String describe(Exports exports) {
        return exports.isQualified() ? exports.source() + " to " + exports.targets() : exports.source();
    }
}
