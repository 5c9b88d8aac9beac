package io.github.jtidb.embedding.internal.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jtidb.embedding.internal.Refusal;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Makes one vector of the vectors of a text's tokens. Immutable.
 *
 * @param modes one or more; the vectors of several are put one behind the other
 * @param includePrompt whether the tokens of the prompt count, too
 */
record Pooling(List<Mode> modes, boolean includePrompt) {

    enum Mode {
        /** The first token. */
        CLS,
        /** The largest value of all tokens, in each dimension. */
        MAX,
        MEAN,
        /** The sum, divided by the root of the number of tokens. */
        MEAN_SQRT,
        /** The mean, where the first token counts once, the second twice, and so on. */
        WEIGHTED_MEAN,
        /** The last token. */
        LAST
    }

    static final Pooling MEAN = new Pooling(List.of(Mode.MEAN), true);
    static final Pooling CLS = new Pooling(List.of(Mode.CLS), true);

    private static final Map<String, Mode> NAMES = Map.of(
            "cls", Mode.CLS,
            "max", Mode.MAX,
            "mean", Mode.MEAN,
            "mean_sqrt", Mode.MEAN_SQRT,
            "mean_sqrt_len", Mode.MEAN_SQRT,
            "mean_sqrt_len_tokens", Mode.MEAN_SQRT,
            "weightedmean", Mode.WEIGHTED_MEAN,
            "lasttoken", Mode.LAST);

    /** Reads a folder's config.json, old form (a flag for each mode) or new ({@code pooling_mode}). */
    static Pooling read(ModelFiles files, String folder) {
        JsonNode config = files.json(folder + "/config.json");
        if (config.isMissingNode()) {
            throw Refusal.of(files.model() + ": modules.json names " + folder + ", whose config.json is not there");
        }
        boolean includePrompt = config.path("include_prompt").asBoolean(true);
        JsonNode named = config.path("pooling_mode");
        if (named.isTextual()) {
            return new Pooling(List.of(mode(files.model(), named.textValue())), includePrompt);
        }
        List<Mode> modes = new ArrayList<>();
        if (named.isArray()) {
            named.forEach(name -> modes.add(mode(files.model(), name.asText())));
        } else {
            flag(config, "cls_token", Mode.CLS, modes);
            flag(config, "max_tokens", Mode.MAX, modes);
            flag(config, "mean_tokens", Mode.MEAN, modes);
            flag(config, "mean_sqrt_len_tokens", Mode.MEAN_SQRT, modes);
            flag(config, "weightedmean_tokens", Mode.WEIGHTED_MEAN, modes);
            flag(config, "lasttoken", Mode.LAST, modes);
        }
        return new Pooling(modes.isEmpty() ? MEAN.modes : List.copyOf(modes), includePrompt);
    }

    /** The pooling of a name, as sentence-transformers spells it. */
    static Mode mode(String model, String name) {
        Mode mode = NAMES.get(name);
        if (mode == null) {
            throw Refusal.of(model + ": unknown pooling \"" + name + "\": expected one of "
                    + NAMES.keySet().stream().sorted().toList());
        }
        return mode;
    }

    private static void flag(JsonNode config, String name, Mode mode, List<Mode> modes) {
        if (config.path("pooling_mode_" + name).asBoolean(false)) {
            modes.add(mode);
        }
    }

    /**
     * Pools a text.
     *
     * @param values the vectors of all tokens, one behind the other
     * @param start where the text's first token begins
     * @param tokens how many tokens it has, one or more
     * @param prompt how many of them are the prompt's
     * @param width how many values a token has
     * @return a new vector
     */
    float[] pool(FloatBuffer values, int start, int tokens, int prompt, int width) {
        int skipped = includePrompt ? 0 : Math.min(prompt, tokens);
        float[] pooled = new float[modes.size() * width];
        float[] token = new float[width];
        for (int m = 0; m < modes.size(); m++) {
            int to = m * width;
            switch (modes.get(m)) {
                case CLS -> values.get(start, pooled, to, width);
                case LAST -> values.get(start + (tokens - 1) * width, pooled, to, width);
                case MAX -> {
                    Arrays.fill(pooled, to, to + width, skipped == tokens ? 0 : Float.NEGATIVE_INFINITY);
                    for (int t = skipped; t < tokens; t++) {
                        values.get(start + t * width, token);
                        for (int d = 0; d < width; d++) {
                            pooled[to + d] = Math.max(pooled[to + d], token[d]);
                        }
                    }
                }
                case MEAN, MEAN_SQRT, WEIGHTED_MEAN -> {
                    boolean weighted = modes.get(m) == Mode.WEIGHTED_MEAN;
                    float weights = 0;
                    for (int t = skipped; t < tokens; t++) {
                        float weight = weighted ? t + 1 : 1;
                        weights += weight;
                        values.get(start + t * width, token);
                        for (int d = 0; d < width; d++) {
                            pooled[to + d] += weight * token[d];
                        }
                    }
                    // Where the prompt fills all there is room for, nothing is left: all zeros, as in Python.
                    float divisor = modes.get(m) == Mode.MEAN_SQRT ? (float) Math.sqrt(weights) : weights;
                    for (int d = 0; d < width && divisor > 0; d++) {
                        pooled[to + d] /= divisor;
                    }
                }
            }
        }
        return pooled;
    }
}
