package io.github.jtidb.embedding.internal.http;

import io.github.jtidb.embedding.EmbeddingException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One call of a user's with all its requests, and what ends it early: its deadline, an interrupt, a close. Each of them ends
 * every request under way and every wait, on whatever thread. Thread-safe.
 */
final class Call {

    private final String model;
    private final @Nullable Duration limit;
    private final long start = System.nanoTime();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<@Nullable String> why = new AtomicReference<>();
    private final Set<CompletableFuture<?>> running = ConcurrentHashMap.newKeySet();

    Call(String model, Optional<Duration> limit) {
        this.model = model;
        this.limit = limit.orElse(null);
    }

    /** Ends the call, unless it has ended. */
    void end(String reason) {
        if (why.compareAndSet(null, reason)) {
            ended.countDown();
            running.forEach(future -> future.cancel(true));
        }
    }

    /** @throws EmbeddingException if the call has ended */
    void check() {
        String reason = why.get();
        if (reason != null) {
            throw new EmbeddingException(EmbeddingException.Reason.CANCELLED, 0, model + ": " + reason, null);
        }
        if (remaining().isNegative() || remaining().isZero()) {
            throw late();
        }
    }

    /** Whether a wait of this length ends before the deadline. */
    boolean hasTimeFor(Duration wait) {
        return remaining().compareTo(wait) > 0;
    }

    /** @throws EmbeddingException if the call ends first */
    void pause(Duration wait) {
        check();
        boolean late = !hasTimeFor(wait);
        try {
            if (!ended.await((late ? remaining() : wait).toNanos(), TimeUnit.NANOSECONDS) && late) {
                throw late();
            }
        } catch (InterruptedException e) {
            interrupted();
        }
        check();
    }

    /**
     * What a request gives, which is cancelled if that takes too long or the call ends.
     *
     * @throws TimeoutException if it takes longer than this
     * @throws ExecutionException if the request fails
     * @throws EmbeddingException if the call ends first
     */
    <T> T await(CompletableFuture<T> future, Duration most) throws TimeoutException, ExecutionException {
        running.add(future);
        try {
            check();
            boolean late = !hasTimeFor(most);
            try {
                return future.get((late ? remaining() : most).toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (late) {
                    throw late();
                }
                throw e;
            }
        } catch (InterruptedException e) {
            interrupted();
            check();
            throw new AssertionError(e);
        } catch (CancellationException e) {
            check();
            throw new ExecutionException(e);
        } finally {
            running.remove(future);
            future.cancel(true);
        }
    }

    private void interrupted() {
        Thread.currentThread().interrupt();
        end("the call was interrupted");
    }

    private EmbeddingException late() {
        end("the deadline of " + limit + " has passed");
        return new EmbeddingException(EmbeddingException.Reason.CANCELLED, 0, model + ": " + why.get(), null);
    }

    /** Without a deadline, as good as for ever. */
    private Duration remaining() {
        return limit == null ? Duration.ofDays(1000) : limit.minus(Duration.ofNanos(System.nanoTime() - start));
    }
}
