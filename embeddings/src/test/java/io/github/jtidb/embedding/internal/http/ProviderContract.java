package io.github.jtidb.embedding.internal.http;

import static io.github.jtidb.embedding.internal.Reasons.hasReason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.embedding.EmbeddingCache;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.EmbeddingListener;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.PartialEmbeddingException;
import io.github.jtidb.embedding.internal.http.FakeService.Reply;
import io.github.jtidb.vector.VectorMath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every provider of a service must do, in all that goes well, and in {@link FaultContract} and {@link GivingUpContract} where
 * it does not. */
public abstract class ProviderContract extends GivingUpContract {

    @Test
    void embedQuery_sendsTheTextForThisSide() {
        try (EmbeddingFunction function = open()) {
            assertThat(function.embedQuery("hello")).containsExactly(vector("hello"));
            assertThat(function.dimensions()).isEqualTo(DIMENSIONS);
            assertThat(function.model()).isEqualTo(model());
        }
        assertThat(service.asked()).singleElement().satisfies(asked -> {
            assertThat(texts(asked)).containsExactly("hello");
            assertThat(side(asked)).isEqualTo(sides().get(0));
        });
    }

    @Test
    void embedDocuments_sendsTheTextsForTheOtherSide() {
        try (EmbeddingFunction function = open()) {
            assertVectors(function.embedDocuments(List.of("one", "two")), List.of("one", "two"));
        }
        assertThat(service.asked())
                .isNotEmpty()
                .allSatisfy(asked -> assertThat(side(asked)).isEqualTo(sides().get(1)));
    }

    @Test
    void embedDocuments_moreThanARequestCarries_arrivesInOrder() {
        List<String> texts = numbered(2 * batchCap() + 1);

        try (EmbeddingFunction function = open()) {
            assertVectors(function.embedDocuments(texts), texts);
        }

        assertThat(service.asked()).hasSize(3);
    }

    @Test
    void embedDocuments_oddTexts_arriveWhole() {
        List<String> texts = List.of(
                " ",
                "\n",
                "\"quoted\" \\ back\u0000slash",
                "日本語のテキスト",
                "🦓 and 👩‍👩‍👧",
                "<b>&amp;</b>",
                "a".repeat(20_000));

        try (EmbeddingFunction function = open()) {
            assertVectors(function.embedDocuments(texts), texts);
        }
    }

    @Test
    void embedDocuments_sameTextTwice_isSentOnceAndGivesTwoArrays() {
        try (EmbeddingFunction function = open()) {
            List<float[]> vectors = function.embedDocuments(List.of("twin", "single", "twin"));

            assertVectors(vectors, List.of("twin", "single", "twin"));
            assertThat(vectors.get(0)).isNotSameAs(vectors.get(2));
        }
        assertThat(service.asked().stream()
                        .mapToInt(asked -> texts(asked).size())
                        .sum())
                .isEqualTo(2);
    }

    @Test
    void embedDocuments_none_asksNothing() {
        try (EmbeddingFunction function = open()) {
            assertThat(function.embedDocuments(List.of())).isEmpty();
        }
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void embed_badText_isRefusedBeforeAnythingIsSent() {
        try (EmbeddingFunction function = open()) {
            assertThatThrownBy(() -> function.embedDocuments(Arrays.asList("good", null)))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessageContaining("texts[1]");
            assertThatThrownBy(() -> function.embedDocuments(List.of("good", "")))
                    .satisfies(hasReason(Reason.INVALID_REQUEST))
                    .hasMessageContaining("texts[1]");
            assertThatThrownBy(() -> function.embedDocuments(List.of("good", "half \ud83e")))
                    .satisfies(hasReason(Reason.INVALID_REQUEST))
                    .hasMessageContaining("texts[1]")
                    .hasMessageContaining("surrogate");
        }
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void embedDocuments_requestsSideBySide_areAsManyAsAllowed() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch two = new CountDownLatch(2);
        FakeService.Handler meeting = asked -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            two.countDown();
            two.await();
            running.decrementAndGet();
            return answered(asked);
        };
        service.next(meeting, meeting, meeting, meeting, meeting);

        try (EmbeddingFunction function = open(options().maxBatchSize(1).parallelRequests(2))) {
            assertVectors(function.embedDocuments(numbered(5)), numbered(5));
        }

        assertThat(most).hasValue(2);
    }

