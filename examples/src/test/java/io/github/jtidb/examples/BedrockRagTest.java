package io.github.jtidb.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BedrockRagTest {

    @TempDir
    private Path folder;

    @Test
    void withKeys_answersFromWhatWasFound() throws Exception {
        try (Loopback service = new Loopback(LoopbackBedrock::answer)) {
            String output = Program.run(BedrockRag.class, folder, LoopbackBedrock.environment(service));

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
        String output = Program.run(BedrockRag.class, folder, Map.of());

        assertThat(output)
                .contains("AWS_BEARER_TOKEN_BEDROCK", "AWS_ACCESS_KEY_ID", "TIDB_HOST", "local/all-MiniLM-L6-v2")
                .contains("would be asked:\nAnswer solely", "TiDB is an open source distributed SQL database")
                .doesNotContain("Arabica", "answers:");
    }
}
