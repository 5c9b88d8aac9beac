package io.github.jtidb.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** On a server that wants TLS, whose certificate is by the authority in the key store {@code JTIDB_TIDB_TLS_CA}. */
@EnabledIfEnvironmentVariable(named = "JTIDB_TIDB_TLS_PORT", matches = ".+")
class TiDBTlsBedrockRagTest {

    @TempDir
    private Path folder;

    @Test
    void withKeysAndServer_storesSearchesAndAnswers() throws Exception {
        try (Loopback service = new Loopback(LoopbackBedrock::answer)) {
            Map<String, String> environment = new HashMap<>(LoopbackBedrock.environment(service));
            environment.put("TIDB_HOST", "localhost");
            environment.put("TIDB_PORT", System.getenv("JTIDB_TIDB_TLS_PORT"));
            environment.put(
                    "JAVA_TOOL_OPTIONS",
                    "-Djavax.net.ssl.trustStore=" + System.getenv("JTIDB_TIDB_TLS_CA")
                            + " -Djavax.net.ssl.trustStorePassword=changeit");

            String output = Program.run(BedrockRag.class, folder, environment);

            assertThat(output)
                    .contains("What is TiDB?", "TiDB is an open source", "answers:\nAn answer to: What is TiDB?")
                    .doesNotContain("embedded database");
        }
    }
}
