package io.github.jtidb.embedding.internal.http;

import io.github.jtidb.vector.ProgressListener;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how far one call has come, from whatever thread. Thread-safe. */
final class Progress {

    private static final Logger log = LoggerFactory.getLogger(Progress.class);

    private final Optional<ProgressListener> listener;
    private final String what;
    private final int total;
    private final Lock lock = new ReentrantLock();

    private int done;

    /**
     * Begins at 0.
     *
     * @param what such as "texts"
     */
    Progress(Optional<ProgressListener> listener, String what, int total) {
        this.listener = listener;
        this.what = what;
        this.total = total;
    }

    /** More is done. */
    void add(int more) {
        lock.lock();
        try {
            done += more;
            listener.ifPresent(each -> each.progress("embedding " + total + " " + what, done, total));
        } catch (RuntimeException e) {
            log.warn("A listener of progress failed, which changes nothing for the call", e);
        } finally {
            lock.unlock();
        }
    }
}
