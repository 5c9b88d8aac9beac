package io.github.jtidb.embedding.internal.clip;

import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.Truncation;
import io.github.jtidb.embedding.internal.Refusal;
import io.github.jtidb.vector.ProgressListener;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The options that mean something here, with what holds where they are unset. Immutable.
 *
 * @param model the full name of the model
 * @param dimensions what the caller expects, or 0
 * @param normalize whether vectors get length one
 * @param truncation what becomes of texts that are too long
 * @param queryPrompt what stands before a text that is searched for
 * @param documentPrompt what stands before a text that is stored
 * @param suffix what the names of the ONNX files end in, before {@code .onnx}: empty or such as {@code _quantized}
 * @param progress hears of the steps of a list, if anybody does
 */
record ClipOptions(
        String model,
        int dimensions,
        boolean normalize,
        Truncation truncation,
        String queryPrompt,
        String documentPrompt,
        String suffix,
        Optional<ProgressListener> progress) {

    private static final String VARIANT = "variant";
    private static final List<String> KNOWN =
            List.of("dimensions", "documentPrompt", "normalize", "option", "progress", "queryPrompt", "truncation");

    static ClipOptions of(ModelOptions options, Set<String> others) {
        TreeSet<String> unknown = new TreeSet<>(options.names());
        KNOWN.forEach(unknown::remove);
        Map<String, Object> own = options.options();
        own.keySet().stream().filter(name -> !name.equals(VARIANT)).forEach(unknown::add);
        unknown.removeAll(others);
        if (!unknown.isEmpty()) {
            throw Refusal.of(options.model() + ", a model in a folder, takes no option " + String.join(", ", unknown)
                    + ": leave it out");
        }
        Object variant = own.getOrDefault(VARIANT, "");
        if (!(variant instanceof String name) || name.contains("/") || name.contains("\\")) {
            throw Refusal.of(options.model() + ": option " + VARIANT
                    + ": expected a name such as quantized, for files such as text_model_quantized.onnx");
        }
        return new ClipOptions(
                options.model(),
                options.dimensions().orElse(0),
                options.normalize().orElse(true),
                options.truncation().orElse(Truncation.END),
                options.queryPrompt().orElse(""),
                options.documentPrompt().orElse(""),
                name.isEmpty() ? "" : "_" + name,
                options.progress());
    }

    /** The length of vectors, if it is the same for texts, images and the caller. */
    int checkDimensions(int ofTexts, int ofImages) {
        if (ofTexts != ofImages) {
            throw Refusal.of(model + " gives vectors of " + ofTexts + " dimensions for texts and of " + ofImages
                    + " for images, which cannot be compared: export the model with its projection");
        }
        if (dimensions != 0 && dimensions != ofTexts) {
            throw Refusal.of(
                    model + ": option dimensions is " + dimensions + ", but the model gives vectors of " + ofTexts);
        }
        return ofTexts;
    }
}
