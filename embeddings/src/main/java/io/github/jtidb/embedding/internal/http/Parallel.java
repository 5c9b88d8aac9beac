package io.github.jtidb.embedding.internal.http;

import io.github.jtidb.embedding.internal.Async;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Runs the requests of a call side by side. Stateless. */
final class Parallel {

    private Parallel() {}

    /**
     * Runs steps 0 to {@code steps - 1}, begun in order, and waits for those that were begun. An interrupt ends the call, and with
     * it the steps.
     *
     * @param parallel how many may run at a time
     * @param goOn asked before each step: whether to begin it
     * @param step does not throw
     */
    static void run(int steps, int parallel, Call call, BooleanSupplier goOn, IntConsumer step) {
        AtomicInteger next = new AtomicInteger();
        Runnable worker = () -> {
            for (int i = next.getAndIncrement(); i < steps && goOn.getAsBoolean(); i = next.getAndIncrement()) {
                step.accept(i);
            }
        };
        if (Math.min(steps, parallel) <= 1) {
            worker.run();
            return;
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(IntStream.range(0, Math.min(steps, parallel))
                .mapToObj(i -> Async.supply(() -> {
                    worker.run();
                    return true;
                }))
                .toArray(CompletableFuture[]::new));
        boolean interrupted = false;
        while (true) {
            try {
                all.get();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
                call.end("the call was interrupted");
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
