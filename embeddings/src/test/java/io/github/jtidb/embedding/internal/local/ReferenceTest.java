package io.github.jtidb.embedding.internal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.Embeddings;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Vectors as Python makes them from the same files. The int8 kernels of processors with and without VNNI differ, so there
 * only nearness can be asked for.
 */
class ReferenceTest {

    @ParameterizedTest
    @CsvSource({"local/all-MiniLM-L6-v2, 1e-5", "local/all-MiniLM-L6-v2-q, 0.05"})
    void embedDocuments_referenceTexts(String model, float tolerance) {
        List<Reference> references = Reference.of(model);
        Offset<Float> near = within(tolerance);
        try (EmbeddingFunction function = Embeddings.open(model)) {
            List<float[]> vectors = function.embedDocuments(
                    references.stream().map(Reference::text).toList());
            for (int i = 0; i < references.size(); i++) {
                Reference expected = references.get(i);
                float[] vector = vectors.get(i);
                assertThat(vector).hasSize(384);
                assertThat(dot(vector, vector)).isCloseTo(1, within(1e-6f));
                assertThat(Arrays.copyOf(vector, 8)).as(expected.name()).containsExactly(expected.first(), near);
                assertThat(Arrays.copyOfRange(vector, 380, 384))
                        .as(expected.name())
                        .containsExactly(expected.last(), near);
                for (int j = 0; j < references.size(); j++) {
                    assertThat(dot(vector, vectors.get(j)))
                            .as("%s with %s", expected.name(), references.get(j).name())
                            .isCloseTo(expected.cosines()[j], near);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"local/all-MiniLM-L6-v2", "local/all-MiniLM-L6-v2-q"})
    void embedQuery_javaSentences_rankedByMeaning(String model) {
        try (EmbeddingFunction function = Embeddings.open(model)) {
            float[] query = function.embedQuery("How to start learning Java programming?");
            List<float[]> documents = function.embedDocuments(IntStream.rangeClosed(1, 5)
                    .mapToObj(i -> Reference.text("java" + i))
                    .toList());

            List<Integer> ranked = IntStream.rangeClosed(1, 5)
                    .boxed()
                    .sorted(Comparator.comparing((Integer i) -> -dot(query, documents.get(i - 1))))
                    .toList();

            assertThat(ranked.subList(0, 2)).containsExactly(1, 4);
        }
    }

    private static float dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return (float) sum;
    }
}
