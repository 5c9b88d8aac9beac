package io.github.jtidb.embedding.internal.http;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that failed. Immutable.
 *
 * @param reason what the caller can do
 * @param status the HTTP status, or 0
 * @param message what is wrong and what to do, free of keys and texts
 * @param cause what raised it, or null
 * @param attempts how many attempts a failure like this is worth: 1 if trying again is no use
 * @param pause how long the service asks to wait before the next one, if it does
 */
record Failure(
        Reason reason, int status, String message, @Nullable Throwable cause, int attempts, Optional<Duration> pause) {

    /** What the caller is told. */
    EmbeddingException exception(String model, int made) {
        String tries = made > 1 ? " (" + made + " attempts)" : "";
        return new EmbeddingException(reason, status, model + ": " + message + tries, cause);
    }
}
