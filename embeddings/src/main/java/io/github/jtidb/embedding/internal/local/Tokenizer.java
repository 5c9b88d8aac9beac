package io.github.jtidb.embedding.internal.local;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.github.jtidb.embedding.EmbeddingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Text to token ids, cut at the longest input of the model. Thread-safe, except that nothing may run during close. */
final class Tokenizer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Tokenizer.class);

    /** Java's regular expressions read code points: a surrogate of a pair is none of these. */
    private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

    private final HuggingFaceTokenizer tokenizer;
    private final JarModel model;
    private final AtomicLong cut = new AtomicLong();

    private Tokenizer(HuggingFaceTokenizer tokenizer, JarModel model) {
        this.tokenizer = tokenizer;
        this.model = model;
    }

    static Tokenizer load(JarModel model) {
        Telemetry.forbidDjl();
        URL vocabulary = Resources.find(model.vocabulary(), model);
        String maxTokens = Integer.toString(model.maxTokens());
        // The file's own settings cut and pad at 128 tokens. Batches are padded by the encoder.
        Map<String, String> settings =
                Map.of("truncation", "true", "padding", "false", "maxLength", maxTokens, "modelMaxLength", maxTokens);
        Thread thread = Thread.currentThread();
        ClassLoader context = thread.getContextClassLoader();
        // DJL looks for its own files through the context class loader, which may know nothing of it.
        thread.setContextClassLoader(HuggingFaceTokenizer.class.getClassLoader());
        try (InputStream in = Resources.open(vocabulary)) {
            return new Tokenizer(HuggingFaceTokenizer.newInstance(in, settings), model);
        } catch (IOException | RuntimeException e) {
            throw new EmbeddingException(
                    model.name() + ": the tokenizer could not be read from " + vocabulary + ": " + e.getMessage(), e);
        } finally {
            thread.setContextClassLoader(context);
        }
    }

    /**
     * The token ids of a text, [CLS] and [SEP] included.
     *
     * <p>A surrogate without its partner is no character and would make the native side misread the whole text: it is
     * replaced by U+FFFD, which the models here skip, as they skip NUL.
     */
    long[] encode(String text) {
        Encoding encoding;
        try {
            encoding = tokenizer.encode(LONE_SURROGATE.matcher(text).replaceAll("\uFFFD"));
        } catch (RuntimeException e) {
            throw new EmbeddingException(
                    model.name() + ": the tokenizer failed on a text of " + text.length() + " characters", e);
        }
        if (encoding.exceedMaxLength()) {
            countCut();
        }
        return encoding.getIds();
    }

    private void countCut() {
        long count = cut.incrementAndGet();
        if (count == 1) {
            log.warn(
                    "{}: a text was longer than {} tokens and lost its end; split long texts. Further ones: level DEBUG",
                    model.name(),
                    model.maxTokens());
        } else {
            log.debug("{}: {} texts so far were longer than {} tokens", model.name(), count, model.maxTokens());
        }
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
