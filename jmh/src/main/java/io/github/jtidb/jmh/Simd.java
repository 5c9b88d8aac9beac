package io.github.jtidb.jmh;

import io.github.jtidb.vector.VectorMath;
import org.openjdk.jmh.infra.BenchmarkParams;

/** How a fork gets the SIMD kernels, and the check that it has them. */
final class Simd {

    static final String MODULE = "--add-modules=jdk.incubator.vector";

    /** Lucene 9.12 knows Java up to 23; its kernels run on later ones too, if it is told to. */
    static final String LUCENE_ON_NEW_JAVA = "-Dorg.apache.lucene.vectorization.upperJavaFeatureVersion=99";

    private Simd() {}

    /** Refuses to measure plain kernels under the name of SIMD, or the other way round. */
    static void check(BenchmarkParams benchmark) {
        String kernels = VectorMath.describe();
        String name = benchmark.getBenchmark();
        String wanted = name.endsWith("Simd") ? "SIMD" : name.endsWith("Scalar") ? "scalar" : "";
        if (!kernels.startsWith(wanted)) {
            throw new IllegalStateException(name + " runs with the wrong kernels: " + kernels);
        }
    }
}
