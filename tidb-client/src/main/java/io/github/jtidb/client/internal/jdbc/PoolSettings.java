package io.github.jtidb.client.internal.jdbc;

import com.zaxxer.hikari.HikariConfig;
import java.time.Duration;

/**
 * How many connections a pool keeps and for how long. Immutable.
 *
 * @param size how many at most
 * @param timeout how long a caller waits for one
 * @param maxLifetime how old one may become
 */
public record PoolSettings(int size, Duration timeout, Duration maxLifetime) {

    /** Five minutes: TiDB Cloud Starter cuts connections after a while, and its documents advise this. */
    public static final PoolSettings DEFAULT = new PoolSettings(10, Duration.ofSeconds(10), Duration.ofMinutes(5));

    private static final Duration KEEPALIVE = Duration.ofMinutes(2);

    /** HikariCP takes nothing shorter. */
    private static final Duration SHORTEST_KEEPALIVE = Duration.ofSeconds(30);

    void applyTo(HikariConfig config) {
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(timeout.toMillis());
        config.setMaxLifetime(maxLifetime.toMillis());
        Duration half = maxLifetime.dividedBy(2);
        Duration keepalive = half.compareTo(KEEPALIVE) < 0 ? half : KEEPALIVE;
        config.setKeepaliveTime(keepalive.compareTo(SHORTEST_KEEPALIVE) < 0 ? 0 : keepalive.toMillis());
    }
}
