package io.github.jtidb.embedding.internal.clip;

import static io.github.jtidb.embedding.internal.Reasons.hasReason;
import static io.github.jtidb.embedding.internal.clip.TinyClip.COMBINED;
import static io.github.jtidb.embedding.internal.clip.TinyClip.SPLIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.ImageInput;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.PartialEmbeddingException;
import io.github.jtidb.embedding.Truncation;
import io.github.jtidb.embedding.internal.http.WireForm;
import io.github.jtidb.embedding.internal.image.PillowTest;
import io.github.jtidb.vector.VectorMath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The contract of {@link EmbeddingFunction}, held by models of two networks and of one. */
@Timeout(120)
class ClipEmbeddingFunctionTest {

    private static List<EmbeddingFunction> both;

    @BeforeAll
    static void open() {
        both = List.of(TinyClip.open(SPLIT), TinyClip.open(COMBINED));
    }

    @AfterAll
    static void close() {
        both.forEach(EmbeddingFunction::close);
    }

    private static List<ImageInput> images(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> ImageInput.of(PillowTest.scene(30 + i, 60 - i)))
                .toList();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @FieldSource("both")
    void embed_lists_eachAsAloneAndUnit(EmbeddingFunction function) {
        List<String> texts = List.of("a cat", "", "two dogs on a boat", "a cat", "\uD83D\uDE80 \uD83D", " ");
        List<ImageInput> images = images(9);

        List<float[]> ofTexts = function.embedDocuments(texts);
        List<float[]> ofImages = function.embedImages(images);

        assertThat(ofTexts).hasSize(texts.size()).allSatisfy(vector -> assertUnit(function, vector));
        assertThat(ofImages).hasSize(images.size()).allSatisfy(vector -> assertUnit(function, vector));
        for (int i = 0; i < texts.size(); i++) {
            assertThat(ofTexts.get(i)).containsExactly(function.embedQuery(texts.get(i)));
        }
        for (int i = 0; i < images.size(); i++) {
            assertThat(ofImages.get(i)).containsExactly(function.embedImage(images.get(i)));
        }
        assertThat(ofTexts.get(0)).isNotSameAs(ofTexts.get(3));
        assertThat(function.embedsImages()).isTrue();
        assertThat(function.dimensions()).isEqualTo(24);
    }

