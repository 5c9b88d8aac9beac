package io.github.jtidb.embedding.internal;

import io.github.jtidb.vector.ProgressListener;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a listener how far one call has come, from whatever thread. Thread-safe. */
public final class Progress {

    private static final Logger log = LoggerFactory.getLogger(Progress.class);

    private final Optional<ProgressListener> listener;
    private final String task;
    private final long total;
    private final Lock lock = new ReentrantLock();

    private long done;

    /**
     * Begins at 0.
     *
     * @param listener who hears of it, if anybody does
     * @param task what is done, such as {@code embedding 5 texts}
     * @param total how much there is, in the task's own unit
     */
    public Progress(Optional<ProgressListener> listener, String task, long total) {
        this.listener = listener;
        this.task = task;
        this.total = total;
    }

    /** More is done. */
    public void add(long more) {
        lock.lock();
        try {
            done += more;
            listener.ifPresent(each -> each.progress(task, done, total));
        } catch (RuntimeException e) {
            log.warn("A listener of progress failed, which changes nothing for the call", e);
        } finally {
            lock.unlock();
        }
    }
}
