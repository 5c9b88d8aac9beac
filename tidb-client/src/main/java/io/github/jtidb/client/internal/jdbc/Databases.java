package io.github.jtidb.client.internal.jdbc;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The databases of one server that a client has opened, each with a pool of its own, and which of them it uses now. Those it
 * used before stay open for the tables that live there. Thread-safe.
 */
public final class Databases implements AutoCloseable {

    private final Opener opener;
    private final Map<String, Database> opened = new HashMap<>();
    private final Lock lock = new ReentrantLock();
    private volatile Database current;
    private boolean closed;

    /**
     * Begins with one database.
     *
     * @param schema its name on the server
     * @param first the database
     * @param opener opens others
     */
    public Databases(String schema, Database first, Opener opener) {
        this.current = first;
        this.opener = opener;
        opened.put(schema, first);
    }

    /** The database in use. */
    public Database current() {
        return current;
    }

    /** Goes over to another database, which is there. */
    public void use(String schema) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("The client is closed: open another one.");
            }
            Database next = opened.get(schema);
            if (next == null) {
                next = opener.open(schema);
                opened.put(schema, next);
            }
            current = next;
        } finally {
            lock.unlock();
        }
    }

    /** Closes the connections to a database that is no longer used, if there are any. */
    public void forget(String schema) {
        lock.lock();
        try {
            Database database = opened.get(schema);
            if (database != null && database != current) {
                opened.remove(schema);
                database.close();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Closes all. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            opened.values().forEach(Database::close);
        } finally {
            lock.unlock();
        }
    }

    /** Opens another database of the same server. */
    @FunctionalInterface
    public interface Opener {
        /** Opens it; it is there. */
        Database open(String schema);
    }
}
