package io.github.jtidb.embedding.internal.hub;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;

/** Closes a body that brings nothing for too long, as Java's client itself waits for ever. Thread-safe. */
final class Stall implements AutoCloseable {

    private final InputStream body;
    private final Timer timer = new Timer("jtidb-hub-stall", true);
    private volatile long heard = System.nanoTime();
    private volatile boolean happened;

    Stall(InputStream body, Duration timeout) {
        this.body = body;
        long period = Math.max(1, timeout.toMillis() / 4);
        TimerTask look = new TimerTask() {
            @Override
            public void run() {
                if (System.nanoTime() - heard > timeout.toNanos()) {
                    happened = true;
                    cancel();
                    closeBody();
                }
            }
        };
        timer.schedule(look, period, period);
    }

    /** Something came. */
    void heard() {
        heard = System.nanoTime();
    }

    /** Whether the body was closed here. */
    boolean happened() {
        return happened;
    }

    private void closeBody() {
        try {
            body.close();
        } catch (IOException e) {
            // The reader sees a closed body in any case.
        }
    }

    @Override
    public void close() {
        timer.cancel();
        closeBody();
    }
}
