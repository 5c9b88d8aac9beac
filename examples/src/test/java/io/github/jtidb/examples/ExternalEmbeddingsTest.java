package io.github.jtidb.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.examples.Loopback.Asked;
import io.github.jtidb.examples.Loopback.Reply;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With seekdb where CI has one, or else embedded. */
class ExternalEmbeddingsTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Words of the sentences, by what they tell of. */
    private static final List<Pattern> SUBJECTS = List.of(
            Pattern.compile("language|development|programming|learning|Android|syntax"),
            Pattern.compile("coffee|beans|roast|espresso"),
            Pattern.compile("island|populated|Jakarta"),
            Pattern.compile("apps"));

    @TempDir
    private Path folder;

    @Test
    void servicesThatAreThere_embedAndFind() throws Exception {
        try (Loopback service = new Loopback(ExternalEmbeddingsTest::answer)) {
            String output = run(Map.of(
                    "OLLAMA_HOST",
                    service.url(),
                    "OPENAI_BASE_URL",
                    service.url() + "/v1",
                    "OPENAI_API_KEY",
                    "sk-loopback",
                    "DASHSCOPE_HTTP_BASE_URL",
                    service.url() + "/api/v1",
                    "DASHSCOPE_API_KEY",
                    "sk-loopback-too"));

            // The local model twice, Ollama twice, OpenAI and DashScope.
            assertThat(found(output)).as(output).isEqualTo(6);
            assertThat(output)
                    .containsPattern("ollama/bge-m3: 1024 numbers, .*, length 1\\.0000\n")
                    .containsPattern("ollama/bge-m3: 1024 numbers, .*, length 60\\.\\d+\n")
                    .containsPattern("openai/text-embedding-3-small: 1024 numbers, ")
                    .containsPattern("dashscope/text-embedding-v4: 1024 numbers, ")
                    .contains("Set CLIP_FOLDER")
                    .doesNotContain("Set OPENAI_API_KEY", "Set OLLAMA_HOST", "Set DASHSCOPE_API_KEY", "sk-loopback");
            assertThat(service.asked())
                    .filteredOn(asked -> asked.uri().getPath().startsWith("/api/v1/services/"))
                    .extracting(
                            asked -> asked.json().at("/parameters/text_type").asText())
                    .contains("query", "document");
            assertThat(service.asked())
                    .filteredOn(asked -> asked.uri().getPath().equals("/v1/embeddings"))
                    .isNotEmpty()
                    .allSatisfy(asked -> {
                        assertThat(asked.headers()).containsEntry("Authorization", "Bearer sk-loopback");
                        assertThat(asked.json().path("dimensions").asInt()).isEqualTo(1024);
                    });
        }
    }

    @Test
    void withoutServices_embedsByTheLocalModelAndSaysWhatToSet() throws Exception {
        String nobody;
        try (Loopback service = new Loopback(asked -> Reply.of(""))) {
            nobody = service.url();
        }
        String output = run(Map.of("OLLAMA_HOST", nobody));

        assertThat(found(output)).as(output).isEqualTo(2);
        assertThat(output)
                .containsPattern("local/all-MiniLM-L6-v2: 384 numbers, .*, length 1\\.0000\n")
                .contains(
                        "set MODEL_FOLDER",
                        nobody + " cannot be reached: ",
                        "Set OLLAMA_HOST",
                        "Set OPENAI_API_KEY",
                        "Set DASHSCOPE_API_KEY",
                        "Set CLIP_FOLDER");
    }

    /** The folders are tiny ones with random weights, so it is not asked what they find. */
    @Test
    void folders_areRead() throws Exception {
        Path models = Path.of(
                        "..",
                        "embeddings",
                        "src",
                        "test",
                        "resources",
                        "io",
                        "github",
                        "jtidb",
                        "embedding",
                        "internal")
                .toAbsolutePath();
        String output = run(Map.of(
                "MODEL_FOLDER", models.resolve("local/models/tiny-bert-mean").toString(),
                "CLIP_FOLDER", models.resolve("clip/tiny-clip").toString(),
                "OLLAMA_HOST", "http://127.0.0.1:9"));

        assertThat(output)
                .containsPattern("(?s)A local model\n.*  local:.*/tiny-bert-mean: \\d+ numbers, .*, length 1\\.0000\n")
                .containsPattern("(?s)Raw output\n.*  local:.*/tiny-bert-mean: \\d+ numbers, ")
                .containsPattern("(?s)The words: a blue square\n.*A picture of a smaller red circle\n.*a red circle")
                .doesNotContain("Set CLIP_FOLDER", "set MODEL_FOLDER");
    }

    private String run(Map<String, String> environment) throws Exception {
        Map<String, String> all = new HashMap<>(environment);
        String seekdb = System.getenv("JTIDB_SEEKDB_URL");
        if (seekdb != null) {
            all.put("SEEKDB_URL", seekdb);
        }
        String output = Program.run(ExternalEmbeddings.class, folder, all);
        assertThat(output.contains("embedded database")).isEqualTo(seekdb == null);
        return output;
    }

    /** How often the two sentences about the language were found, and in this order. */
    private static long found(String output) {
        return Pattern.compile("\n +1 .* Java: Object-oriented .*\n +4 .* syntax ")
                .matcher(output)
                .results()
                .count();
    }

    private static Reply answer(Asked asked) {
        ObjectNode answer = JSON.objectNode();
        switch (asked.uri().getPath()) {
            case "/api/embed" -> {
                ArrayNode embeddings = answer.putArray("embeddings");
                asked.json().path("input").forEach(text -> embeddings.add(vector(text, 1)));
            }
            case "/api/embeddings" ->
                answer.set("embedding", vector(asked.json().path("prompt"), 60));
            case "/v1/embeddings" -> {
                ArrayNode data = answer.putArray("data");
                for (JsonNode text : asked.json().path("input")) {
                    data.addObject().put("index", data.size() - 1).set("embedding", vector(text, 1));
                }
            }
            case "/api/v1/services/embeddings/text-embedding/text-embedding" -> {
                ArrayNode embeddings = answer.putObject("output").putArray("embeddings");
                for (JsonNode text : asked.json().at("/input/texts")) {
                    embeddings
                            .addObject()
                            .put("text_index", embeddings.size() - 1)
                            .set("embedding", vector(text, 1));
                }
            }
            default -> {
                return new Reply(404, "{\"error\": \"nothing here\"}");
            }
        }
        return Reply.of(answer.toString());
    }

    /** Says what a text tells of. */
    private static ArrayNode vector(JsonNode text, double length) {
        double[] values = new double[1024];
        for (int i = 0; i < SUBJECTS.size(); i++) {
            values[i] = 0.01 + SUBJECTS.get(i).matcher(text.asText()).results().count();
        }
        double norm = 0;
        for (double value : values) {
            norm += value * value;
        }
        ArrayNode vector = JSON.arrayNode();
        for (double value : values) {
            vector.add((float) (value * length / Math.sqrt(norm)));
        }
        return vector;
    }
}
