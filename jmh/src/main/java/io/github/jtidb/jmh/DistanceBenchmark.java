package io.github.jtidb.jmh;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.store.embedding.CosineSimilarity;
import io.github.jtidb.vector.VectorMath;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.util.VectorUtil;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * One distance between two vectors of floats, with and without the SIMD module, beside Lucene (started with it) and
 * LangChain4j (which has plain code for the cosine alone). Each gives the distance itself, so that all do the same work.
 * Lucene 9.12 has SIMD kernels for Java 21 and later only.
 *
 * <pre>{@code ./jmh/run DistanceBenchmark}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@State(Scope.Benchmark)
public class DistanceBenchmark {

    private static final double TOLERANCE = 1e-5;

    /** Dimensions of common models: MiniLM, BERT, OpenAI. */
    @Param({"384", "768", "1536"})
    public int dimensions;

    private float[] a = {};
    private float[] b = {};

    /** Makes the vectors, and sees that all answers are the same. */
    @Setup
    public void setUp(BenchmarkParams benchmark) {
        Simd.check(benchmark);
        List<float[]> vectors = Data.vectors(2, dimensions);
        a = vectors.get(0);
        b = vectors.get(1);

        double dot = 0;
        for (int i = 0; i < dimensions; i++) {
            dot += (double) a[i] * b[i];
        }
        // The vectors have length one.
        Results.check("dot", dot, TOLERANCE, dotSimd(), dotLucene());
        Results.check("cosine", 1 - dot, TOLERANCE, cosineSimd(), cosineLucene(), cosineLangChain4j());
        Results.check("L2", Math.sqrt(2 - 2 * dot), TOLERANCE, l2Simd(), l2Lucene());
    }

    @Benchmark
    @Fork(jvmArgsAppend = Simd.MODULE)
    public double dotSimd() {
        return VectorMath.dot(a, b);
    }

    @Benchmark
    public double dotScalar() {
        return VectorMath.dot(a, b);
    }

    @Benchmark
    @Fork(jvmArgsAppend = {Simd.MODULE, Simd.LUCENE_ON_NEW_JAVA})
    public double dotLucene() {
        return VectorUtil.dotProduct(a, b);
    }

    @Benchmark
    @Fork(jvmArgsAppend = Simd.MODULE)
    public double cosineSimd() {
        return VectorMath.cosineDistance(a, b);
    }

    @Benchmark
    public double cosineScalar() {
        return VectorMath.cosineDistance(a, b);
    }

    @Benchmark
    @Fork(jvmArgsAppend = {Simd.MODULE, Simd.LUCENE_ON_NEW_JAVA})
    public double cosineLucene() {
        return 1 - VectorUtil.cosine(a, b);
    }

    @Benchmark
    public double cosineLangChain4j() {
        return 1 - CosineSimilarity.between(Embedding.from(a), Embedding.from(b));
    }

    @Benchmark
    @Fork(jvmArgsAppend = Simd.MODULE)
    public double l2Simd() {
        return VectorMath.l2Distance(a, b);
    }

    @Benchmark
    public double l2Scalar() {
        return VectorMath.l2Distance(a, b);
    }

    @Benchmark
    @Fork(jvmArgsAppend = {Simd.MODULE, Simd.LUCENE_ON_NEW_JAVA})
    public double l2Lucene() {
        return Math.sqrt(VectorUtil.squareDistance(a, b));
    }
}
