package io.github.jtidb.embedding;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Hears of each request to a service when it has ended, for metrics. It is called on the thread that waited for the request
 * and must return soon; what it throws is logged and goes no further. Implementations are thread-safe.
 */
@FunctionalInterface
public interface EmbeddingListener {

    /**
     * A request has ended.
     *
     * @param request what it was, and how it went
     */
    void requestEnded(Request request);

    /**
     * A request that ended, with all its attempts. It holds no text, no vector and no key. Immutable.
     *
     * @param model the full name, {@code provider/model}
     * @param inputs how many texts or images it carried
     * @param tokens how many tokens the service counted, if it says
     * @param latency from the first attempt to the end, waits included
     * @param attempts how many were made, 1 or more
     * @param status the last answer's HTTP status, if one came
     * @param failure why it failed, or empty if it did not
     */
    record Request(
            String model,
            int inputs,
            OptionalLong tokens,
            Duration latency,
            int attempts,
            OptionalInt status,
            Optional<EmbeddingException.Reason> failure) {}
}
