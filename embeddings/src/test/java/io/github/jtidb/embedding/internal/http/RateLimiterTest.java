package io.github.jtidb.embedding.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private static final OptionalLong NONE = OptionalLong.empty();
    private static final long SECOND = 1_000_000_000L;

    @Test
    void requests_areSpacedEvenly() {
        RateLimiter limiter = new RateLimiter(OptionalLong.of(30), NONE);

        assertThat(limiter.reserve(1, -5 * SECOND)).isZero();
        assertThat(limiter.reserve(1, -5 * SECOND)).isEqualTo(Duration.ofSeconds(2));
        assertThat(limiter.reserve(1, -4 * SECOND)).isEqualTo(Duration.ofSeconds(3));
        assertThat(limiter.reserve(1, 100 * SECOND)).isZero();
    }

    @Test
    void tokens_areSpacedByTheirNumber() {
        RateLimiter limiter = new RateLimiter(NONE, OptionalLong.of(6_000));

        assertThat(limiter.reserve(500, 0)).isZero();
        assertThat(limiter.reserve(10, 0)).isEqualTo(Duration.ofSeconds(5));
        assertThat(limiter.reserve(10, 0)).isEqualTo(Duration.ofMillis(5_100));
    }

    @Test
    void both_theSlowerOneCounts() {
        RateLimiter limiter = new RateLimiter(OptionalLong.of(60), OptionalLong.of(60));

        assertThat(limiter.reserve(3, 0)).isZero();
        assertThat(limiter.reserve(0, 0)).isEqualTo(Duration.ofSeconds(3));
        assertThat(limiter.reserve(0, 0)).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void none_nothingWaits() {
        RateLimiter limiter = new RateLimiter(NONE, NONE);

        assertThat(limiter.reserve(1_000_000, 0)).isZero();
        assertThat(limiter.reserve(1_000_000, 0)).isZero();
    }
}
