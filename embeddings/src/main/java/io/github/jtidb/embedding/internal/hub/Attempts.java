package io.github.jtidb.embedding.internal.hub;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import java.io.IOException;

/** Counts the attempts in a row that brought nothing, waits between them, and gives up. Used by one thread. */
final class Attempts {

    /** In milliseconds: who says longer is not waited for. */
    private static final long LONGEST = 120_000;

    private final HubSettings settings;
    private final HubHttp http;
    private int failed;

    Attempts(HubSettings settings, HubHttp http) {
        this.settings = settings;
        this.http = http;
    }

    /** An attempt brought something. */
    void reset() {
        failed = 0;
    }

    /**
     * Waits after an attempt that failed.
     *
     * @throws EmbeddingException if it was the last
     */
    void failed(IOException failure) {
        failed++;
        long wait = settings.pause().toMillis() << Math.min(failed - 1, 6);
        if (failure instanceof HubHttp.Passing passing) {
            wait = passing.pause(wait);
        }
        if (failed >= settings.attempts() || wait > LONGEST) {
            throw giveUp(failure);
        }
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            throw http.interrupted(e);
        }
    }

    private EmbeddingException giveUp(IOException failure) {
        int status = failure instanceof HubHttp.Passing passing ? passing.status() : 0;
        return new EmbeddingException(
                status == 429 ? Reason.RATE_LIMITED : Reason.UNAVAILABLE,
                status,
                settings.model() + " was not fetched: the hub at " + settings.endpoint() + " failed in " + failed
                        + " attempts (" + describe(failure) + "). Try again later, which goes on where this ended; set"
                        + " HF_ENDPOINT to a mirror; or put the files into a folder and open local:FOLDER",
                failure);
    }

    private static String describe(IOException failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
