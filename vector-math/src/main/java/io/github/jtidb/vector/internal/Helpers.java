package io.github.jtidb.vector.internal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs one task on several threads at once: on the calling one, and on those of the common pool that are idle.
 *
 * <p>A pool that is busy delays nothing: what has not begun there when the calling thread is done never begins. So a task has
 * to take its work from a queue that all share. Thread-safe.
 */
final class Helpers {

    private Helpers() {}

    /** Returns, or throws what the task threw, when every run of it that began has ended. */
    static void run(int threads, Runnable task) {
        List<Helper> helpers =
                Stream.generate(() -> new Helper(task)).limit(threads - 1L).toList();
        helpers.forEach(ForkJoinPool.commonPool()::execute);
        Throwable failure = null;
        try {
            task.run();
        } finally {
            for (Helper helper : helpers) {
                Throwable thrown = helper.end();
                failure = thrown == null ? failure : thrown;
            }
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }

    /** One run of the task on another thread. Thread-safe. */
    private static final class Helper implements Runnable {

        private final Runnable task;
        private final AtomicBoolean taken = new AtomicBoolean();
        private final CompletableFuture<@Nullable Throwable> ended = new CompletableFuture<>();

        Helper(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            if (!taken.compareAndSet(false, true)) {
                return;
            }
            try {
                task.run();
                ended.complete(null);
            } catch (RuntimeException | Error e) {
                ended.complete(e);
            }
        }

        /** Waits for the run if it has begun, and keeps it from beginning if not; what it threw, or null. */
        @Nullable
        Throwable end() {
            return taken.compareAndSet(false, true) ? null : ended.join();
        }
    }
}