    private static void assertUnit(EmbeddingFunction function, float[] vector) {
        assertThat(vector).hasSize(function.dimensions());
        assertThat(VectorMath.norm(vector)).isCloseTo(1, Offset.offset(1e-6));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @FieldSource("both")
    void embed_nothing_emptyLists(EmbeddingFunction function) {
        assertThat(function.embedDocuments(List.of())).isEmpty();
        assertThat(function.embedImages(List.of())).isEmpty();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @FieldSource("both")
    void embed_null_indexNamed(EmbeddingFunction function) {
        assertThatThrownBy(() -> function.embedDocuments(Arrays.asList("a", null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("texts[1] is null");
        List<ImageInput> images = new ArrayList<>(images(2));
        images.addAll(Collections.nCopies(1, null));
        assertThatThrownBy(() -> function.embedImages(images))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("images[2] is null");
    }

    @ParameterizedTest(autoCloseArguments = false)
    @FieldSource("both")
    void embedImages_someBad_othersKept(EmbeddingFunction function) {
        List<ImageInput> images = new ArrayList<>(images(4));
        images.set(1, ImageInput.of(new byte[] {1, 2, 3}));
        images.set(3, ImageInput.of(Path.of("no such file.png")));

        assertThatThrownBy(() -> function.embedImages(images))
                .isInstanceOfSatisfying(PartialEmbeddingException.class, e -> {
                    assertThat(e.failures()).containsOnlyKeys(1, 3);
                    assertThat(e.reason()).isEqualTo(EmbeddingException.Reason.INVALID_REQUEST);
                    assertThat(e.vectors().get(2)).containsExactly(function.embedImage(images.get(2)));
                    assertThat(e.vectors().get(3)).isNull();
                })
                .hasMessageContaining(
                        "2 of 4 images were not embedded, the first images[1]: The image of 3 bytes is no");
        assertThatThrownBy(() -> function.embedImage(images.get(3)))
                .isExactlyInstanceOf(EmbeddingException.class)
                .hasMessageContaining("no such file.png does not exist");
    }

    @Test
    void open_options_held() {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        try (EmbeddingFunction function = ClipEmbeddingFunction.open(
                SPLIT,
                TinyClip.options()
                        .queryPrompt("a photo of ")
                        .documentPrompt("a drawing of ")
                        .truncation(Truncation.START)
                        .progress((task, done, total) -> told.add(task + " " + done + " " + total)))) {
            EmbeddingFunction plain = both.get(0);

            assertThat(function.model()).isEqualTo("local/clip");
            assertThat(function.embedQuery("a cat")).containsExactly(plain.embedQuery("a photo of a cat"));
            assertThat(function.embedDocuments(List.of("a cat", "a dog")).get(1))
                    .containsExactly(plain.embedQuery("a drawing of a dog"));
            assertThat(told).containsExactly("embedding 2 texts 1 2", "embedding 2 texts 2 2");
            String tail = "b ".repeat(75);
            assertThat(function.embedQuery("one two three " + tail)).containsExactly(plain.embedQuery(tail));
        }
    }

    @Test
    void progress_listenerFails_costsNothingAndIsLogged() {
        ModelOptions options = TinyClip.options().progress((task, done, total) -> {
            throw new IllegalStateException("from the progress");
        });
        String logged = WireForm.printed(() -> {
            try (EmbeddingFunction function = ClipEmbeddingFunction.open(SPLIT, options)) {
                assertThat(function.embedDocuments(List.of("a cat", "a dog"))).hasSize(2);
            }
        });
        assertThat(logged).contains("from the progress");
    }

    @ParameterizedTest(autoCloseArguments = false)
    @FieldSource("both")
    void embed_interrupted_failsAndKeepsTheFlag(EmbeddingFunction function) {
        for (Callable<?> call : List.<Callable<?>>of(
                () -> function.embedDocuments(Collections.nCopies(50, "a cat")),
                () -> function.embedImages(images(20)))) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(call::call)
                    .satisfies(hasReason(EmbeddingException.Reason.CANCELLED))
                    .hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void close_twice_laterCallsNameTheModel() {
        EmbeddingFunction function = TinyClip.open(COMBINED);
        function.close();
        function.close();

        for (Callable<?> call : List.<Callable<?>>of(
                () -> function.embedQuery("a cat"),
                () -> function.embedDocuments(List.of()),
                () -> function.embedImages(images(1)))) {
            assertThatThrownBy(call::call)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("local/clip")
                    .hasMessageContaining("closed");
        }
        assertThat(function.dimensions()).isEqualTo(24);
        assertThat(function.embedsImages()).isTrue();
    }

    /** If a session were freed under a running call, the process would die or a vector would be wrong. */
    @Test
    void close_duringCalls_runningOnesFinish() throws Exception {
        EmbeddingFunction function = TinyClip.open(SPLIT);
        List<ImageInput> images = images(5);
        float[][] expected = function.embedImages(images).toArray(float[][]::new);
        CountDownLatch running = new CountDownLatch(4);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Void>> callers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                callers.add(threads.submit(() -> {
                    while (true) {
                        List<float[]> vectors;
                        try {
                            vectors = function.embedImages(images);
                            function.embedQuery("a cat");
                        } catch (IllegalStateException closed) {
                            return null;
                        }
                        assertThat(vectors.toArray(float[][]::new)).isDeepEqualTo(expected);
                        running.countDown();
                    }
                }));
            }
            assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();
            function.close();
            for (Future<Void> caller : callers) {
                caller.get();
            }
        } finally {
            threads.shutdown();
        }
    }
}
