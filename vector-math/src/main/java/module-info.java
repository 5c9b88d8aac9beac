/**
 * Distances between vectors, exact and approximate search, and the vector text codec. Needs the JDK alone.
 *
 * <p>The SIMD kernels read {@code jdk.incubator.vector} where it is present. It is not required here, not even statically:
 * javac and javadoc would then warn of an incubating module in everything that depends on this one.
 */
@org.jspecify.annotations.NullMarked
module io.github.jtidb.vector {
    requires static transitive org.jspecify;

    exports io.github.jtidb.vector;
}
