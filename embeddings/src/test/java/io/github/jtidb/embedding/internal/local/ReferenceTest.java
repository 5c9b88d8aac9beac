package io.github.jtidb.embedding.internal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.vector.VectorMath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
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
    @CsvSource({
        "local/all-MiniLM-L6-v2, 1e-5",
        "local/all-MiniLM-L6-v2-q, 0.05",
        "local/bge-small-en-v1.5-q, 0.05",
        "local/e5-small-v2-q, 0.05"
    })
    void embedDocuments_referenceTexts(String model, float tolerance) {
        List<Reference> references = Reference.of(model);
        Offset<Float> near = within(tolerance);
        try (EmbeddingFunction function =
                Embeddings.model(model).documentPrompt("").open()) {
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

    /** With and without the prompt, the first values are further apart than this. */
    @ParameterizedTest
    @CsvSource({"local/bge-small-en-v1.5-q, 6", "local/e5-small-v2-q, 16"})
    void embed_ownPrompts_put(String model, int count) throws IOException {
        List<String[]> rows;
        try (var in = new BufferedReader(new InputStreamReader(
                ReferenceTest.class.getResourceAsStream("reference-prompts.txt"), StandardCharsets.UTF_8))) {
            rows = in.lines()
                    .map(line -> line.split("\\|"))
                    .filter(row -> row[0].equals(model))
                    .toList();
        }
        assertThat(rows).hasSize(count);
        double right = 0;
        double wrong = 0;
        try (EmbeddingFunction function = Embeddings.open(model);
                EmbeddingFunction bare = Embeddings.model(model)
                        .queryPrompt("")
                        .documentPrompt("")
                        .open()) {
            for (String[] row : rows) {
                String text = Reference.text(row[2]);
                boolean query = row[1].equals("query");
                float[] with = query
                        ? function.embedQuery(text)
                        : function.embedDocuments(List.of(text)).get(0);
                float[] expected = Reference.floats(row[3]);
                assertThat(Arrays.copyOf(with, 8)).as(row[2]).containsExactly(expected, within(0.02f));
                right += VectorMath.l2Distance(Arrays.copyOf(with, 8), expected);
                wrong += VectorMath.l2Distance(Arrays.copyOf(bare.embedQuery(text), 8), expected);
            }
        }
        assertThat(right).isLessThan(wrong / 2);
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
