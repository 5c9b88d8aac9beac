package io.github.jtidb.embedding.internal.http;

import java.time.Duration;
import java.util.OptionalLong;

/** Spaces requests out evenly, so that in no minute more begin, or carry more tokens, than was said. Thread-safe. */
final class RateLimiter {

    private static final double MINUTE = 60e9;

    private final double nanosPerRequest;
    private final double nanosPerToken;

    /** When the next request may begin, as {@link System#nanoTime()} counts; 0 before the first. */
    private double next;

    private boolean begun;

    RateLimiter(OptionalLong requestsPerMinute, OptionalLong tokensPerMinute) {
        nanosPerRequest = requestsPerMinute.isPresent() ? MINUTE / requestsPerMinute.getAsLong() : 0;
        nanosPerToken = tokensPerMinute.isPresent() ? MINUTE / tokensPerMinute.getAsLong() : 0;
    }

    /**
     * Takes the next place.
     *
     * @param tokens about how many tokens the request carries
     * @param now the time, from any zero, in nanoseconds
     * @return how long to wait for it
     */
    synchronized Duration reserve(long tokens, long now) {
        double start = begun ? Math.max(now, next) : now;
        begun = true;
        next = start + Math.max(nanosPerRequest, nanosPerToken * tokens);
        return Duration.ofNanos((long) (start - now));
    }
}
