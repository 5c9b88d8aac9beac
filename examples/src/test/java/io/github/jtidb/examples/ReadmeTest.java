package io.github.jtidb.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The code in the README is the code of the examples. */
class ReadmeTest {

    @Test
    void readmeCode_isThatOfTheExamples() throws IOException {
        List<String> expected = regions("Quickstart");
        // In the quickstart more follows within the client's block; the README closes it.
        expected.set(1, expected.get(1) + "}\n");
        expected.addAll(regions("Tour"));
        expected.add(String.join("", regions("NvidiaNim")));

        List<String> blocks = find(Files.readString(Path.of("..", "README.md")), "(?s)```java\\n(.*?)```\\n");

        assertThat(blocks).containsExactlyElementsOf(expected);
    }

    /** What stands between the marks of an example. */
    private static List<String> regions(String example) throws IOException {
        Path file = Path.of("src", "main", "java", "io", "github", "jtidb", "examples", example + ".java");
        return find(Files.readString(file), "(?s) *// \\[readme: \\w+]\\n(.*?)\\n *// \\[readme]\\n").stream()
                .map(region -> region.stripIndent() + "\n")
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<String> find(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
