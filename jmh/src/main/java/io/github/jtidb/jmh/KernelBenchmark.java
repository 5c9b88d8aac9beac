package io.github.jtidb.jmh;

import io.github.jtidb.vector.internal.BitCounts;
import io.github.jtidb.vector.internal.Distances;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.util.VectorUtil;
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
 * The kernels below the distances: 16 inner products of floats at a time, of bytes, and of bits, with and without the SIMD
 * module, beside Lucene (started with it) where it has the like. Of a tile, the time of one product. {@link DistanceBenchmark}
 * has the single distances of floats.
 *
 * <pre>{@code ./jmh/run KernelBenchmark}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@State(Scope.Benchmark)
public class KernelBenchmark {

    private static final int TILE = 16;

    /** Dimensions of common models: MiniLM, BERT, OpenAI. */
    @Param({"384", "768", "1536"})
    public int dimensions;

    private final float[] products = new float[TILE];
    private float[] queries = {};
    private float[] rows = {};
    private byte[] a = {};
    private byte[] b = {};
    private byte[] aBits = {};
    private byte[] bBits = {};
    private long[] aWords = {};
    private long[] bWords = {};
    private long[] planes = {};

    /** Makes the vectors, and sees that all answers are the same. */
    @Setup
    public void setUp(BenchmarkParams benchmark) {
        Simd.check(benchmark);
        Random random = new Random(42);
        queries = floats(random);
        rows = floats(random);
        a = new byte[dimensions];
        b = new byte[dimensions];
        random.nextBytes(a);
        random.nextBytes(b);
        planes = BitCounts.planes(a);
        aBits = new byte[dimensions / Byte.SIZE];
        bBits = new byte[dimensions / Byte.SIZE];
        random.nextBytes(aBits);
        random.nextBytes(bBits);
        aWords = words(aBits);
        bWords = words(bBits);

        Results.check("dot of bytes", VectorUtil.dotProduct(a, b), 0, byteDotSimd());
        Results.check("L2 of bytes", VectorUtil.squareDistance(a, b), 0, byteL2Simd());
        Results.check("Hamming distance", VectorUtil.xorBitCount(aBits, bBits), 0, hamming());
        tileSimd();
        Results.check("product", Distances.dot(queries, 0, rows, dimensions, dimensions), 1e-3, products[1]);
    }

    @Benchmark
    @OperationsPerInvocation(TILE)
    @Fork(jvmArgsAppend = Simd.MODULE)
    public float[] tileSimd() {
        return tile();
    }

    @Benchmark
    @OperationsPerInvocation(TILE)
    public float[] tileScalar() {
        return tile();
    }

    @Benchmark
    @Fork(jvmArgsAppend = Simd.MODULE)
    public int byteDotSimd() {
        return Distances.dot(a, 0, b, 0, dimensions);
    }

    @Benchmark
    public int byteDotScalar() {
        return Distances.dot(a, 0, b, 0, dimensions);
    }

    @Benchmark
    @Fork(jvmArgsAppend = {Simd.MODULE, Simd.LUCENE_ON_NEW_JAVA})
    public int byteDotLucene() {
        return VectorUtil.dotProduct(a, b);
    }

    @Benchmark
    @Fork(jvmArgsAppend = Simd.MODULE)
    public int byteL2Simd() {
        return Distances.squaredL2(a, 0, b, 0, dimensions);
    }

    @Benchmark
    @Fork(jvmArgsAppend = {Simd.MODULE, Simd.LUCENE_ON_NEW_JAVA})
    public int byteL2Lucene() {
        return VectorUtil.squareDistance(a, b);
    }

    @Benchmark
    public int hamming() {
        return BitCounts.hamming(aWords, 0, bWords, 0, aWords.length);
    }

    @Benchmark
    public int hammingLucene() {
        return VectorUtil.xorBitCount(aBits, bBits);
    }

    /** A query of four bits a value with a row of one. */
    @Benchmark
    public int fourBitDot() {
        return BitCounts.dot(planes, bWords, 0, bWords.length);
    }

    private float[] tile() {
        int n = dimensions;
        Distances.dotTile(queries, 0, rows, 0, n, 2 * n, 3 * n, n, products);
        return products;
    }

    private float[] floats(Random random) {
        float[] values = new float[4 * dimensions];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static long[] words(byte[] bits) {
        long[] words = new long[bits.length / Long.BYTES];
        ByteBuffer.wrap(bits).asLongBuffer().get(words);
        return words;
    }
}
