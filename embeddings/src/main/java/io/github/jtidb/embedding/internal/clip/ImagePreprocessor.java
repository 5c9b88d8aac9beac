package io.github.jtidb.embedding.internal.clip;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.internal.Refusal;
import io.github.jtidb.embedding.internal.image.ResampleFilter;
import io.github.jtidb.embedding.internal.image.Resampler;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Images to what the network takes, as the model's {@code preprocessor_config.json} says and the image processors of
 * transformers do with Pillow: scaled, cut out of the middle, and each byte replaced by its number. Immutable.
 */
final class ImagePreprocessor {

    private static final int CHANNELS = 3;

    /** The steps that are known; others that are switched on are refused. */
    private static final List<String> STEPS =
            List.of("do_resize", "do_center_crop", "do_rescale", "do_normalize", "do_convert_rgb");

    private final Resampler resampler;
    private final @Nullable Target target;
    private final int width;
    private final int height;

    /** For each channel the numbers that stand for the bytes 0 to 255. */
    private final float[][] numbers;

    private ImagePreprocessor(Resampler resampler, @Nullable Target target, int width, int height, float[][] numbers) {
        this.resampler = resampler;
        this.target = target;
        this.width = width;
        this.height = height;
        this.numbers = numbers;
    }

    /** What images are scaled to: the shorter side to a length, or both sides where that is 0. */
    private record Target(int shorter, int width, int height) {

        int width(int w, int h) {
            return shorter == 0 ? width : w <= h ? shorter : longer(w, h);
        }

        int height(int w, int h) {
            return shorter == 0 ? height : h <= w ? shorter : longer(h, w);
        }

        /** Cut, not rounded. */
        private int longer(long longer, int other) {
            return (int) (shorter * longer / other);
        }
    }

    /**
     * Reads the settings.
     *
     * @param config the file's content, in its old or its new form
     * @param model the full name of the model, for messages
     */
    static ImagePreprocessor of(JsonNode config, String model) {
        return new Reader(config, model).read();
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /**
     * The numbers of an image.
     *
     * @param image any size
     * @return all of the red, by rows, then the green, then the blue; a border where the image is too small to fill the cut-out
     */
    float[] pixels(BufferedImage image) {
        int w = image.getWidth();
        int h = image.getHeight();
        int scaledWidth = target == null ? w : target.width(w, h);
        int scaledHeight = target == null ? h : target.height(w, h);
        int left = Math.floorDiv(scaledWidth - width, 2);
        int top = Math.floorDiv(scaledHeight - height, 2);
        Resampler.Window window = new Resampler.Window(
                Math.max(0, left), Math.max(0, top), Math.min(width, scaledWidth), Math.min(height, scaledHeight));
        byte[] rgb = resampler.scale(image, scaledWidth, scaledHeight, window);
        float[] pixels = new float[CHANNELS * width * height];
        for (int channel = 0; channel < CHANNELS; channel++) {
            float[] number = numbers[channel];
            int plane = channel * width * height;
            Arrays.fill(pixels, plane, plane + width * height, number[0]);
            for (int y = 0, from = channel; y < window.height(); y++) {
                int to = plane + (y + Math.max(0, -top)) * width + Math.max(0, -left);
                for (int x = 0; x < window.width(); x++, from += CHANNELS) {
                    pixels[to++] = number[rgb[from] & 0xff];
                }
            }
        }
        return pixels;
    }

    /** Reads one file. */
    private record Reader(JsonNode config, String model) {

        ImagePreprocessor read() {
            config.fieldNames().forEachRemaining(name -> {
                if (name.startsWith("do_") && config.get(name).asBoolean() && !STEPS.contains(name)) {
                    throw wrong(name, "a step among " + STEPS);
                }
            });
            Target target = is("do_resize", true) ? target() : null;
            boolean cut = is("do_center_crop", has("crop_size") && !type().startsWith("Siglip"));
            Target crop = cut ? square("crop_size") : target;
            if (crop == null || crop.shorter() > 0) {
                throw wrong(
                        "do_center_crop",
                        "true, or an exact width and height in size, so that all images get one size");
            }
            return new ImagePreprocessor(
                    new Resampler(target == null ? ResampleFilter.BOX : filter()),
                    target,
                    crop.width(),
                    crop.height(),
                    numbers());
        }

        private Target target() {
            JsonNode size = config.path("size");
            if (size.has("shortest_edge") && !size.has("longest_edge")) {
                return new Target(side(size.get("shortest_edge"), "size"), 0, 0);
            }
            boolean square = !size.isNumber() || type().startsWith("ViT");
            return square ? square("size") : new Target(side(size, "size"), 0, 0);
        }

        /** Which of transformers' classes the file is written for, in its new form or its old one. */
        private String type() {
            return config.path("image_processor_type")
                    .asText(config.path("feature_extractor_type").asText());
        }

        private Target square(String name) {
            JsonNode size = config.path(name);
            if (size.isNumber()) {
                return new Target(0, side(size, name), side(size, name));
            }
            return new Target(0, side(size.path("width"), name), side(size.path("height"), name));
        }

        private int side(JsonNode value, String name) {
            if (!value.isInt() || value.intValue() < 1 || value.intValue() > 10_000) {
                throw wrong(name, "a number of pixels, or {\"shortest_edge\"} or {\"height\", \"width\"} with such");
            }
            return value.intValue();
        }

        private ResampleFilter filter() {
            JsonNode number = config.path("resample");
            return Arrays.stream(ResampleFilter.values())
                    .filter(filter -> number.isInt() && filter.number() == number.intValue())
                    .findFirst()
                    .orElseThrow(() -> wrong(
                            "resample",
                            "1 (Lanczos), 2 (bilinear), 3 (bicubic), 4 (box) or 5 (Hamming), as Pillow numbers them"));
        }

        /** As transformers computes them: scaled in double, the rest in float. */
        private float[][] numbers() {
            double factor = !is("do_rescale", true) ? 1 : has("rescale_factor") ? number("rescale_factor") : 1 / 255.0;
            boolean normalize = is("do_normalize", true);
            float[][] numbers = new float[CHANNELS][256];
            for (int channel = 0; channel < CHANNELS; channel++) {
                float mean = normalize ? channel("image_mean", channel) : 0;
                float deviation = normalize ? channel("image_std", channel) : 1;
                if (deviation == 0) {
                    throw wrong("image_std", "three numbers other than 0");
                }
                for (int i = 0; i < 256; i++) {
                    numbers[channel][i] = ((float) (i * factor) - mean) / deviation;
                }
            }
            return numbers;
        }

        private float channel(String name, int channel) {
            JsonNode values = config.path(name);
            JsonNode value = values.isArray() && values.size() == CHANNELS ? values.get(channel) : values;
            if (!value.isNumber() || !Float.isFinite(value.floatValue())) {
                throw wrong(name, "three numbers, for red, green and blue");
            }
            return value.floatValue();
        }

        private double number(String name) {
            if (!config.path(name).isNumber()) {
                throw wrong(name, "a number");
            }
            return config.path(name).doubleValue();
        }

        private boolean has(String name) {
            return config.hasNonNull(name);
        }

        private boolean is(String name, boolean unset) {
            return has(name) ? config.get(name).asBoolean() : unset;
        }

        private EmbeddingException wrong(String name, String expected) {
            String got = config.path(name).isMissingNode()
                    ? "nothing"
                    : config.path(name).toString();
            return Refusal.of(model + ": preprocessor_config.json: " + name + ": expected " + expected + ", got "
                    + got.substring(0, Math.min(100, got.length())));
        }
    }
}
