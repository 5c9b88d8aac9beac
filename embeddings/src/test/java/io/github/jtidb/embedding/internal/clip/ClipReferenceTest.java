package io.github.jtidb.embedding.internal.clip;

import static io.github.jtidb.embedding.internal.clip.TinyClip.COMBINED;
import static io.github.jtidb.embedding.internal.clip.TinyClip.EXPECTED;
import static io.github.jtidb.embedding.internal.clip.TinyClip.EXPECTED_COMBINED;
import static io.github.jtidb.embedding.internal.clip.TinyClip.SPLIT;
import static io.github.jtidb.embedding.internal.clip.TinyClip.assertNear;
import static io.github.jtidb.embedding.internal.clip.TinyClip.floats;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jtidb.embedding.ImageInput;
import io.github.jtidb.embedding.Truncation;
import io.github.jtidb.embedding.internal.image.ResampleFilter;
import io.github.jtidb.embedding.internal.image.Resampler;
import io.github.jtidb.vector.VectorMath;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Ids, pixels and vectors are those of transformers. */
class ClipReferenceTest {

    static final List<JsonNode> IMAGES = list(EXPECTED.get("images"));
    static final List<JsonNode> TEXTS = list(EXPECTED.get("texts"));

    private static ClipEmbeddingFunction split;
    private static ClipEmbeddingFunction combined;
    private static ClipEmbeddingFunction unscaled;

    @BeforeAll
    static void open() {
        split = TinyClip.open(SPLIT);
        combined = TinyClip.open(COMBINED);
        unscaled = ClipEmbeddingFunction.open(
                SPLIT, TinyClip.options().normalize(false).dimensions(24));
    }

    @AfterAll
    static void close() {
        split.close();
        combined.close();
        unscaled.close();
    }

    private static List<JsonNode> list(JsonNode values) {
        List<JsonNode> list = new ArrayList<>();
        values.forEach(list::add);
        return list;
    }

    @ParameterizedTest
    @FieldSource("TEXTS")
    void encode_text_idsOfTransformers(JsonNode text) {
        ClipFolder folder = ClipFolder.of("local/clip", SPLIT);
        try (ClipTokenizer tokenizer = ClipTokenizer.load(folder, ClipFamily.CLIP, Truncation.END)) {
            assertThat(tokenizer.encode(text.get("text").asText(), "text"))
                    .containsExactly(list(text.get("input_ids")).stream()
                            .mapToLong(JsonNode::asLong)
                            .toArray());
        }
    }

    @ParameterizedTest
    @FieldSource("TEXTS")
    void embedQuery_text_vectorOfTransformers(JsonNode text) {
        String content = text.get("text").asText();

        assertNear(split.embedQuery(content), text.get("text_embeds_normalised"), 1e-5, "unit");
        assertNear(unscaled.embedQuery(content), text.get("text_embeds"), 1e-5, "unscaled");
    }

    @ParameterizedTest
    @FieldSource("IMAGES")
    void scale_image_bytesOfPillow(JsonNode image) {
        if (!image.get("lossless").asBoolean()) {
            return;
        }
        BufferedImage decoded = decode(image);
        JsonNode size = image.get("resized_to");
        JsonNode corner = image.get("crop_left_top");
        Resampler.Window window =
                new Resampler.Window(corner.get(0).asInt(), corner.get(1).asInt(), 224, 224);

        byte[] rgb = new Resampler(ResampleFilter.BICUBIC)
                .scale(decoded, size.get(0).asInt(), size.get(1).asInt(), window);

        JsonNode crop = image.get("crop_uint8");
        List<Integer> samples = new ArrayList<>();
        for (JsonNode index : EXPECTED.get("sample_indices")) {
            int channel = index.asInt() / (224 * 224);
            samples.add(rgb[index.asInt() % (224 * 224) * 3 + channel] & 0xff);
        }
        assertThat(samples)
                .isEqualTo(list(crop.get("sample_values")).stream()
                        .map(JsonNode::asInt)
                        .toList());
        if (crop.has("file")) {
            BufferedImage expected =
                    ImageInput.of(SPLIT.resolve(crop.get("file").asText())).decode();
            assertThat(rgb)
                    .isEqualTo(new Resampler(ResampleFilter.BOX)
                            .scale(expected, 224, 224, new Resampler.Window(0, 0, 224, 224)));
        }
    }

