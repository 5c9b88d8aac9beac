package io.github.jtidb.embedding.internal.local;

import io.github.jtidb.vector.ProgressListener;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Tells a listener how far a call has come, one step at a time and never backwards. Thread-safe. */
final class Progress {

    private final @Nullable ProgressListener listener;
    private final String task;
    private final long total;
    private final Lock lock = new ReentrantLock();
    private long done;

    Progress(@Nullable ProgressListener listener, String task, long total) {
        this.listener = listener;
        this.task = task;
        this.total = total;
    }

    void done(long more) {
        if (listener == null) {
            return;
        }
        lock.lock();
        try {
            done += more;
            listener.progress(task, done, total);
        } finally {
            lock.unlock();
        }
    }
}
