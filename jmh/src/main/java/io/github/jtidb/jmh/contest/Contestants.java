package io.github.jtidb.jmh.contest;

import io.github.jtidb.vector.ApproximateIndex.Quantization;
import java.util.Arrays;
import java.util.function.Supplier;

/** Who takes part. A new one is a class and a line here. */
enum Contestants {
    JTIDB_EXACT("jtidb, exact", ExactContestant::new),
    JTIDB_APPROXIMATE("jtidb, approximate", () -> new ApproximateContestant(Quantization.AUTO)),
    JTIDB_COMPACT("jtidb, approximate, compact", () -> new ApproximateContestant(Quantization.COMPACT)),
    LUCENE_9("Lucene 9.12.3 HNSW", LuceneContestant::new),
    LUCENE_10("Lucene 10.6.0 HNSW", LuceneContestant::new),
    JVECTOR("JVector 4.0.2, floats", () -> new JVectorContestant(false)),
    JVECTOR_FUSED("JVector 4.0.2, fused PQ", () -> new JVectorContestant(true)),
    HNSWLIB("hnswlib-java 1.2.1", HnswlibContestant::new),
    LANGCHAIN4J("LangChain4j in memory, exact", LangChain4jContestant::new);

    final String title;
    private final Supplier<Contestant> factory;

    Contestants(String title, Supplier<Contestant> factory) {
        this.title = title;
        this.factory = factory;
    }

    Contestant create() {
        return factory.get();
    }

    /** Lucene 10 needs Java 21. */
    boolean runsHere() {
        return this != LUCENE_10 || Runtime.version().feature() >= 21;
    }

    /** The class path of its JVM: this one's, but for Lucene 10, which cannot be on one path with Lucene 9. */
    String classPath() {
        String path = System.getProperty("java.class.path", "");
        if (this != LUCENE_10) {
            return path;
        }
        return String.join(
                java.io.File.pathSeparator,
                Arrays.stream(path.split(java.io.File.pathSeparator))
                        .map(entry ->
                                entry.contains("lucene-core-9") ? "target/lucene10/lucene-core-10.6.0.jar" : entry)
                        .toList());
    }
}
