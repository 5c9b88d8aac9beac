package io.github.jtidb.embedding.internal.clip;

import static io.github.jtidb.embedding.internal.Reasons.hasReason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.internal.image.PillowTest;
import io.github.jtidb.embedding.internal.image.ResampleFilter;
import io.github.jtidb.embedding.internal.image.Resampler;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms that {@code preprocessor_config.json} has had. */
class ImagePreprocessorTest {

    private static final String REST = ", \"resample\": 3, \"do_normalize\": false, \"do_rescale\": false}";

    private static ImagePreprocessor of(String json) {
        try {
            return ImagePreprocessor.of(TinyClip.JSON.readTree(json), "local/clip");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sizes of the image, of what it is scaled to, and of what is cut out of that. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "60; 40; '{\"size\": 20, \"crop_size\": 20'; 30; 20; 20; 20",
                "40; 60; '{\"size\": {\"shortest_edge\": 20}, \"crop_size\": {\"height\": 10, \"width\": 20}'; 20; 30; 20; 10",
                "60; 41; '{\"size\": 20, \"crop_size\": 20, \"do_center_crop\": null'; 29; 20; 20; 20",
                "60; 40; '{\"size\": {\"height\": 9, \"width\": 8}, \"crop_size\": 5, \"image_processor_type\": \"SiglipImageProcessor\"'; 8; 9; 8; 9",
                "60; 40; '{\"size\": 20, \"feature_extractor_type\": \"ViTFeatureExtractor\"'; 20; 20; 20; 20",
                "60; 40; '{\"size\": 20, \"crop_size\": 10, \"image_processor_type\": \"CLIPImageProcessorFast\"'; 30; 20; 10; 10",
                "60; 40; '{\"size\": {\"height\": 7, \"width\": 9}, \"do_center_crop\": false, \"crop_size\": 5'; 9; 7; 9; 7",
                "60; 40; '{\"do_resize\": false, \"crop_size\": 21, \"do_convert_rgb\": null'; 60; 40; 21; 21"
            })
    void pixels_forms_scaledAndCut(int width, int height, String json, int w, int h, int cropWidth, int cropHeight) {
        BufferedImage image = PillowTest.scene(width, height);
        Resampler.Window window =
                new Resampler.Window((w - cropWidth) / 2, (h - cropHeight) / 2, cropWidth, cropHeight);
        byte[] rgb = new Resampler(ResampleFilter.BICUBIC).scale(image, w, h, window);

        ImagePreprocessor preprocessor = of(json + REST);

        assertThat(preprocessor.width()).isEqualTo(cropWidth);
        assertThat(preprocessor.height()).isEqualTo(cropHeight);
        float[] expected = new float[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            expected[i % 3 * cropWidth * cropHeight + i / 3] = rgb[i] & 0xff;
        }
        assertThat(preprocessor.pixels(image)).containsExactly(expected);
    }

    @Test
    void pixels_smallerThanTheCutOut_borderOfBlack() {
        ImagePreprocessor preprocessor = of(
                "{\"do_resize\": false, \"crop_size\": 6, \"do_rescale\": false, \"image_mean\": [1, 2, 3], \"image_std\": [1, 1, 1]}");
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0x0a0b0c);

        float[] pixels = preprocessor.pixels(image);

        // As transformers does it: the odd pixel of a border is before the image.
        for (int i = 0; i < 36; i++) {
            assertThat(pixels[i]).as("red %d", i).isEqualTo(i == 2 * 6 + 2 ? 10 - 1 : -1);
            assertThat(pixels[36 + i]).as("green %d", i).isEqualTo(i == 2 * 6 + 2 ? 11 - 2 : -2);
            assertThat(pixels[72 + i]).as("blue %d", i).isEqualTo(i == 2 * 6 + 2 ? 12 - 3 : -3);
        }
    }

    @Test
    void pixels_factors_asTransformersRounds() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0x80ff03);
        String start = "{\"size\": {\"height\": 1, \"width\": 1}, \"resample\": 2";

        assertThat(of(start + ", \"do_normalize\": false}").pixels(image))
                .containsExactly((float) (128 / 255.0), 1, (float) (3 / 255.0));
        assertThat(of(start + ", \"rescale_factor\": 0.5, \"image_mean\": [0.5, 1, 2], \"image_std\": [2, 4, 8]}")
                        .pixels(image))
                .containsExactly((64 - 0.5f) / 2, (127.5f - 1) / 4, (1.5f - 2) / 8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; size",
                "{\"size\": 20}; crop",
                "{\"size\": 20, \"image_processor_type\": \"SiglipImageProcessor\"}; crop",
                "{\"size\": 0, \"crop_size\": 20}; size",
                "{\"size\": \"20\", \"crop_size\": 20}; size",
                "{\"size\": 20, \"crop_size\": -1}; crop_size",
                "{\"size\": 2000000, \"crop_size\": 20}; size",
                "{\"size\": {\"shortest_edge\": 20, \"longest_edge\": 40}, \"crop_size\": 20}; size",
                "{\"size\": 20, \"crop_size\": 20}; resample",
                "{\"size\": 20, \"crop_size\": 20, \"resample\": 0}; resample",
                "{\"size\": 20, \"crop_size\": 20, \"resample\": 3}; image_mean",
                "{\"size\": 20, \"crop_size\": 20, \"resample\": 3, \"image_mean\": [1, 2]}; image_mean",
                "{\"size\": 20, \"crop_size\": 20, \"resample\": 3, \"image_mean\": [1, 2, 3]}; image_std",
                "{\"size\": 20, \"crop_size\": 20, \"resample\": 3, \"image_mean\": [1, 2, 3], \"image_std\": [1, 0, 1]}; image_std",
                "{\"size\": 20, \"crop_size\": 20, \"resample\": 3, \"rescale_factor\": \"x\"}; rescale_factor",
                "{\"size\": 20, \"crop_size\": 20, \"resample\": 3, \"do_pad\": true}; do_pad"
            })
    void of_wrong_keyNamed(String json, String key) {
        assertThatThrownBy(() -> of(json))
                .satisfies(hasReason(Reason.INVALID_REQUEST))
                .hasMessageContaining("local/clip: preprocessor_config.json: ")
                .hasMessageContaining(key)
                .hasMessageContaining("expected");
    }
}
