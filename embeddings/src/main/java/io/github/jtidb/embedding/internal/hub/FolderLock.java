package io.github.jtidb.embedding.internal.hub;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread of one process at a time into a folder. Used by one thread. */
final class FolderLock implements AutoCloseable {

    /** A file's lock is the process's, not the thread's. */
    private static final ConcurrentMap<Path, Lock> THREADS = new ConcurrentHashMap<>();

    private final Lock threads;
    private final FileChannel channel;

    private FolderLock(Lock threads, FileChannel channel) {
        this.threads = threads;
        this.channel = channel;
    }

    /** Waits until nobody else is in the folder, which is made if it is not there. */
    static FolderLock enter(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Lock threads = THREADS.computeIfAbsent(folder.toRealPath(), path -> new ReentrantLock());
        threads.lockInterruptibly();
        try {
            FileChannel channel =
                    FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                channel.lock();
                return new FolderLock(threads, channel);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            threads.unlock();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            threads.unlock();
        }
    }
}
