package io.github.jtidb.embedding.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryDelayTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static ApiResponse response(Map<String, List<String>> headers) {
        return new ApiResponse(429, HttpHeaders.of(headers, (name, value) -> true), new byte[0]);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            retry-after-ms    | 1500                          | 1500
            x-amz-retry-after | 70                            | 70
            Retry-After       | 2                             | 2000
            Retry-After       | 0.25                          | 250
            Retry-After       | -3                            | 0
            Retry-After       | Sat, 21 Nov 2026 12:00:30 GMT | 30000
            Retry-After       | Sat, 21 Nov 2026 11:00:00 GMT | 0
            """)
    void asked_header_isUnderstood(String name, String value, long millis) {
        assertThat(RetryDelay.asked(response(Map.of(name, List.of(value))), MissingNode.getInstance(), NOW))
                .contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"error": {"details": [{"@type": "x"}, {"@type": "RetryInfo", "retryDelay": "35s"}]}} | 35000
            {"error": "Model is loading", "estimated_time": 20.5}                                | 20500
            """)
    void asked_body_isUnderstood(String body, long millis) {
        assertThat(RetryDelay.asked(response(Map.of()), Json.read(body.getBytes()), NOW))
                .contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"soon", "NaN", "''", "Infinity"})
    void asked_nonsense_isNothing(String value) {
        assertThat(RetryDelay.asked(response(Map.of("Retry-After", List.of(value))), MissingNode.getInstance(), NOW))
                .isEmpty();
    }

    @Test
    void asked_millisecondsAndSeconds_millisecondsCount() {
        Map<String, List<String>> both = Map.of("retry-after-ms", List.of("1"), "Retry-After", List.of("60"));

        assertThat(RetryDelay.asked(response(both), MissingNode.getInstance(), NOW))
                .contains(Duration.ofMillis(1));
    }

    @Test
    void backoff_growsToItsLimitAndVaries() {
        for (int attempt = 1; attempt <= 40; attempt++) {
            long most = Math.min(60_000, 500L << Math.min(attempt - 1, 20));
            int n = attempt;
            assertThat(IntStream.range(0, 50)
                            .mapToObj(i -> RetryDelay.backoff(n))
                            .toList())
                    .allMatch(wait -> !wait.isNegative() && wait.toMillis() <= most)
                    .anyMatch(wait -> wait.toMillis() > most / 4);
        }
    }
}
