package io.github.jtidb.client.internal.table;

import io.github.jtidb.vector.TiDBException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Does two things at a time: one in the caller's thread, the other in one that ends with it. Thread-safe. */
final class SideBySide {

    private SideBySide() {}

    /** What both give. */
    record Both<R>(R first, R second) {}

    /**
     * Does two things, and waits for both.
     *
     * @throws RuntimeException what either throws; if both do, the second's is suppressed
     * @throws TiDBException if the caller is interrupted while it waits; the other thread is interrupted, too, and not
     *     waited for
     */
    static <R> Both<R> run(Supplier<R> first, Supplier<R> second) {
        FutureTask<R> task = new FutureTask<>(second::get);
        Thread other = new Thread(task, "jtidb-search");
        other.setDaemon(true);
        other.start();
        R here;
        try {
            here = first.get();
        } catch (RuntimeException | Error e) {
            try {
                result(task);
            } catch (RuntimeException | Error also) {
                e.addSuppressed(also);
            }
            throw e;
        }
        return new Both<>(here, result(task));
    }

    private static <R> R result(FutureTask<R> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new TiDBException("The search was interrupted.", e);
        } catch (ExecutionException e) {
            // A supplier throws nothing that is checked.
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        }
    }
}
