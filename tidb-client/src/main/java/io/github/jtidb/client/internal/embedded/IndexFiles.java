package io.github.jtidb.client.internal.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where indexes are: each in a folder of its own beside the database, or in memory. A file {@code …-distrusted}
 * beside them says that those of a watch must not be used any more. Thread-safe.
 */
final class IndexFiles {

    private static final Logger LOG = LoggerFactory.getLogger(IndexFiles.class);
    private static final String DISTRUSTED = "-distrusted";

    private final @Nullable Path folder;

    IndexFiles(@Nullable Path folder) {
        this.folder = folder;
    }

    /** The directory of an index of words. */
    Directory directory(long watch, IndexSpec words) throws IOException {
        return folder == null ? new ByteBuffersDirectory() : FSDirectory.open(folder.resolve(words.folder(watch)));
    }

    /** The folder of an index of vectors of a table with this signature, or null. */
    @Nullable
    NearestFolder nearest(long watch, IndexSpec vectors, String signature) {
        return folder == null ? null : new NearestFolder(folder.resolve(vectors.folder(watch)), signature);
    }

    /** The indexes that are there and can be trusted; the others are deleted. */
    List<IndexSpec.Stored> stored() {
        List<IndexSpec.Stored> stored = new ArrayList<>();
        for (Path path : paths()) {
            IndexSpec.Stored index = IndexSpec.stored(name(path));
            if (index != null && !Files.exists(mark(index.watch()))) {
                stored.add(index);
            }
        }
        // Marks are files and go last: what they warn of must not outlive them.
        List<Path> others = paths();
        others.removeIf(path ->
                stored.stream().anyMatch(index -> name(path).equals(index.spec().folder(index.watch()))));
        others.stream().filter(Files::isDirectory).forEach(IndexFiles::delete);
        others.stream().filter(Files::exists).forEach(IndexFiles::delete);
        return stored;
    }

    /** Deletes what belongs to a watch. */
    void delete(long watch) {
        paths().stream()
                .filter(path -> name(path).startsWith(Long.toHexString(watch) + "-"))
                .filter(path -> !path.equals(mark(watch)))
                .forEach(IndexFiles::delete);
        if (folder != null) {
            delete(mark(watch));
        }
    }

    /** Deletes one index. */
    void delete(long watch, IndexSpec spec) {
        if (folder != null) {
            delete(folder.resolve(spec.folder(watch)));
        }
    }

    /** Marks the indexes of a watch as not to be used. */
    void distrust(long watch) {
        if (folder == null) {
            return;
        }
        try {
            Files.createDirectories(folder);
            // An interrupt of this thread does not stop this way of making a file.
            if (mark(watch).toFile().createNewFile()) {
                LOG.debug("A table was altered; its indexes are built anew");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Marking the indexes of an altered table failed", e);
        }
    }

    private Path mark(long watch) {
        return Objects.requireNonNull(folder).resolve(Long.toHexString(watch) + DISTRUSTED);
    }

    private List<Path> paths() {
        List<Path> paths = new ArrayList<>();
        if (folder != null && Files.isDirectory(folder)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
                all.forEach(paths::add);
            } catch (IOException e) {
                throw new UncheckedIOException("Listing the folder of the indexes failed", e);
            }
        }
        return paths;
    }

    private static String name(Path path) {
        return Objects.requireNonNull(path.getFileName()).toString();
    }

    private static void delete(Path path) {
        try {
            if (Files.isDirectory(path)) {
                try (DirectoryStream<Path> all = Files.newDirectoryStream(path)) {
                    all.forEach(IndexFiles::delete);
                }
            }
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warn("Deleting a file of an index failed: {}", e.toString());
        }
    }
}