    @ParameterizedTest
    @FieldSource("IMAGES")
    void pixels_image_valuesOfTransformers(JsonNode image) {
        for (Path model : List.of(SPLIT, COMBINED)) {
            ImagePreprocessor preprocessor =
                    ImagePreprocessor.of(ClipFolder.of("local/clip", model).preprocessor(), "local/clip");
            BufferedImage decoded = decode(image);
            assertThat(List.of(decoded.getWidth(), decoded.getHeight()))
                    .isEqualTo(list(image.get("size_after_orientation")).stream()
                            .map(JsonNode::asInt)
                            .toList());

            float[] pixels = preprocessor.pixels(decoded);

            // JPEG's decoders differ by a few levels of 1/69 each.
            double tolerance = image.get("lossless").asBoolean() ? 1e-6 : 0.1;
            JsonNode expected = image.get("pixel_values").get("sample_values");
            float[] samples = new float[expected.size()];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = pixels[EXPECTED.get("sample_indices").get(i).asInt()];
            }
            assertThat(pixels).hasSize(3 * 224 * 224);
            assertNear(samples, expected, tolerance, model.toString());
        }
    }

    @ParameterizedTest
    @FieldSource("IMAGES")
    void embedImage_vectorOfTransformers(JsonNode image) {
        ImageInput input = ImageInput.of(SPLIT.resolve(image.get("file").asText()));

        float[] unit = split.embedImage(input);

        if (image.get("lossless").asBoolean()) {
            assertNear(unit, image.get("image_embeds_normalised"), 1e-5, "unit");
            assertNear(unscaled.embedImage(input), image.get("image_embeds"), 1e-5, "unscaled");
        }
        // A wrong filter gives 0.9996 or less, a wrong orientation 0.88.
        float[] expected = floats(image.get("image_embeds_normalised"));
        assertThat(VectorMath.dot(unit, expected)).isGreaterThan(0.9999);
        assertThat(VectorMath.dot(combined.embedImage(input), expected)).isGreaterThan(0.9999);
    }

    @Test
    void embed_combinedNetwork_vectorsOfTransformers() {
        for (JsonNode text : EXPECTED_COMBINED.get("texts")) {
            assertNear(combined.embedQuery(text.get("text").asText()), text.get("text_embeds"), 1e-5, "text");
        }
        int compared = 0;
        for (JsonNode image : EXPECTED_COMBINED.get("images")) {
            if (image.get("file").asText().endsWith(".png")) {
                Path file = COMBINED.resolve(image.get("file").asText()).normalize();
                assertNear(combined.embedImage(ImageInput.of(file)), image.get("image_embeds"), 1e-5, "image");
                compared++;
            }
        }
        assertThat(compared).isEqualTo(8);
    }

    @Test
    void embed_bothKinds_cosinesOfTransformers() {
        List<float[]> images = split.embedImages(IMAGES.stream()
                .map(image -> ImageInput.of(SPLIT.resolve(image.get("file").asText())))
                .toList());
        List<float[]> texts = split.embedDocuments(
                TEXTS.stream().map(text -> text.get("text").asText()).toList());

        JsonNode matrix = EXPECTED.get("cosine_images_texts").get("matrix");
        for (int i = 0; i < images.size(); i++) {
            double tolerance = IMAGES.get(i).get("lossless").asBoolean() ? 1e-5 : 0.02;
            for (int t = 0; t < texts.size(); t++) {
                assertThat(VectorMath.dot(images.get(i), texts.get(t)))
                        .as("%d %d", i, t)
                        .isCloseTo(matrix.get(i).get(t).asDouble(), Offset.offset(tolerance));
            }
        }
    }

    private static BufferedImage decode(JsonNode image) {
        return ImageInput.of(SPLIT.resolve(image.get("file").asText())).decode();
    }
}
