package io.github.jtidb.embedding.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import java.util.function.Consumer;

/** What tests say of exceptions. Has no state. */
public final class Reasons {

    private Reasons() {}

    /** That it is an {@link EmbeddingException} for this reason, to be given to {@code satisfies}. */
    public static Consumer<Throwable> hasReason(Reason reason) {
        return thrown -> assertThat(thrown)
                .isInstanceOfSatisfying(
                        EmbeddingException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
