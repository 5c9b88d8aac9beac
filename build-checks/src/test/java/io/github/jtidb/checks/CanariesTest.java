package io.github.jtidb.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The gates bite. Each project under {@code src/canaries} has one fault; the build has just tried them all, and stops if one
 * of them builds. Here it is seen that each failed for its fault and nothing else.
 */
class CanariesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            error-prone | maven-compiler-plugin | Canary.java:[10,9] [DeadException] Exception created but not thrown
            nullaway    | maven-compiler-plugin | Canary.java:[17,20] [NullAway] dereferenced expression song is @Nullable
            format      | spotless-maven-plugin | Canary.java
            javadoc     | maven-javadoc-plugin  | Canary.java:8: warning: no comment
            """)
    void canary_failsForItsFaultAlone(String canary, String plugin, String finding) throws IOException {
        List<String> log = Files.readAllLines(Path.of("target", "canaries", canary, "build.log"));

        assertThat(log)
                .filteredOn(line -> line.startsWith("[ERROR] Failed to execute goal"))
                .singleElement()
                .asString()
                .contains(":" + plugin + ":");
        assertThat(findings(log)).containsExactly(finding);
    }

    private static List<String> findings(List<String> log) {
        return log.stream()
                .filter(line -> line.startsWith("[ERROR]") || line.startsWith("[WARNING]"))
                .filter(line -> line.contains("/Canary.java"))
                .map(line -> line.substring(line.indexOf("/Canary.java") + 1))
                .distinct()
                .toList();
    }
}
