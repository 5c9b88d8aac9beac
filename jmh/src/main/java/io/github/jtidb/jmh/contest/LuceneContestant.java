package io.github.jtidb.jmh.contest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.jspecify.annotations.NullUnmarked;

/**
 * Lucene's HNSW on floats, one segment, mapped into memory. Its effort is the number of rows asked for, of which the first are
 * taken. This code runs with Lucene 9.12 and with 10, whichever is on the class path.
 */
@NullUnmarked // Built before anything else.
final class LuceneContestant implements Contestant {

    private Path folder;
    private Directory directory;
    private DirectoryReader reader;
    private IndexSearcher searcher;
    private int[] ids;

    @Override
    public int[] efforts() {
        return new int[] {10, 20, 40, 60, 100, 160, 250, 400};
    }

    @Override
    public void build(float[][] rows, int threads) throws Exception {
        folder = Files.createTempDirectory("jtidb-contest");
        directory = new MMapDirectory(folder);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try (IndexWriter writer = new IndexWriter(directory, config(threads, executor))) {
            List<Callable<Void>> parts = new ArrayList<>();
            for (int part = 0; part < threads; part++) {
                int first = part;
                parts.add(() -> add(writer, rows, first, threads));
            }
            for (Future<Void> part : executor.invokeAll(parts)) {
                part.get();
            }
            writer.forceMerge(1);
        } finally {
            executor.shutdown();
        }
        reader = DirectoryReader.open(directory);
        searcher = new IndexSearcher(reader);
        ids = new int[rows.length];
        NumericDocValues values = reader.leaves().get(0).reader().getNumericDocValues("id");
        for (int doc = 0; doc < ids.length; doc++) {
            values.advance(doc);
            ids[doc] = (int) values.longValue();
        }
    }

    private static IndexWriterConfig config(int threads, ExecutorService executor) {
        KnnVectorsFormat format = new Lucene99HnswVectorsFormat(16, 200, threads, executor);
        Codec standard = Codec.getDefault();
        return new IndexWriterConfig()
                .setUseCompoundFile(false)
                .setRAMBufferSizeMB(1500)
                .setCodec(new FilterCodec(standard.getName(), standard) {
                    @Override
                    public KnnVectorsFormat knnVectorsFormat() {
                        return new PerFieldKnnVectorsFormat() {
                            @Override
                            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                                return format;
                            }
                        };
                    }
                });
    }

    private static Void add(IndexWriter writer, float[][] rows, int first, int step) throws IOException {
        for (int id = first; id < rows.length; id += step) {
            Document document = new Document();
            document.add(new KnnFloatVectorField("vector", rows[id], VectorSimilarityFunction.DOT_PRODUCT));
            document.add(new NumericDocValuesField("id", id));
            document.add(new IntPoint("bucket", Share.bucket(id)));
            writer.addDocument(document);
        }
        return null;
    }

    @Override
    public long bytesOutsideHeap() {
        try {
            long bytes = 0;
            for (String file : directory.listAll()) {
                bytes += directory.fileLength(file);
            }
            return bytes;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Searcher searcher() {
        return (query, k, effort, share) -> {
            KnnFloatVectorQuery nearest = share.isAll()
                    ? new KnnFloatVectorQuery("vector", query, effort)
                    : new KnnFloatVectorQuery(
                            "vector", query, effort, IntPoint.newRangeQuery("bucket", 0, share.permille() - 1));
            ScoreDoc[] found = searcher.search(nearest, k).scoreDocs;
            int[] result = new int[found.length];
            for (int i = 0; i < result.length; i++) {
                result[i] = ids[found[i].doc];
            }
            return result;
        };
    }

    @Override
    public void close() throws IOException {
        reader.close();
        directory.close();
        Folders.delete(folder);
    }
}
