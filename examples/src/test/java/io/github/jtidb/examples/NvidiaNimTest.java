package io.github.jtidb.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.examples.Loopback.Asked;
import io.github.jtidb.examples.Loopback.Reply;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NvidiaNimTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int LONGEST = 2000;

    @TempDir
    private Path folder;

    @Test
    void selfHosted_embedsComparesAndAnswers() throws Exception {
        try (Loopback service = new Loopback(NvidiaNimTest::answer)) {
            String output = Program.run(
                    NvidiaNim.class, folder, Map.of("NVIDIA_BASE_URL", service.url() + "/v1"), "Portuguese");

            assertThat(output)
                    .contains("Embedding with nvidia_nim/nvidia/nv-embedqa-e5-v5.")
                    .contains(
                            "A question has 1024 values, 5 documents have 1024 each, and one embedded beside has 1024.")
                    .containsPattern("(?s)Q1 .*\\n  Q5 .*Is it enough to enjoy oneself\\?\\n")
                    .contains("Where did Mira work?\n  In Portuguese, of 2 documents.")
                    .containsPattern("truncation NONE: .*exceeds maximum allowed token size")
                    .contains("truncation START: 1024 values", "truncation END: 1024 values");
            BufferedImage picture =
                    ImageIO.read(folder.resolve("data/nvidia-nim.png").toFile());
            assertThat(picture.getWidth()).isGreaterThan(200);
            assertThat(picture.getHeight()).isGreaterThan(200);
            Set<String> kinds = service.asked().stream()
                    .filter(asked -> asked.uri().getPath().endsWith("/embeddings"))
                    .map(asked -> asked.json().path("input_type").asText())
                    .collect(Collectors.toSet());
            assertThat(kinds).containsExactlyInAnyOrder("query", "passage");
            assertThat(service.asked())
                    .allSatisfy(asked -> assertThat(asked.headers()).doesNotContainKey("Authorization"));
        }
    }

    @Test
    void withoutKeyAndAddress_theLocalModelDoesTheSame() throws Exception {
        String output = Program.run(NvidiaNim.class, folder, Map.of());

        assertThat(output)
                .contains("Neither NVIDIA_API_KEY nor NVIDIA_BASE_URL is set")
                .contains("A question has 384 values")
                .contains("Mira worked for the harbour master of Porto until 2019.")
                .containsPattern("truncation NONE: .*256")
                .contains("truncation START: 384 values", "truncation END: 384 values");
        assertThat(folder.resolve("data/nvidia-nim.png")).exists();
    }

    private static Reply answer(Asked asked) {
        return asked.uri().getPath().equals("/v1/chat/completions") ? chat(asked.json()) : embed(asked.json());
    }

    private static Reply chat(JsonNode question) {
        String system = question.at("/messages/0/content").asText();
        long documents = system.lines()
                .dropWhile(line -> !line.equals("<Documents>"))
                .skip(1)
                .takeWhile(line -> !line.equals("</Documents>"))
                .count();
        String language = system.replaceFirst("(?s).*Answer in (\\w+)\\.", "$1");
        ObjectNode answer = JSON.objectNode();
        answer.putArray("choices")
                .addObject()
                .putObject("message")
                .put("content", "In " + language + ", of " + documents + " documents.");
        return Reply.of(answer.toString());
    }

    private static Reply embed(JsonNode request) {
        ObjectNode answer = JSON.objectNode();
        ArrayNode data = answer.putArray("data");
        for (JsonNode text : request.path("input")) {
            if (text.asText().length() > LONGEST
                    && request.path("truncate").asText().equals("NONE")) {
                return new Reply(400, "{\"error\": \"Input length 4800 exceeds maximum allowed token size 512\"}");
            }
            ArrayNode vector = data.addObject().put("index", data.size() - 1).putArray("embedding");
            for (int i = 0; i < 1024; i++) {
                vector.add(i == text.asText().length() % 1024 ? 1 : 0.01);
            }
        }
        return Reply.of(answer.toString());
    }
}