    @Test
    void normalize_givesUnitVectors() {
        try (EmbeddingFunction function = open(options().normalize(true))) {
            assertThat(function.embedQuery("hello")).containsExactly(VectorMath.normalize(vector("hello")));
        }
    }

    @Test
    void prompts_standBeforeTheTexts() {
        try (EmbeddingFunction function = open(options().queryPrompt("find: ").documentPrompt("keep: "))) {
            assertThat(function.embedQuery("a")).containsExactly(vector("find: a"));
            assertVectors(function.embedDocuments(List.of("a")), List.of("keep: a"));
        }
    }

    @Test
    void cache_keepsWhatWasPaidFor() {
        EmbeddingCache cache = EmbeddingCache.inMemory(1 << 20);
        try (EmbeddingFunction function = open(options().cache(cache))) {
            function.embedDocuments(List.of("one", "two"));
        }
        int before = service.asked().size();

        try (EmbeddingFunction function = open(options().cache(cache))) {
            List<String> texts = List.of("two", "three", "one");
            assertVectors(function.embedDocuments(texts), texts);
            function.embedQuery("one");
        }

        assertThat(service.asked().subList(before, service.asked().size()))
                .extracting(this::texts)
                .containsExactly(List.of("three"), List.of("one"));
    }

    @Test
    void listener_hearsOfEachRequest() {
        List<EmbeddingListener.Request> heard = new CopyOnWriteArrayList<>();
        service.next(Reply.json(503, error(503, "busy")).header("retry-after-ms", "1"));

        try (EmbeddingFunction function = open(options().listener(heard::add))) {
            function.embedQuery("hello");
        }

        assertThat(heard).singleElement().satisfies(request -> {
            assertThat(request.model()).isEqualTo(model());
            assertThat(request.inputs()).isEqualTo(1);
            assertThat(request.attempts()).isEqualTo(2);
            assertThat(request.status()).hasValue(200);
            assertThat(request.failure()).isEmpty();
            assertThat(request.latency()).isPositive();
        });
    }

    @Test
    void listener_thatFails_costsNothingAndIsLogged() {
        ModelOptions options = options()
                .listener(request -> {
                    throw new IllegalStateException("from the listener");
                })
                .progress((task, done, total) -> {
                    throw new IllegalStateException("from the progress");
                });
        String logged = printed(() -> {
            try (EmbeddingFunction function = open(options)) {
                assertVectors(function.embedDocuments(List.of("one")), List.of("one"));
            }
        });
        assertThat(logged).contains("from the listener", "from the progress").doesNotContain(KEY);
    }

    @Test
    void cache_thatFails_costsNothingAndIsLogged() {
        EmbeddingCache broken = new EmbeddingCache() {
            @Override
            public Optional<float[]> get(String key) {
                throw new IllegalStateException("from get");
            }

            @Override
            public void put(String key, float[] vector) {
                throw new IllegalStateException("from put");
            }
        };
        String logged = printed(() -> {
            try (EmbeddingFunction function = open(options().cache(broken))) {
                assertVectors(function.embedDocuments(List.of(SECRET)), List.of(SECRET));
            }
        });
        assertThat(logged).contains("from get", "from put").doesNotContain(KEY, SECRET);
    }

