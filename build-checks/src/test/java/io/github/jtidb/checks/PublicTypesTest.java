package io.github.jtidb.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The public surface: what comes into it stays in it, so each type is let in by hand, and there is room for few. */
class PublicTypesTest {

    @ParameterizedTest
    @EnumSource
    void publicTypes_areThoseOfTheList(Library library) throws IOException {
        Path list = Path.of("src", "test", "resources", "public-types", library.folder() + ".txt");

        assertThat(library.publicTypes())
                .as("Public types of %s; add a new one to build-checks/%s if users need it", library.folder(), list)
                .extracting(Class::getName)
                .containsExactlyElementsOf(Files.readAllLines(list));
    }

    @ParameterizedTest
    @CsvSource({"VECTOR_MATH, 10", "SCHEMA_ANNOTATIONS, 12", "EMBEDDINGS, 20", "CLIENT, 30"})
    void publicTypes_areFew(Library library, int most) {
        assertThat(library.publicTypes()).hasSizeBetween(1, most);
    }
}
