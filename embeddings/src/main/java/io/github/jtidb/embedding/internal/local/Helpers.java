package io.github.jtidb.embedding.internal.local;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Spreads the steps of a call over the calling thread and the helper threads that are free. The caller always works
 * itself, so that no call waits for another. Helpers live for one call: there is nothing to close. Thread-safe.
 */
public final class Helpers {

    private static final AtomicInteger threadNumber = new AtomicInteger();

    private final Semaphore free;

    /**
     * No thread is started yet.
     *
     * @param most how many helpers all callers together may use at a time; 0 or more
     */
    public Helpers(int most) {
        free = new Semaphore(most);
    }

    /**
     * Runs every step once and returns when none is running any more, also when it throws.
     *
     * @param steps how many
     * @param step what to do with the number of a step, from any of the threads
     * @throws InterruptedException if the calling thread was interrupted; steps that had not begun are left out
     * @throws RuntimeException what the first failing step threw; steps that had not begun are left out
     */
    public void run(int steps, IntConsumer step) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread caller = Thread.currentThread();
        Runnable work = () -> {
            try {
                for (int i = next.getAndIncrement(); i < steps && failure.get() == null; i = next.getAndIncrement()) {
                    if (caller.isInterrupted()) {
                        throw new InterruptedException();
                    }
                    step.accept(i);
                }
            } catch (Throwable e) {
                failure.compareAndSet(null, e);
            }
        };
        List<Thread> threads = new ArrayList<>();
        try {
            while (threads.size() < steps - 1 && free.tryAcquire()) {
                threads.add(start(work));
            }
            work.run();
        } finally {
            joinAll(threads);
        }
        rethrow(failure.get());
    }

    private Thread start(Runnable work) {
        Runnable helped = () -> {
            try {
                work.run();
            } finally {
                free.release();
            }
        };
        Thread thread = new Thread(helped, "jtidb-embedding-" + threadNumber.incrementAndGet());
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (Throwable e) {
            free.release();
            throw e;
        }
        return thread;
    }

    /** Waits through interrupts: a helper ends after its present step, and must not outlive the call. */
    private static void joinAll(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    // One may be waiting for something.
                    threads.forEach(Thread::interrupt);
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrow(@Nullable Throwable failure) throws InterruptedException {
        if (failure instanceof InterruptedException interrupt) {
            throw interrupt;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }
}
