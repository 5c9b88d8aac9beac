package io.github.jtidb.embedding.internal.local;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.Truncation;
import io.github.jtidb.embedding.internal.Refusal;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes texts fit into what a model can read, or refuses them. Thread-safe. */
final class Fitting {

    private static final Logger log = LoggerFactory.getLogger(Fitting.class);

    private final String model;
    private final int maxTokens;
    private final Truncation truncation;
    private final AtomicLong cut = new AtomicLong();

    Fitting(String model, int maxTokens, Truncation truncation) {
        this.model = model;
        this.maxTokens = maxTokens;
        this.truncation = truncation;
    }

    /** Whether over-long texts are refused. */
    boolean refuses() {
        return truncation == Truncation.NONE;
    }

    /**
     * The tokens, or those of them that fit.
     *
     * @param text which text it is, for messages, such as {@code texts[3]}
     * @throws EmbeddingException if they do not fit, and are to be refused then
     */
    Tokens fit(Tokens tokens, String text) {
        if (tokens.count() <= maxTokens) {
            return tokens;
        }
        if (refuses()) {
            throw Refusal.of(model + ": " + text + " has " + tokens.count() + " tokens, and the model reads "
                    + maxTokens + ": split it, or have it cut with Truncation.END");
        }
        warn();
        return tokens.cut(maxTokens, truncation);
    }

    private void warn() {
        long count = cut.incrementAndGet();
        if (count == 1) {
            log.warn(
                    "{}: a text was longer than {} tokens and lost its {}; split long texts. Further ones: level DEBUG",
                    model,
                    maxTokens,
                    truncation == Truncation.START ? "beginning" : "end");
        } else {
            log.debug("{}: {} texts so far were longer than {} tokens", model, count, maxTokens);
        }
    }
}
