package io.github.jtidb.jmh;

import io.github.jtidb.vector.VectorMath;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the benchmarks work on, the same in every run. */
final class Data {

    private static final List<String> SUBJECTS = List.of(
            "A vector database",
            "The old lighthouse",
            "My grandmother",
            "Every compiler",
            "A quiet street",
            "The weather service",
            "One of the players",
            "The new railway");
    private static final List<String> PREDICATES = List.of(
            "finds what is near in meaning.",
            "was repaired last summer.",
            "keeps a diary in three languages.",
            "reports the first mistake and goes on.",
            "looks different after the rain.",
            "is older than the town itself.",
            "needs more time than anyone had planned.",
            "has never been photographed from above.");

    private Data() {}

    /** Vectors of length one, evenly spread over all directions. */
    static List<float[]> vectors(int count, int dimensions) {
        Random random = new Random(42);
        return Stream.generate(() -> vector(dimensions, random)).limit(count).toList();
    }

    /** 64 different sentences of about ten words. */
    static List<String> sentences() {
        return SUBJECTS.stream()
                .flatMap(subject -> PREDICATES.stream().map(predicate -> subject + " " + predicate))
                .toList();
    }

    private static float[] vector(int dimensions, Random random) {
        float[] vector = new float[dimensions];
        IntStream.range(0, dimensions).forEach(i -> vector[i] = (float) random.nextGaussian());
        return VectorMath.normalize(vector);
    }
}
