package io.github.jtidb.embedding.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before a request is tried again. Stateless. */
final class RetryDelay {

    /** A service that asks for a longer wait is not asked again. */
    static final Duration LONGEST = Duration.ofSeconds(60);

    private static final Duration SHORTEST = Duration.ofMillis(500);

    private RetryDelay() {}

    /**
     * What the service asks for: in a header, or in the body as Gemini ({@code retryDelay}) and Hugging Face ({@code
     * estimated_time}) do.
     */
    static Optional<Duration> asked(ApiResponse response, JsonNode body, Instant now) {
        return millis(response, "retry-after-ms")
                .or(() -> millis(response, "x-amz-retry-after"))
                .or(() -> response.header("retry-after").flatMap(value -> secondsOrDate(value, now)))
                .or(() -> retryInfo(body))
                .or(() -> seconds(body.path("estimated_time").asText()));
    }

    /** Unless the service asks for something: longer after each attempt, and random, so that callers do not come at once. */
    static Duration backoff(int attempt) {
        long most = SHORTEST.toNanos() << Math.min(attempt - 1, 10);
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(Math.min(most, LONGEST.toNanos()) + 1));
    }

    private static Optional<Duration> millis(ApiResponse response, String header) {
        return response.header(header).map(RetryDelay::number).flatMap(millis -> duration(millis, 1e6));
    }

    private static Optional<Duration> secondsOrDate(String value, Instant now) {
        return seconds(value).or(() -> {
            try {
                Instant date = ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                return Optional.of(date.isBefore(now) ? Duration.ZERO : Duration.between(now, date));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        });
    }

    private static Optional<Duration> retryInfo(JsonNode body) {
        for (JsonNode detail : body.path("error").path("details")) {
            String delay = detail.path("retryDelay").asText();
            if (delay.endsWith("s")) {
                return seconds(delay.substring(0, delay.length() - 1));
            }
        }
        return Optional.empty();
    }

    private static Optional<Duration> seconds(String value) {
        return duration(number(value), 1e9);
    }

    private static OptionalDouble number(String value) {
        try {
            double number = Double.parseDouble(value.strip());
            return Double.isFinite(number) ? OptionalDouble.of(Math.max(0, number)) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private static Optional<Duration> duration(OptionalDouble number, double nanos) {
        return number.isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos((long) Math.min(number.getAsDouble() * nanos, Long.MAX_VALUE)));
    }
}
