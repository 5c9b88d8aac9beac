package io.github.jtidb.vector.internal.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs a loop on several threads, the calling one among them. Immutable. */
final class Parallel {

    private static final int STEP = 8;

    private final int threads;

    Parallel(int threads) {
        this.threads = threads;
    }

    int threads() {
        return threads;
    }

    /** Runs the body for 0 to count - 1, in no order, and returns when all is done; rethrows what a body throws. */
    void forEach(int count, Body body) {
        int workers = Math.min(threads, (count + STEP - 1) / STEP);
        AtomicInteger next = new AtomicInteger();
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> started = new ArrayList<>();
        for (int i = 1; i < workers; i++) {
            int worker = i;
            Thread thread = new Thread(() -> work(worker, count, next, failures, body), "jtidb-index-" + worker);
            thread.setDaemon(true);
            thread.start();
            started.add(thread);
        }
        work(0, count, next, failures, body);
        join(started);
        Throwable thrown = failures.peek();
        if (thrown instanceof Error error) {
            throw error;
        } else if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private static void work(int worker, int count, AtomicInteger next, Queue<Throwable> failures, Body body) {
        try {
            for (int from = next.getAndAdd(STEP); from < count && failures.isEmpty(); from = next.getAndAdd(STEP)) {
                for (int i = from; i < Math.min(count, from + STEP); i++) {
                    body.run(worker, i);
                }
            }
        } catch (RuntimeException | Error e) {
            failures.add(e);
        }
    }

    /** Waits for all, and keeps an interrupt for the caller: a half-built graph would be of no use. */
    private static void join(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (true) {
                try {
                    thread.join();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** One step of the loop. */
    interface Body {

        /**
         * Does the step.
         *
         * @param worker which thread runs it, from 0 to threads - 1
         */
        void run(int worker, int index);
    }
}
