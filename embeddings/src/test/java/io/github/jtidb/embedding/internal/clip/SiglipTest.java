package io.github.jtidb.embedding.internal.clip;

import static io.github.jtidb.embedding.internal.Reasons.hasReason;
import static io.github.jtidb.embedding.internal.clip.TinyClip.SIGLIP;
import static io.github.jtidb.embedding.internal.clip.TinyClip.assertNear;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.ImageInput;
import io.github.jtidb.embedding.Truncation;
import io.github.jtidb.embedding.internal.Folders;
import io.github.jtidb.embedding.internal.image.PillowTest;
import io.github.jtidb.vector.VectorMath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What differs from CLIP: lower case, padding that counts, the pooled output, no cutting of images. */
class SiglipTest {

    private static final JsonNode EXPECTED = TinyClip.expected(SIGLIP);

    @Test
    void embedDocuments_texts_paddedAndLowerCase() {
        try (ClipEmbeddingFunction model =
                ClipEmbeddingFunction.open(SIGLIP, TinyClip.options().normalize(false))) {
            for (JsonNode text : EXPECTED.get("texts")) {
                String content = text.get("text").asText();
                assertNear(model.embedQuery(content), text.get("vector"), 1e-6, content);
            }
            assertThat(model.dimensions()).isEqualTo(6);
        }
    }

    @Test
    void encode_texts_idsWhateverTheTokenizersOwnLengths() {
        ClipFolder folder = ClipFolder.of("local/siglip", SIGLIP);
        try (ClipTokenizer tokenizer = ClipTokenizer.load(folder, ClipFamily.SIGLIP, Truncation.END)) {
            for (JsonNode text : EXPECTED.get("texts")) {
                assertThat(tokenizer.encode(text.get("text").asText(), "text"))
                        .containsExactly(text.get("ids")
                                .valueStream()
                                .mapToLong(JsonNode::asLong)
                                .toArray());
            }
        }
    }

    @Test
    void embedQuery_truncation_startOrNone() {
        String longText = EXPECTED.get("long").asText();
        try (ClipEmbeddingFunction model = ClipEmbeddingFunction.open(
                SIGLIP, TinyClip.options().normalize(false).truncation(Truncation.START))) {
            assertNear(model.embedQuery(longText), EXPECTED.get("long_start"), 1e-6, "start");
        }
        try (ClipEmbeddingFunction model =
                ClipEmbeddingFunction.open(SIGLIP, TinyClip.options().truncation(Truncation.NONE))) {
            assertThat(model.embedQuery("a cat")).hasSize(6);
            assertThatThrownBy(() -> model.embedDocuments(List.of("a cat", longText)))
                    .satisfies(hasReason(EmbeddingException.Reason.INVALID_REQUEST))
                    .hasMessageContaining("texts[1] has 95 tokens: expected at most 64")
                    .hasMessageNotContaining("dog");
        }
    }

    @Test
    void embedImages_scaledToTheSquare() {
        try (ClipEmbeddingFunction model =
                        ClipEmbeddingFunction.open(SIGLIP, TinyClip.options().normalize(false));
                ClipEmbeddingFunction unit = TinyClip.open(SIGLIP)) {
            for (JsonNode image : EXPECTED.get("images")) {
                ImageInput input = ImageInput.of(PillowTest.scene(
                        image.get("width").asInt(), image.get("height").asInt()));
                assertNear(model.embedImage(input), image.get("vector"), 1e-4, image.toString());
                assertThat(unit.embedImage(input)).containsExactly(VectorMath.normalize(model.embedImage(input)));
            }
        }
    }

    /** Its vectors for texts and for images would be of two spaces. */
    @Test
    void open_clipWithoutProjection_refused(@TempDir Path folder) throws IOException {
        Path copy = Folders.copy(SIGLIP, folder);
        ObjectNode config =
                (ObjectNode) TinyClip.JSON.readTree(copy.resolve("config.json").toFile());
        TinyClip.JSON.writeValue(copy.resolve("config.json").toFile(), config.put("model_type", "clip"));

        assertThatThrownBy(() -> TinyClip.open(copy))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("text_model.onnx")
                .hasMessageContaining("expected an output text_embeds, got [pooler_output]");
    }
}
