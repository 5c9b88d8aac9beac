package io.github.jtidb.vector.internal.graph;

import io.github.jtidb.vector.ApproximateIndex.Quantization;
import io.github.jtidb.vector.DistanceMetric;
import io.github.jtidb.vector.TiDBException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * An index as a file: a header, the rows and, where there is one, the graph. Codes beside links are not written, so that the
 * file fits every JVM and layout; they are put there again on loading. Immutable.
 *
 * @param graph or null where there is none
 */
record IndexFile(
        Settings settings,
        int trainedSize,
        Rows rows,
        @Nullable Graph graph) {

    private static final int MAGIC = 0x5844494a; // "JIDX"
    private static final int VERSION = 2;

    /** Writes a file beside and renames it, so that there is the old file or the new one whatever happens. */
    void write(Path path) throws IOException {
        Path absolute = path.toAbsolutePath();
        Path parent = absolute.getParent();
        if (parent == null) {
            throw new IOException("Index file must be in a folder, got " + path);
        }
        Path partial = Files.createTempFile(parent, absolute.getFileName() + ".", ".partial");
        try {
            try (FileOutput out = new FileOutput(partial)) {
                write(out);
                out.force();
            }
            Files.move(partial, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private void write(FileOutput out) throws IOException {
        out.put(MAGIC);
        out.put(VERSION);
        out.put(settings.dimensions());
        out.put(settings.metric().ordinal());
        out.put(settings.quantization().ordinal());
        out.put(settings.links());
        out.put(settings.effort());
        out.put(settings.graphFrom());
        out.put(settings.memoryBudget());
        out.put(trainedSize);
        out.put(rows.high());
        out.put(rows.size());
        out.put(graph == null ? 0 : 1);
        out.endSection();
        rows.write(out);
        if (graph != null) {
            graph.codec.write(out);
            graph.write(out);
        }
    }

    /** Reads a file. */
    static IndexFile read(Path path, Parallel parallel, boolean mapped) throws IOException {
        try (FileInput in = new FileInput(path)) {
            if (in.getInt() != MAGIC) {
                throw new TiDBException("File " + path + " is no index file: it does not begin as one");
            }
            int version = in.getInt();
            if (version != VERSION) {
                throw new TiDBException("Index file " + path + " must be of version " + VERSION + ", got version "
                        + version + "; delete it and build the index again from its rows");
            }
            int dimensions = in.getInt();
            int metric = in.getInt();
            int quantization = in.getInt();
            int links = in.getInt();
            int effort = in.getInt();
            int graphFrom = in.getInt();
            long memoryBudget = in.getLong();
            int trainedSize = in.getInt();
            int high = in.getInt();
            int size = in.getInt();
            boolean hasGraph = in.getInt() == 1;
            in.endSection();
            Settings settings = new Settings(
                    dimensions,
                    DistanceMetric.values()[metric],
                    Quantization.values()[quantization],
                    links,
                    effort,
                    graphFrom,
                    memoryBudget);
            Rows rows = new Rows(dimensions, settings.metric());
            rows.read(in, high, size, mapped);
            Graph graph = null;
            if (hasGraph) {
                Codec codec = Codec.read(in, settings);
                graph = new Graph(rows, codec, links, settings.layout(rows.size()));
                graph.read(in, parallel);
            }
            in.end();
            return new IndexFile(settings, trainedSize, rows, graph);
        }
    }
}
