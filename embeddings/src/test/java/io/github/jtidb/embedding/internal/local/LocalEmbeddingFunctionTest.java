package io.github.jtidb.embedding.internal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.Embeddings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of {@link EmbeddingFunction}, held by both models. */
@Timeout(120)
class LocalEmbeddingFunctionTest {

    private static final String FLOAT = "local/all-MiniLM-L6-v2";
    private static final String INT8 = "local/all-MiniLM-L6-v2-q";

    private static List<EmbeddingFunction> both;

    @BeforeAll
    static void open() {
        both = List.of(Embeddings.open(FLOAT), Embeddings.open(INT8));
    }

    @AfterAll
    static void close() {
        both.forEach(EmbeddingFunction::close);
    }

    @Test
    void modelAndDimensions_asOpened() {
        assertThat(both).extracting(EmbeddingFunction::model).containsExactly(FLOAT, INT8);
        assertThat(both).extracting(EmbeddingFunction::dimensions).containsExactly(384, 384);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @FieldSource("both")
    void embedDocuments_longMixedList_eachAsAlone(EmbeddingFunction function) {
        List<String> texts = Texts.mixed(120, 280, 11);

        List<float[]> vectors = function.embedDocuments(texts);

        assertThat(vectors).hasSize(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            assertThat(vectors.get(i)).as("text %d", i).containsExactly(function.embedQuery(texts.get(i)));
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @FieldSource("both")
    void embedDocuments_sameTextTwice_freshArrays(EmbeddingFunction function) {
        List<float[]> vectors = function.embedDocuments(List.of("java", "java"));
        float[] expected = vectors.get(1).clone();

        Arrays.fill(vectors.get(0), 7);

        assertThat(vectors.get(1)).containsExactly(expected);
        assertThat(function.embedQuery("java")).containsExactly(expected);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @FieldSource("both")
    void embedDocuments_emptyList_empty(EmbeddingFunction function) {
        assertThat(function.embedDocuments(List.of())).isEmpty();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @FieldSource("both")
    void embedDocuments_nullText_indexNamed(EmbeddingFunction function) {
        assertThatThrownBy(() -> function.embedDocuments(Arrays.asList("a", "b", null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("texts[2] is null");
    }

    @ParameterizedTest(autoCloseArguments = false)
    @FieldSource("both")
    void embedQuery_emptyOrBlank_oneVectorForNothing(EmbeddingFunction function) {
        float[] nothing = function.embedQuery("");

        assertThat(function.embedQuery(" \n")).containsExactly(nothing);
        assertThat(function.embedDocuments(List.of("a longer text", "")))
                .element(1)
                .isEqualTo(nothing);
        for (float value : nothing) {
            assertThat(value).isFinite();
        }
        assertThat(function.embedQuery("java")).isNotEqualTo(nothing);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @FieldSource("both")
    void embedQuery_overLong_cutAfterTheTokensOfTheModel(EmbeddingFunction function) {
        List<String> words = List.of(Texts.words(300, new Random(3)).split(" "));
        float[] whole = function.embedQuery(String.join(" ", words));

        assertThat(function.embedQuery(String.join(" ", words.subList(0, 254)))).containsExactly(whole);
        assertThat(function.embedQuery(String.join(" ", words.subList(0, 253)))).isNotEqualTo(whole);
        assertThat(function.embedQuery(String.join(" ", words.subList(0, 126)))).isNotEqualTo(whole);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @FieldSource("both")
    void embed_severalThreads_sameVectors(EmbeddingFunction function) throws Exception {
        List<String> texts = Texts.mixed(24, 40, 5);
        List<float[]> expected = function.embedDocuments(texts);
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Callable<List<float[]>>> calls = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                calls.add(() -> function.embedDocuments(texts));
                calls.add(() -> texts.stream().map(function::embedQuery).toList());
            }
            for (Future<List<float[]>> call : threads.invokeAll(calls)) {
                assertThat(call.get().toArray(float[][]::new)).isDeepEqualTo(expected.toArray(float[][]::new));
            }
        } finally {
            threads.shutdown();
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @FieldSource("both")
    void embedDocuments_interrupted_fails(EmbeddingFunction function) {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> function.embedDocuments(Texts.mixed(50, 40, 2)))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining(function.model())
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void embedDocuments_int8_nearTheFloatVectors() {
        List<String> texts = Reference.of(FLOAT).stream().map(Reference::text).toList();
        List<float[]> exact = both.get(0).embedDocuments(texts);
        List<float[]> quantised = both.get(1).embedDocuments(texts);

        for (int i = 0; i < texts.size(); i++) {
            double cosine = 0;
            for (int d = 0; d < 384; d++) {
                cosine += exact.get(i)[d] * quantised.get(i)[d];
            }
            // Nearly one, but not one: the models are two.
            assertThat(cosine).as("text %d", i).isBetween(0.97, 0.9999);
        }
    }

    @Test
    void open_twice_independent() {
        EmbeddingFunction first = Embeddings.open(INT8);
        try (EmbeddingFunction second = Embeddings.open(INT8)) {
            float[] expected = first.embedQuery("java");
            first.close();
            assertThat(second.embedQuery("java")).containsExactly(expected);
        }
    }

    @Test
    void close_twice_laterCallsNameTheModel() {
        EmbeddingFunction function = Embeddings.open(INT8);
        function.close();
        function.close();

        for (Callable<?> call : List.<Callable<?>>of(
                () -> function.embedQuery("java"),
                () -> function.embedDocuments(List.of("java")),
                () -> function.embedDocuments(List.of()))) {
            assertThatThrownBy(call::call)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(INT8)
                    .hasMessageContaining("closed");
        }
        assertThat(function.model()).isEqualTo(INT8);
        assertThat(function.dimensions()).isEqualTo(384);
    }

    /** If a session were freed under a running call, the process would die or a vector would be wrong. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void close_duringCalls_runningOnesFinish(int round) throws Exception {
        List<String> texts = Texts.mixed(12, 60, round);
        EmbeddingFunction function = Embeddings.open(INT8);
        List<float[]> expected = function.embedDocuments(texts);
        CountDownLatch running = new CountDownLatch(4);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Void>> callers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                callers.add(threads.submit(() -> {
                    while (true) {
                        List<float[]> vectors;
                        try {
                            vectors = function.embedDocuments(texts);
                        } catch (IllegalStateException closed) {
                            return null;
                        }
                        assertThat(vectors.toArray(float[][]::new)).isDeepEqualTo(expected.toArray(float[][]::new));
                        running.countDown();
                    }
                }));
            }
            running.await();
            function.close();
            for (Future<Void> caller : callers) {
                caller.get();
            }
        } finally {
            threads.shutdown();
        }
    }
}
