package io.github.jtidb.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules for source files that no compiler holds. */
class SourcesTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final int MOST_LINES = 500;

    @Test
    void sourceFiles_areShort() throws IOException {
        List<Path> sources = sourcesBelow(ROOT);

        assertThat(sources).hasSizeGreaterThan(Library.values().length);
        assertThat(sources)
                .allSatisfy(file -> assertThat(Files.readAllLines(file))
                        .as("Lines of %s", file)
                        .hasSizeLessThanOrEqualTo(MOST_LINES));
    }

    @ParameterizedTest
    @EnumSource
    void libraries_writeToTheLogAlone(Library library) throws IOException {
        List<Path> sources = sourcesBelow(ROOT.resolve(library.folder()).resolve("src/main"));

        assertThat(sources).isNotEmpty();
        assertThat(sources)
                .allSatisfy(file -> assertThat(Files.readString(file))
                        .as(file.toString())
                        .doesNotContain("System.out", "System.err", "printStackTrace()"));
    }

    private static List<Path> sourcesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> isSource(ROOT.relativize(file)))
                    .toList();
        }
    }

    /** Whether a file is below a src folder, and not a copy below target. */
    private static boolean isSource(Path file) {
        List<String> folders = Arrays.asList(file.toString().split("[/\\\\]"));
        return folders.contains("src") && !folders.contains("target");
    }
}
