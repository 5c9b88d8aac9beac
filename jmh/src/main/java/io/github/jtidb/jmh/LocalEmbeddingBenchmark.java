package io.github.jtidb.jmh;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2.AllMiniLmL6V2EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.vector.VectorMath;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Embedding one short query, and 64 sentences in one call, with all-MiniLM-L6-v2 in this JVM, beside LangChain4j. Both read
 * the same model file and run it on the same ONNX Runtime and tokenizer, each as its users get it without settings.
 *
 * <pre>{@code ./jmh/run LocalEmbeddingBenchmark}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(value = 2, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // setUp sets the fields.
public class LocalEmbeddingBenchmark {

    private static final String QUERY = "How to start learning Java programming?";

    private final List<String> texts = Data.sentences();
    private final List<TextSegment> segments =
            texts.stream().map(TextSegment::from).toList();

    /** Which of the two networks: the one of floats, or the one that computes in int8. */
    @Param({"float", "int8"})
    private String network;

    private EmbeddingFunction ours;
    private EmbeddingModel theirs;

    /** Sees that both give the same vectors. */
    @Setup
    public void setUp() {
        boolean floats = network.equals("float");
        // First, since it tells the tokenizer not to report to its makers, before anything loads that.
        ours = Embeddings.open(floats ? "local/all-MiniLM-L6-v2" : "local/all-MiniLM-L6-v2-q");
        theirs = floats ? new AllMiniLmL6V2EmbeddingModel() : new AllMiniLmL6V2QuantizedEmbeddingModel();
        // An int8 vector depends on how the text is filled up.
        double tolerance = floats ? 1e-5 : 0.25;
        checkSame(query(), queryLangChain4j(), tolerance);
        List<float[]> batch = batch();
        List<Embedding> batchLangChain4j = batchLangChain4j();
        for (int i = 0; i < texts.size(); i++) {
            checkSame(batch.get(i), batchLangChain4j.get(i), tolerance);
        }
    }

    @TearDown
    public void tearDown() {
        ours.close();
    }

    @Benchmark
    public float[] query() {
        return ours.embedQuery(QUERY);
    }

    @Benchmark
    public Embedding queryLangChain4j() {
        return theirs.embed(QUERY).content();
    }

    @Benchmark
    public List<float[]> batch() {
        return ours.embedDocuments(texts);
    }

    @Benchmark
    public List<Embedding> batchLangChain4j() {
        return theirs.embedAll(segments).content();
    }

    private static void checkSame(float[] vector, Embedding other, double tolerance) {
        Results.check("Distance of the two vectors", 0, tolerance, VectorMath.l2Distance(vector, other.vector()));
    }
}
