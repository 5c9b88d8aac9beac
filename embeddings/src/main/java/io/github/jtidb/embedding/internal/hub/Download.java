package io.github.jtidb.embedding.internal.hub;

import io.github.jtidb.embedding.internal.hub.HubListing.RemoteFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Fetches one file: into a part beside it, which a later attempt goes on with, and which becomes the file only when it is
 * right. Used by one thread.
 */
final class Download {

    private static final int BUFFER = 1 << 16;

    private final HubSettings settings;
    private final HubHttp http;
    private final RemoteFile remote;
    private final String address;
    private final LongConsumer progress;

    /**
     * Nothing is fetched yet.
     *
     * @param remote the file
     * @param address where it is, behind the address of the hub
     * @param progress hears how many bytes of it are there
     */
    Download(HubSettings settings, HubHttp http, RemoteFile remote, String address, LongConsumer progress) {
        this.settings = settings;
        this.http = http;
        this.remote = remote;
        this.address = address;
        this.progress = progress;
    }

    /**
     * Fetches what is missing.
     *
     * @param file where it is to be
     * @throws IOException if it cannot be written
     */
    void to(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel =
                FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            fill(channel);
            channel.force(true);
        }
        String wrong = Hashes.mismatch(remote, part);
        if (wrong != null) {
            Files.delete(part);
            throw http.invalid(remote.path() + " with other content than its list says: " + wrong
                    + ". Nothing of it is kept; try again");
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void fill(FileChannel channel) throws IOException {
        if (channel.size() > remote.size()) {
            channel.truncate(0);
        }
        Attempts attempts = new Attempts(settings, http);
        long most = channel.size();
        while (channel.size() < remote.size()) {
            IOException failure = attempt(channel);
            // Counts only what was never there: an answer that begins anew and breaks at the same place brings nothing.
            if (channel.size() > most) {
                most = channel.size();
                attempts.reset();
            }
            if (failure != null) {
                attempts.failed(failure);
            }
        }
    }

    /** Asks once, and writes what comes; gives what was wrong with the connection, or null. */
    private @Nullable IOException attempt(FileChannel channel) throws IOException {
        HttpResponse<InputStream> answer;
        try {
            answer = http.get(address, channel.size());
        } catch (IOException e) {
            return e;
        }
        try (Stall stall = new Stall(answer.body(), settings.timeout())) {
            if (answer.statusCode() == 416 || answer.statusCode() == 206 && !isRest(answer, channel.size())) {
                channel.truncate(0);
                return new IOException("it did not go on where the part ends");
            }
            if (answer.statusCode() == 200) {
                channel.truncate(0);
            }
            channel.position(channel.size());
            return copy(answer.body(), channel, stall);
        }
    }

    private boolean isRest(HttpResponse<?> answer, long start) {
        return answer.headers()
                .firstValue("Content-Range")
                .filter(range -> range.startsWith("bytes " + start + "-") && range.endsWith("/" + remote.size()))
                .isPresent();
    }

    private @Nullable IOException copy(InputStream body, FileChannel channel, Stall stall) throws IOException {
        byte[] buffer = new byte[BUFFER];
        while (true) {
            int read;
            try {
                read = body.read(buffer);
            } catch (IOException e) {
                return stall.happened() ? new IOException("it said nothing for " + settings.timeout(), e) : e;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw http.interrupted(new InterruptedException());
            }
            if (read < 0) {
                return channel.size() < remote.size()
                        ? new EOFException("it ended after " + channel.size() + " of " + remote.size() + " bytes")
                        : null;
            }
            if (channel.position() + read > remote.size()) {
                channel.truncate(0);
                throw http.invalid(remote.path() + " with more than the " + remote.size() + " bytes of its list");
            }
            stall.heard();
            channel.write(ByteBuffer.wrap(buffer, 0, read));
            progress.accept(channel.position());
        }
    }
}
