package io.github.jtidb.jmh;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.github.jtidb.vector.DistanceMetric;
import io.github.jtidb.vector.ExactIndex;
import io.github.jtidb.vector.Neighbor;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * The ten rows nearest to a query by cosine, among many in memory: with and without the SIMD module, for one query and for
 * 1,000 at once (the time of one of them), on one thread and on all, beside LangChain4j's in-memory store and beside adding up
 * the same floats, which is as fast as memory can be read.
 *
 * <pre>{@code ./jmh/run ExactSearchBenchmark}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
@State(Scope.Benchmark)
public class ExactSearchBenchmark {

    private static final int DIMENSIONS = 384;
    private static final int K = 10;
    private static final int QUERIES = 1000;

    /** How many vectors are searched. */
    @Param({"1000", "10000", "100000"})
    public int rows;

    private final ExactIndex index = new ExactIndex(DIMENSIONS, DistanceMetric.COSINE, 1);
    private final ExactIndex onAllThreads = new ExactIndex(DIMENSIONS, DistanceMetric.COSINE);
    private final InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
    private float[] query = {};
    private List<float[]> queries = List.of();
    private float[] values = {};

    /** Fills both, and sees that they find the same rows. */
    @Setup
    public void setUp(BenchmarkParams benchmark) {
        Simd.check(benchmark);
        List<float[]> vectors = Data.vectors(rows + QUERIES, DIMENSIONS);
        query = vectors.get(rows);
        queries = vectors.subList(rows, rows + QUERIES);
        List<float[]> stored = vectors.subList(0, rows);
        values = new float[rows * DIMENSIONS];
        for (int row = 0; row < rows; row++) {
            index.add(row, stored.get(row));
            onAllThreads.add(row, stored.get(row));
            System.arraycopy(stored.get(row), 0, values, row * DIMENSIONS, DIMENSIONS);
        }
        List<String> ids = store.addAll(stored.stream().map(Embedding::from).toList());

        List<Neighbor> ours = searchSimd();
        List<EmbeddingMatch<TextSegment>> theirs = searchLangChain4j();
        for (int i = 0; i < K; i++) {
            Neighbor neighbor = ours.get(i);
            EmbeddingMatch<TextSegment> match = theirs.get(i);
            Results.check("Row at rank " + i, ids.indexOf(match.embeddingId()), 0, (double) neighbor.id());
            // Their score is the cosine moved from -1..1 to 0..1.
            Results.check("Distance at rank " + i, 2 - 2 * match.score(), 1e-5, neighbor.distance());
        }
    }

    @Benchmark
    @Fork(jvmArgsAppend = Simd.MODULE)
    public List<Neighbor> searchSimd() {
        return index.search(query, K);
    }

    @Benchmark
    public List<Neighbor> searchScalar() {
        return index.search(query, K);
    }

    @Benchmark
    @Fork(jvmArgsAppend = Simd.MODULE)
    public List<Neighbor> searchOnAllThreadsSimd() {
        return onAllThreads.search(query, K);
    }

    @Benchmark
    @Fork(jvmArgsAppend = Simd.MODULE)
    @OperationsPerInvocation(QUERIES)
    public List<List<Neighbor>> searchManySimd() {
        return index.search(queries, K);
    }

    @Benchmark
    @OperationsPerInvocation(QUERIES)
    public List<List<Neighbor>> searchManyScalar() {
        return index.search(queries, K);
    }

    @Benchmark
    @Fork(jvmArgsAppend = Simd.MODULE)
    @OperationsPerInvocation(QUERIES)
    public List<List<Neighbor>> searchManyOnAllThreadsSimd() {
        return onAllThreads.search(queries, K);
    }

    @Benchmark
    @Fork(jvmArgsAppend = Simd.MODULE)
    public float addUp() {
        return PlainSum.of(values);
    }

    @Benchmark
    public List<EmbeddingMatch<TextSegment>> searchLangChain4j() {
        return store.search(EmbeddingSearchRequest.builder()
                        .queryEmbedding(Embedding.from(query))
                        .maxResults(K)
                        .build())
                .matches();
    }
}
