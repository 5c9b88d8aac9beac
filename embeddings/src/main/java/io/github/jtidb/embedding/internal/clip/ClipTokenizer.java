package io.github.jtidb.embedding.internal.clip;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.Truncation;
import io.github.jtidb.embedding.internal.Refusal;
import io.github.jtidb.embedding.internal.local.Djl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Texts to token ids, of the lengths that the model can read. Thread-safe, except that nothing may run during close. */
final class ClipTokenizer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ClipTokenizer.class);

    /** Files say 1e30 where they mean that there is no limit. */
    private static final double NO_LIMIT = 1e6;

    private final String model;
    private final HuggingFaceTokenizer tokenizer;
    private final int most;
    private final Truncation truncation;
    private final boolean lowerCase;

    /** What short texts are filled with; empty if they are not. */
    private final long[] padding;

    private final AtomicLong cut = new AtomicLong();

    private ClipTokenizer(
            String model,
            HuggingFaceTokenizer tokenizer,
            int most,
            Truncation truncation,
            boolean lowerCase,
            long[] padding) {
        this.model = model;
        this.tokenizer = tokenizer;
        this.most = most;
        this.truncation = truncation;
        this.lowerCase = lowerCase;
        this.padding = padding;
    }

    static ClipTokenizer load(ClipFolder folder, ClipFamily family, Truncation truncation) {
        JsonNode settings = folder.json("tokenizer_config.json");
        int most = mostTokens(settings, folder.json("config.json"), family);
        HuggingFaceTokenizer tokenizer = load(folder.require("tokenizer.json"), folder.model());
        try {
            boolean lowerCase =
                    family.padded() && settings.path("do_lower_case").asBoolean(true);
            long[] padding = family.padded() ? padding(tokenizer, settings, folder.model(), most) : new long[0];
            return new ClipTokenizer(folder.model(), tokenizer, most, truncation, lowerCase, padding);
        } catch (RuntimeException | Error e) {
            tokenizer.close();
            throw e;
        }
    }

    private static HuggingFaceTokenizer load(Path file, String model) {
        try (InputStream in = Files.newInputStream(file)) {
            return Djl.tokenizer(in);
        } catch (IOException | RuntimeException e) {
            throw Refusal.of(model + ": the tokenizer could not be read from " + file + ": " + e.getMessage(), e);
        }
    }

    private static int mostTokens(JsonNode settings, JsonNode config, ClipFamily family) {
        JsonNode positions = config.path("text_config").path("max_position_embeddings");
        double most = positions.asDouble(NO_LIMIT);
        most = Math.min(most, settings.path("model_max_length").asDouble(NO_LIMIT));
        return most < NO_LIMIT ? (int) most : family.tokens();
    }

    private static long[] padding(HuggingFaceTokenizer tokenizer, JsonNode settings, String model, int length) {
        JsonNode named = settings.path("pad_token");
        String token = named.isObject() ? named.path("content").asText() : named.asText();
        long[] ids = token.isEmpty()
                ? new long[0]
                : tokenizer.encode(token, false, false).getIds();
        if (ids.length != 1) {
            throw Refusal.of(model + ": tokenizer_config.json: pad_token: expected a token of the vocabulary, got \""
                    + token + "\"");
        }
        long[] padding = new long[length];
        Arrays.fill(padding, ids[0]);
        return padding;
    }

    /**
     * The token ids of a text, with those that begin and end it, and padding where the model wants it.
     *
     * @param text any text
     * @param name what the text is called in messages, such as {@code texts[3]}
     */
    long[] encode(String text, String name) {
        String whole = Djl.characters(text);
        Encoding encoding;
        try {
            encoding = tokenizer.encode(lowerCase ? whole.toLowerCase(Locale.ROOT) : whole);
        } catch (RuntimeException e) {
            throw new EmbeddingException(
                    model + ": the tokenizer failed on " + name + ", of " + text.length() + " characters", e);
        }
        long[] ids = encoding.getIds();
        if (ids.length > most) {
            ids = cut(ids, encoding.getSpecialTokenMask(), name);
        }
        if (ids.length < padding.length) {
            long[] padded = padding.clone();
            System.arraycopy(ids, 0, padded, 0, ids.length);
            return padded;
        }
        return ids;
    }

    /** Takes tokens out of the text, not those that begin and end it. */
    private long[] cut(long[] ids, long[] special, String name) {
        if (truncation == Truncation.NONE) {
            throw Refusal.of(model + ": " + name + " has " + ids.length + " tokens: expected at most " + most
                    + ", as truncation is NONE. Shorten or split it, or choose END");
        }
        countCut();
        int begin = 0;
        while (special[begin] == 1) {
            begin++;
        }
        int end = ids.length;
        while (special[end - 1] == 1) {
            end--;
        }
        int excess = ids.length - most;
        int from = truncation == Truncation.START ? begin : end - excess;
        long[] shorter = Arrays.copyOf(ids, most);
        System.arraycopy(ids, from + excess, shorter, from, most - from);
        return shorter;
    }

    private void countCut() {
        String part = truncation == Truncation.START ? "beginning" : "end";
        long count = cut.incrementAndGet();
        if (count == 1) {
            log.warn(
                    "{}: a text was longer than {} tokens and lost its {}; split long texts. Further ones: level DEBUG",
                    model,
                    most,
                    part);
        } else {
            log.debug("{}: {} texts so far were longer than {} tokens", model, count, most);
        }
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
