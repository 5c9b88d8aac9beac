package io.github.jtidb.embedding.internal.hub;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.Progress;
import io.github.jtidb.embedding.internal.hub.HubListing.RemoteFile;
import io.github.jtidb.vector.ProgressListener;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the files of a model, each of them once, and says in which folder they are. The list of files is kept with them:
 * what is fetched later comes from the same commit, and when nothing is missing nothing is asked. Immutable.
 */
public final class Hub {

    /** The options that it understands, those with methods and the others. */
    public static final Set<String> OPTIONS =
            Set.of("apiKey", "baseUrl", "httpClient", "maxAttempts", "modelFolder", "progress", "revision", "timeout");

    private static final String LISTING = ".listing.json";

    /** In bytes. */
    private static final int LONGEST_LISTING = 32 << 20;

    private final HubSettings settings;
    private final HubHttp http;
    private final Optional<ProgressListener> listener;

    Hub(HubSettings settings, Optional<ProgressListener> listener) {
        this.settings = settings;
        this.listener = listener;
        http = new HubHttp(settings);
    }

    /**
     * Fetches what is missing of a model.
     *
     * @param options the options, of which it understands {@link #OPTIONS}; HF_ENDPOINT and HF_TOKEN of the environment stand in for baseUrl and apiKey
     * @param repository organisation/name
     * @param choose the files that are wanted, of those that there are
     * @return the folder with the files, laid out as in the repository
     * @throws EmbeddingException if they cannot be had
     */
    public static Path fetch(
            ModelOptions options, String repository, Function<Set<String>, Collection<String>> choose) {
        return new Hub(HubSettings.of(options, Environment.SYSTEM), options.progress()).fetch(repository, choose);
    }

    Path fetch(String repository, Function<Set<String>, Collection<String>> choose) {
        // The parts are letters, digits and some signs: the name was checked, the revision, too.
        Path folder = settings.folder()
                .resolve(repository)
                .resolve(settings.revision().replace("/", "--"));
        try {
            // Without the lock, so that a folder that can only be read will do. Files appear whole.
            HubListing kept = kept(folder);
            if (kept != null && missing(kept, choose, folder).isEmpty()) {
                return folder;
            }
            try (FolderLock lock = FolderLock.enter(folder)) {
                HubListing listing = listing(repository, folder);
                download(repository, listing.commit(), missing(listing, choose, folder), folder);
            }
            return folder;
        } catch (InterruptedException e) {
            throw http.interrupted(e);
        } catch (ClosedByInterruptException | FileLockInterruptionException e) {
            throw http.interrupted(new InterruptedException());
        } catch (IOException e) {
            throw new EmbeddingException(
                    Reason.OTHER,
                    0,
                    settings.model() + " could not be kept in " + folder.toAbsolutePath() + ": " + e
                            + ". Choose another folder by modelFolder, or make room",
                    e);
        }
    }

    private static List<RemoteFile> missing(
            HubListing listing, Function<Set<String>, Collection<String>> choose, Path folder) {
        return choose.apply(listing.files().keySet()).stream()
                .map(path -> Objects.requireNonNull(listing.files().get(path), path))
                .filter(file -> !Files.isRegularFile(folder.resolve(file.path())))
                .toList();
    }

    private static @Nullable HubListing kept(Path folder) throws IOException {
        Path file = folder.resolve(LISTING);
        return Files.isRegularFile(file) ? HubListing.parse(Files.readAllBytes(file)) : null;
    }

    private HubListing listing(String repository, Path folder) throws IOException {
        HubListing kept = kept(folder);
        if (kept != null) {
            return kept;
        }
        byte[] json = ask("/api/models/" + repository + "/revision/" + encode(settings.revision()) + "?blobs=true");
        HubListing listing;
        try {
            listing = HubListing.parse(json);
        } catch (IOException e) {
            throw http.invalid("no list of files: " + e.getClass().getSimpleName());
        }
        Path part = folder.resolve(LISTING + ".part");
        Files.write(part, json);
        Files.move(part, folder.resolve(LISTING), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return listing;
    }

    private byte[] ask(String path) {
        Attempts attempts = new Attempts(settings, http);
        while (true) {
            try {
                HttpResponse<InputStream> answer = http.get(path, 0);
                try (Stall stall = new Stall(answer.body(), settings.timeout())) {
                    byte[] content = answer.body().readNBytes(LONGEST_LISTING + 1);
                    if (content.length > LONGEST_LISTING) {
                        throw http.invalid("a list of files of more than " + LONGEST_LISTING + " bytes");
                    }
                    return content;
                }
            } catch (IOException e) {
                attempts.failed(e);
            }
        }
    }

    private void download(String repository, String commit, List<RemoteFile> files, Path folder) throws IOException {
        long total = 0;
        for (RemoteFile file : files) {
            if (file.size() < 0) {
                throw http.invalid("no size of " + file.path());
            }
            total += file.size();
        }
        if (total > Files.getFileStore(folder).getUsableSpace()) {
            throw new IOException("it needs " + total + " bytes more");
        }
        Sum sum = new Sum(new Progress(listener, "fetching " + repository, total));
        for (RemoteFile file : files) {
            String address = "/" + repository + "/resolve/" + commit + "/"
                    + Arrays.stream(file.path().split("/")).map(Hub::encode).collect(Collectors.joining("/"));
            new Download(settings, http, file, address, sum::file).to(folder.resolve(file.path()));
            sum.ended(file.size());
        }
    }

    private static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Adds up the bytes of all files that are there; never less than before, though a file may begin anew. */
    private static final class Sum {

        private final Progress progress;
        private long before;
        private long told;

        Sum(Progress progress) {
            this.progress = progress;
        }

        void file(long done) {
            if (before + done > told) {
                progress.add(before + done - told);
                told = before + done;
            }
        }

        void ended(long size) {
            file(size);
            before += size;
        }
    }
}
