package io.github.jtidb.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code in the README is the code of the quickstart. */
class ReadmeTest {

    @Test
    void readmeCode_isTheQuickstarts() throws IOException {
        String source = Files.readString(
                Path.of("src", "main", "java", "io", "github", "jtidb", "examples", "Quickstart.java"));
        List<String> regions = find(source, "(?s) *// \\[readme: \\w+]\\n(.*?)\\n *// \\[readme]\\n").stream()
                .map(region -> region.stripIndent() + "\n")
                .toList();
        List<String> blocks = find(Files.readString(Path.of("..", "README.md")), "(?s)```java\\n(.*?)```\\n");

        // In the quickstart more follows within the client's block; the README closes it.
        assertThat(blocks).containsExactly(regions.get(0), regions.get(1) + "}\n");
    }

    private static List<String> find(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
