package io.github.jtidb.client.internal.embedded;

import io.github.jtidb.vector.DistanceMetric;
import io.github.jtidb.vector.TiDBException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a graph of vectors is kept while the database is closed: the graph, and a file that says of which rows and which moment
 * it is. The second is written last and deleted first, so that what it speaks of is whole. Used by one thread.
 */
final class NearestFolder {

    private static final Logger LOG = LoggerFactory.getLogger(NearestFolder.class);

    /** Changes when files made by an earlier version of this class cannot be read by this one. */
    private static final int FORMAT = 1;

    private final Path folder;
    private final String signature;

    /**
     * What is in a folder.
     *
     * @param without the rows without a vector
     * @param odd the rows with a value that is no vector
     */
    record Content(NearestVectors vectors, Set<Long> without, Set<Long> odd) {}

    /** A folder for an index of a table as it is now. */
    NearestFolder(Path folder, String signature) {
        this.folder = folder;
        this.signature = signature;
    }

    private Path graph() {
        return folder.resolve("graph");
    }

    private Path rows() {
        return folder.resolve("rows");
    }

    /** Writes an index as it is in a generation of its table; if that fails, there is none, and it is built anew. */
    void save(Content content, long generation) {
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(rows());
            content.vectors().save(graph());
            Path part = folder.resolve("rows.part");
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
                out.writeInt(FORMAT);
                out.writeUTF(signature);
                out.writeLong(generation);
                write(out, content.without());
                write(out, content.odd());
            }
            Files.move(part, rows(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("An index of vectors could not be saved, and is built anew next time: {}", e.toString());
        }
    }

    private static void write(DataOutputStream out, Set<Long> ids) throws IOException {
        out.writeInt(ids.size());
        for (long id : ids) {
            out.writeLong(id);
        }
    }

    /** Reads what was saved of a generation; null if there is nothing that fits. */
    @Nullable
    Content load(DistanceMetric metric, long generation) {
        if (!Files.exists(rows())) {
            return null;
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(rows())))) {
            if (in.readInt() != FORMAT || !in.readUTF().equals(signature) || in.readLong() != generation) {
                return null;
            }
            Set<Long> without = read(in);
            return new Content(NearestVectors.load(graph(), metric), without, read(in));
        } catch (IOException | TiDBException e) {
            // It is damaged: the rows are there to build it from.
            LOG.warn("An index of vectors cannot be read, and is built anew: {}", e.toString());
            return null;
        }
    }

    private static Set<Long> read(DataInputStream in) throws IOException {
        Set<Long> ids = new HashSet<>();
        for (int left = in.readInt(); left > 0; left--) {
            ids.add(in.readLong());
        }
        return ids;
    }
}
