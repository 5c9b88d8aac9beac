package io.github.jtidb.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the example as {@code ./examples/run} does: a program of its own, which reads its environment. */
class BedrockRagTest {

    @TempDir
    private Path folder;

    @Test
    void withKeys_answersFromWhatWasFound() throws Exception {
        try (Loopback service = new Loopback(LoopbackBedrock::answer)) {
            String output = run(LoopbackBedrock.environment(service));

            assertThat(output).contains("TIDB_HOST is not set", "embedded database");
            assertThat(output).contains("us.meta.llama3-2-3b-instruct-v1:0 answers:\nAn answer to: What is TiDB?\n");
            assertThat(service.asked())
                    .filteredOn(asked -> asked.uri().getPath().endsWith("/invoke"))
                    // Five rows and the question.
                    .hasSize(6)
                    .allSatisfy(asked -> {
                        assertThat(asked.json().path("dimensions").asInt()).isEqualTo(512);
                        assertThat(asked.json().path("normalize").asBoolean()).isTrue();
                    });
            assertThat(service.asked())
                    .filteredOn(asked -> asked.uri().getPath().endsWith("/converse"))
                    .singleElement()
                    .satisfies(asked -> assertThat(
                                    asked.json().at("/system/0/text").asText())
                            .startsWith("Answer solely based on the following context:\n<Documents>\n")
                            .endsWith("\n</Documents>")
                            .hasLineCount(6));
        }
    }

    @Test
    void withoutKeys_saysSoAndShowsWhatItWouldAsk() throws Exception {
        String output = run(Map.of());

        assertThat(output)
                .contains("AWS_BEARER_TOKEN_BEDROCK", "AWS_ACCESS_KEY_ID", "TIDB_HOST", "local/all-MiniLM-L6-v2")
                .contains("would be asked:\nAnswer solely", "TiDB is an open source distributed SQL database")
                .doesNotContain("Arabica", "answers:");
    }

    private String run(Map<String, String> environment) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder program = new ProcessBuilder(List.of(
                        java.toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        absolute(System.getProperty("java.class.path")),
                        BedrockRag.class.getName()))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        program.environment().clear();
        program.environment().put("HOME", folder.toString());
        program.environment().putAll(environment);
        Process running = program.start();
        try {
            assertThat(running.waitFor(2, TimeUnit.MINUTES)).isTrue();
            String text = Files.readString(output, UTF_8);
            assertThat(running.exitValue()).as(text).isZero();
            return text;
        } finally {
            running.destroyForcibly();
        }
    }

    private static String absolute(String classPath) {
        return String.join(
                File.pathSeparator,
                List.of(classPath.split(File.pathSeparator)).stream()
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .toList());
    }
}