    @Test
    void cache_ofOtherSettingsOrAnotherSide_isNotTaken() {
        EmbeddingCache cache = EmbeddingCache.inMemory(1 << 20);
        for (ModelOptions options :
                List.of(options(), options().normalize(true), options().queryPrompt("q: "))) {
            try (EmbeddingFunction function = open(options.cache(cache))) {
                function.embedQuery("same");
            }
        }
        try (EmbeddingFunction function = open(options().cache(cache))) {
            function.embedDocuments(List.of("same"));
        }
        assertThat(service.asked()).hasSize(4);
    }

    @Test
    void progress_growsToTheNumberOfTexts() {
        List<Long> heard = new ArrayList<>();
        try (EmbeddingFunction function = open(options().maxBatchSize(2).progress((task, done, total) -> {
            assertThat(total).isEqualTo(7);
            heard.add(done);
        }))) {
            function.embedDocuments(List.of("a", "b", "c", "d", "a", "e", "f"));
        }
        assertThat(heard).isSorted().startsWith(0L).endsWith(7L);
    }

    @Test
    void embedDocuments_oneBatchRefused_keepsTheOthers() {
        List<String> texts = List.of("one", "two", "three", "four", "five");
        service.next(this::answered, asked -> Reply.json(400, error(400, "too long")));

        try (EmbeddingFunction function = open(options().maxBatchSize(2).parallelRequests(1))) {
            assertThatThrownBy(() -> function.embedDocuments(texts))
                    .isInstanceOfSatisfying(PartialEmbeddingException.class, e -> {
                        assertThat(e.reason()).isEqualTo(Reason.INVALID_REQUEST);
                        assertThat(e.status()).hasValue(400);
                        assertThat(e.failures().keySet()).isNotEmpty().allMatch(i -> i < 4);
                        assertThat(e.failures()).hasSizeLessThan(5);
                        for (int i = 0; i < texts.size(); i++) {
                            assertThat(e.vectors().get(i))
                                    .isEqualTo(e.failures().containsKey(i) ? null : vector(texts.get(i)));
                        }
                    });
        }
    }

    @Test
    void embedDocuments_serviceFails_sendsNoFurtherBatch() {
        service.next(this::answered, asked -> Reply.json(403, error(403, "no")));

        try (EmbeddingFunction function = open(options().maxBatchSize(1).parallelRequests(1))) {
            assertThatThrownBy(() -> function.embedDocuments(numbered(5)))
                    .isInstanceOfSatisfying(PartialEmbeddingException.class, e -> {
                        assertThat(e.reason()).isEqualTo(Reason.UNAUTHORIZED);
                        assertThat(e.failures()).containsOnlyKeys(1, 2, 3, 4);
                    });
        }
        assertThat(service.asked()).hasSize(2);
    }

    @Test
    void asyncTwins_giveTheSame() {
        try (EmbeddingFunction function = open()) {
            CompletableFuture<float[]> query = function.embedQueryAsync("hello");
            CompletableFuture<List<float[]>> documents = function.embedDocumentsAsync(List.of("one", "two"));

            assertThat(query.join()).containsExactly(vector("hello"));
            assertVectors(documents.join(), List.of("one", "two"));
        }
    }

    @Test
    void close_laterCallsFail() {
        EmbeddingFunction function = open();
        function.close();
        function.close();

        assertThatThrownBy(() -> function.embedQuery("hello"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(model());
        assertThatThrownBy(() -> function.embedDocuments(List.of("hello"))).isInstanceOf(IllegalStateException.class);
        assertThat(function.dimensions()).isEqualTo(DIMENSIONS);
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void manyThreads_shareOneFunction() {
        try (EmbeddingFunction function = open(options().maxBatchSize(3))) {
            List<CompletableFuture<Void>> calls = IntStream.range(0, 8)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> {
                        List<String> texts = List.of("a" + i, "b" + i, "c" + i, "d" + i, "e" + i);
                        assertVectors(function.embedDocuments(texts), texts);
                    }))
                    .toList();

            calls.forEach(CompletableFuture::join);
        }
    }
}
