package io.github.jtidb.embedding.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Runs blocking calls for futures, on daemon threads that end when they have been idle for a minute. */
public final class Async {

    private static final AtomicInteger threadNumber = new AtomicInteger();

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "jtidb-async-" + threadNumber.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    private Async() {}

    /** What the call gives or throws; cancelling the future interrupts the call. */
    public static <T> CompletableFuture<T> supply(Supplier<T> call) {
        CompletableFuture<T> future = new CompletableFuture<>();
        Future<?> running = THREADS.submit(() -> {
            try {
                future.complete(call.get());
            } catch (Throwable e) {
                future.completeExceptionally(e);
            }
        });
        future.whenComplete((result, failure) -> {
            if (future.isCancelled()) {
                running.cancel(true);
            }
        });
        return future;
    }
}
