package io.github.jtidb.jmh.contest;

import io.github.jbellis.jvector.disk.ReaderSupplier;
import io.github.jbellis.jvector.disk.ReaderSupplierFactory;
import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex;
import io.github.jbellis.jvector.graph.ListRandomAccessVectorValues;
import io.github.jbellis.jvector.graph.RandomAccessVectorValues;
import io.github.jbellis.jvector.graph.SearchResult;
import io.github.jbellis.jvector.graph.disk.OnDiskGraphIndex;
import io.github.jbellis.jvector.graph.disk.OnDiskGraphIndexWriter;
import io.github.jbellis.jvector.graph.disk.feature.Feature;
import io.github.jbellis.jvector.graph.disk.feature.FeatureId;
import io.github.jbellis.jvector.graph.disk.feature.FusedPQ;
import io.github.jbellis.jvector.graph.disk.feature.InlineVectors;
import io.github.jbellis.jvector.graph.similarity.BuildScoreProvider;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.graph.similarity.SearchScoreProvider;
import io.github.jbellis.jvector.quantization.PQVectors;
import io.github.jbellis.jvector.quantization.ProductQuantization;
import io.github.jbellis.jvector.util.Bits;
import io.github.jbellis.jvector.vector.VectorSimilarityFunction;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import io.github.jbellis.jvector.vector.types.VectorTypeSupport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntFunction;
import org.jspecify.annotations.NullUnmarked;

/**
 * JVector's graph: on floats in the heap, or on product-quantised codes stored with each node (96 bytes a vector) in a mapped
 * file, reranked by the floats beside them. Its effort is the number of rows that it keeps while searching.
 */
@NullUnmarked // Built before anything else.
final class JVectorContestant implements Contestant {

    private static final VectorTypeSupport TYPES =
            VectorizationProvider.getInstance().getVectorTypeSupport();
    private static final VectorSimilarityFunction SIMILARITY = VectorSimilarityFunction.DOT_PRODUCT;
    private static final int CODE_BYTES = 96;

    private final boolean fused;
    private RandomAccessVectorValues vectors;
    private ImmutableGraphIndex graph;
    private Path folder;
    private Path file;
    private ReaderSupplier supplier;

    JVectorContestant(boolean fused) {
        this.fused = fused;
    }

    @Override
    public int[] efforts() {
        return new int[] {10, 20, 40, 60, 100, 160, 250, 400};
    }

    @Override
    public void build(float[][] rows, int threads) throws IOException {
        List<VectorFloat<?>> list = new ArrayList<>();
        for (float[] row : rows) {
            list.add(TYPES.createFloatVector(row));
        }
        vectors = new ListRandomAccessVectorValues(list, MiniLmVectors.DIMENSIONS);
        ForkJoinPool pool = new ForkJoinPool(threads);
        BuildScoreProvider scores = BuildScoreProvider.randomAccessScoreProvider(vectors, SIMILARITY);
        try (GraphIndexBuilder builder =
                new GraphIndexBuilder(scores, MiniLmVectors.DIMENSIONS, 32, 200, 1.2f, 1.2f, true, true, pool, pool)) {
            graph = builder.build(vectors);
        }
        if (fused) {
            write(pool);
        }
        pool.shutdown();
    }

    private void write(ForkJoinPool pool) throws IOException {
        ProductQuantization codebook = ProductQuantization.compute(vectors, CODE_BYTES, 256, false, -1, pool, pool);
        PQVectors codes = codebook.encodeAll(vectors, pool);
        folder = Files.createTempDirectory("jtidb-contest");
        file = folder.resolve("graph");
        try (ImmutableGraphIndex.View view = graph.getView();
                OnDiskGraphIndexWriter writer = (OnDiskGraphIndexWriter) new OnDiskGraphIndexWriter.Builder(graph, file)
                        .with(new InlineVectors(MiniLmVectors.DIMENSIONS))
                        .with(new FusedPQ(graph.maxDegree(), codebook))
                        .build()) {
            Map<FeatureId, IntFunction<Feature.State>> states = new EnumMap<>(FeatureId.class);
            states.put(FeatureId.INLINE_VECTORS, id -> new InlineVectors.State(vectors.getVector(id)));
            states.put(FeatureId.FUSED_PQ, id -> new FusedPQ.State(view, codes, id));
            writer.write(states);
        }
        supplier = ReaderSupplierFactory.open(file);
        graph = OnDiskGraphIndex.load(supplier);
        vectors = null;
    }

    @Override
    public long bytesOutsideHeap() {
        return fused ? file.toFile().length() : 0;
    }

    @Override
    public Searcher searcher() {
        GraphSearcher searcher = new GraphSearcher(graph);
        return (query, k, effort, share) -> {
            Bits wanted = share.isAll() ? Bits.ALL : share::contains;
            SearchResult result = searcher.search(scores(query, searcher), k, effort, 0, 0, wanted);
            SearchResult.NodeScore[] nodes = result.getNodes();
            int[] ids = new int[nodes.length];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = nodes[i].node;
            }
            return ids;
        };
    }

    private SearchScoreProvider scores(float[] query, GraphSearcher searcher) {
        VectorFloat<?> vector = TYPES.createFloatVector(query);
        if (!fused) {
            return DefaultSearchScoreProvider.exact(vector, SIMILARITY, vectors);
        }
        OnDiskGraphIndex.View view = (OnDiskGraphIndex.View) searcher.getView();
        return new DefaultSearchScoreProvider(
                view.approximateScoreFunctionFor(vector, SIMILARITY), view.rerankerFor(vector, SIMILARITY));
    }

    @Override
    public void close() throws Exception {
        if (fused) {
            supplier.close();
            Folders.delete(folder);
        }
    }
}
