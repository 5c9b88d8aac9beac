package io.github.jtidb.embedding.internal.local;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** Lets calls through side by side until it is closed, as native memory must not be freed under one. Thread-safe. */
public final class CallGate {

    private final String name;

    /** Calls share the read lock; close takes the write lock. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private boolean closed;

    /**
     * An open gate.
     *
     * @param name what is closed behind it, to begin a message, such as {@code The model local/x}
     */
    public CallGate(String name) {
        this.name = name;
    }

    /**
     * Makes a call, which close waits for.
     *
     * @throws IllegalStateException if this is closed
     */
    public <T> T pass(Supplier<T> call) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException(name + " is closed");
            }
            return call.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Waits for the calls that run, then frees what they need, once. */
    public void close(Runnable free) {
        lock.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            free.run();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
