package io.github.jtidb.embedding.internal.clip;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** What the model's own files do not say, since the code that reads them elsewhere knows it. */
enum ClipFamily {
    /** The last token's vector stands for the text, and no token sees a later one: nothing is padded. */
    CLIP(77, false, List.of("clip"), List.of("text_embeds"), List.of("image_embeds")),

    /**
     * Trained on lower-case texts that are all padded to one length, with the padding seen. Its pooled output is the result.
     * Read in documents, and not tried with a real model, but for the images, which are those of transformers.
     */
    SIGLIP(
            64,
            true,
            List.of("siglip", "siglip2"),
            List.of("text_embeds", "pooler_output"),
            List.of("image_embeds", "pooler_output"));

    private final int tokens;
    private final boolean padded;
    private final List<String> types;
    private final List<String> textOutputs;
    private final List<String> imageOutputs;

    ClipFamily(int tokens, boolean padded, List<String> types, List<String> textOutputs, List<String> imageOutputs) {
        this.tokens = tokens;
        this.padded = padded;
        this.types = types;
        this.textOutputs = textOutputs;
        this.imageOutputs = imageOutputs;
    }

    /** The family that a {@code config.json} names as its {@code model_type}. */
    static Optional<ClipFamily> of(JsonNode config) {
        String type = config.path("model_type").asText();
        for (ClipFamily family : values()) {
            if (family.types.contains(type)) {
                return Optional.of(family);
            }
        }
        return Optional.empty();
    }

    /** The longest text, in tokens, of a model whose files do not tell: they leave out what is usual. */
    int tokens() {
        return tokens;
    }

    /** Whether texts are put into lower case, padded to one length, and the padding seen. */
    boolean padded() {
        return padded;
    }

    /** What the vectors of texts may be called, the better name first. */
    List<String> textOutputs() {
        return textOutputs;
    }

    /** What the vectors of images may be called, the better name first. */
    List<String> imageOutputs() {
        return imageOutputs;
    }
}
