package io.github.jtidb.embedding.internal.http;

import static io.github.jtidb.embedding.internal.Reasons.hasReason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.internal.http.FakeService.Reply;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every provider of a service must do when the key, the service or the network is not as it should be. */
public abstract class FaultContract extends WireForm {

    @Test
    void wrongKey_isUnauthorizedAndNotTriedAgain() {
        if (keyVariable().isEmpty()) {
            return; // The service takes no key.
        }
        String wrong = "wr0ng-k3y-91827364";

        EmbeddingException failure = failure(options().apiKey(wrong));

        assertThat(failure.reason()).isEqualTo(Reason.UNAUTHORIZED);
        assertThat(failure.status()).hasValue(wrongKeyStatus());
        assertThat(failure).hasMessageContaining(model()).hasMessageContaining(keyVariable());
        assertThat(service.asked()).hasSize(1);
    }

    @Test
    void missingKey_namesTheVariableBeforeAnythingIsSent() {
        if (keyVariable().isEmpty()) {
            return; // The service takes no key.
        }

        assertThatThrownBy(() -> open(configure(Embeddings.model(model()))))
                .satisfies(hasReason(Reason.UNAUTHORIZED))
                .hasMessageContaining(model())
                .hasMessageContaining(keyVariable());
    }

    @Test
    void keyFromTheEnvironment_isSent() {
        if (keyVariable().isEmpty()) {
            return; // The service takes no key.
        }
        ModelOptions options = configure(Embeddings.model(model())
                .baseUrl(URI.create(service.url() + basePath()))
                .dimensions(DIMENSIONS));

        try (EmbeddingFunction function = provider(name -> name.equals(keyVariable()) ? " " + KEY + "\n" : null)
                .create(options)) {
            assertThat(function.embedQuery("hello")).containsExactly(vector("hello"));
        }
    }

    @Test
    void keyWithALineBreak_isRefusedWithoutShowingIt() {
        if (keyVariable().isEmpty()) {
            return; // The service takes no key.
        }

        assertThatThrownBy(() -> open(options().apiKey(KEY + "\n")))
                .satisfies(hasReason(Reason.UNAUTHORIZED))
                .satisfies(e -> assertThat(e.toString()).doesNotContain(KEY));
    }

    @Test
    void unknownOption_isNamed() {
        assertThatThrownBy(() -> open(options().option("noSuchOption", 1)))
                .satisfies(hasReason(Reason.INVALID_REQUEST))
                .hasMessageContaining("noSuchOption");
    }

    @Test
    void wrongBaseUrl_isTold() {
        service.next(Reply.of(404, "text/html", "<html><body>404 Not Found " + SECRET + "</body></html>"));

        EmbeddingException failure = failure(options());

        assertThat(failure.reason()).isEqualTo(Reason.INVALID_REQUEST);
        assertThat(failure)
                .hasMessageContaining("base URL")
                .hasMessageContaining(service.url().toString());
    }

    @Test
    void nobodyListens_isUnavailable() {
        service.close();

        EmbeddingException failure = failure(options().maxAttempts(2));

        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure.status()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 529})
    void statusThatPasses_isTriedAgain(int status) {
        service.next(Reply.json(status, error(status, "later")).header("retry-after-ms", "1"));

        try (EmbeddingFunction function = open()) {
            assertThat(function.embedQuery("hello")).containsExactly(vector("hello"));
        }
        assertThat(service.asked()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 405, 413, 415, 422})
    void statusThatStays_isNotTriedAgain(int status) {
        service.next(Reply.json(status, error(status, "never")));

        EmbeddingException failure = failure(options());

        assertThat(failure.status()).hasValue(status);
        assertThat(failure.reason()).isIn(Reason.INVALID_REQUEST, Reason.UNAUTHORIZED);
        assertThat(failure).hasMessageContaining("never");
        assertThat(service.asked()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"429, RATE_LIMITED", "500, UNAVAILABLE", "503, UNAVAILABLE"})
    void statusThatDoesNotPass_isTriedAsOftenAsAllowed(int status, Reason reason) {
        Reply reply = Reply.json(status, error(status, "later")).header("Retry-After", "0");
        service.next(reply, reply, reply, reply);

        EmbeddingException failure = failure(options().maxAttempts(3));

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.status()).hasValue(status);
        assertThat(service.asked()).hasSize(3);
    }

    @Test
    void retryAfterAPastDate_isTriedAtOnce() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
        service.next(Reply.json(429, error(429, "later")).header("Retry-After", date));

        try (EmbeddingFunction function = open()) {
            assertThat(function.embedQuery("hello")).containsExactly(vector("hello"));
        }
    }

    @Test
    void retryAfterAnHour_isNotWaitedFor() {
        service.next(Reply.json(429, error(429, "later")).header("Retry-After", "3600"));

        assertThat(failure(options())).hasMessageContaining("3600");
        assertThat(service.asked()).hasSize(1);
    }

    @Test
    void deadlineBeforeTheNextAttempt_endsTheCall() {
        service.next(Reply.json(429, error(429, "later")).header("Retry-After", "50"));

        EmbeddingException failure = failure(options().deadline(Duration.ofSeconds(30)));

        assertThat(failure.reason()).isEqualTo(Reason.RATE_LIMITED);
        assertThat(service.asked()).hasSize(1);
    }

    @Test
    void cutBody_isTriedAgain() {
        service.next(Reply.json(200, answer(items(List.of("hello")))).cut(), Reply.broken());

        try (EmbeddingFunction function = open()) {
            assertThat(function.embedQuery("hello")).containsExactly(vector("hello"));
        }
        assertThat(service.asked()).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void slowBody_endsAtTheTimeout() {
        service.next(Reply.json(200, answer(items(List.of("hello")))).slow());

        EmbeddingException failure =
                failure(options().timeout(Duration.ofMillis(200)).maxAttempts(1));

        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("timeout");
    }

    @Test
    void slowBody_endsAtTheDeadline() {
        service.next(Reply.json(200, answer(items(List.of("hello")))).slow());

        EmbeddingException failure = failure(options().deadline(Duration.ofMillis(200)));

        assertThat(failure.reason()).isEqualTo(Reason.CANCELLED);
        assertThat(failure).hasMessageContaining("deadline");
    }

    @Test
    void tooFewAndTooManyVectors_areRefused() {
        service.next(
                Reply.json(200, answer(List.of())),
                Reply.json(200, answer(List.of(new Item(0, vector("a")), new Item(1, vector("b"))))));

        assertThat(failure(options()).reason()).isEqualTo(Reason.INVALID_RESPONSE);
        assertThat(failure(options()).reason()).isEqualTo(Reason.INVALID_RESPONSE);
        assertThat(service.asked()).hasSize(2);
    }

    @Test
    void shuffledAnswer_isPutInOrder() {
        if (!(answersByIndex() && batchCap() > 2)) {
            return; // Its answers have no order of their own.
        }
        service.next(asked -> {
            List<Item> items = new ArrayList<>(items(texts(asked)));
            Collections.reverse(items);
            return Reply.json(200, answer(items));
        });

        try (EmbeddingFunction function = open()) {
            assertVectors(function.embedDocuments(List.of("a", "b", "c")), List.of("a", "b", "c"));
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,2", "-1,0"})
    void wrongIndexes_areRefused(int first, int second) {
        if (!(answersByIndex() && batchCap() > 1)) {
            return; // Its answers have no order of their own.
        }
        service.next(Reply.json(200, answer(List.of(new Item(first, vector("a")), new Item(second, vector("b"))))));

        try (EmbeddingFunction function = open()) {
            assertThatThrownBy(() -> function.embedDocuments(List.of("a", "b")))
                    .satisfies(hasReason(Reason.INVALID_RESPONSE));
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void valueThatIsNotFinite_isRefused(float value) {
        float[] vector = vector("a");
        vector[3] = value;
        service.next(Reply.json(200, answer(List.of(new Item(0, vector)))));

        assertThat(failure(options()).reason()).isEqualTo(Reason.INVALID_RESPONSE);
    }

    @Test
    void wrongDimensions_areRefused() {
        service.next(
                Reply.json(200, answer(List.of(new Item(0, new float[] {1, 2, 3})))),
                Reply.json(200, answer(List.of(new Item(0, new float[0])))));

        EmbeddingException failure = failure(options());

        assertThat(failure.reason()).isEqualTo(Reason.INVALID_RESPONSE);
        assertThat(failure).hasMessageContaining("3").hasMessageContaining("" + DIMENSIONS);
        assertThat(failure(options()).reason()).isEqualTo(Reason.INVALID_RESPONSE);
    }

    @Test
    void undeclaredDimensions_areLearntFromAnAnswer() {
        try (EmbeddingFunction function = provider(name -> null).create(undeclared())) {
            assertThat(function.dimensions()).isEqualTo(DIMENSIONS);
            assertThat(function.dimensions()).isEqualTo(DIMENSIONS);
        }
        assertThat(service.asked()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<html>busy</html>", "", "{", "[1, 2", "null", "\"text\"", "{\"a\": 1} {\"b\": 2}", "[[\"x\"]]"})
    void answerOfSomethingElse_isRefusedAndNotShown(String body) {
        service.next(Reply.of(200, "application/json", body));

        EmbeddingException failure = failure(options());

        assertThat(failure.reason()).isEqualTo(Reason.INVALID_RESPONSE);
        assertThat(failure).hasMessageNotContaining("busy");
        assertThat(service.asked()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirect_isNotFollowed(int status) throws Exception {
        try (FakeService other = new FakeService(asked -> Reply.json(200, "{}"))) {
            service.next(Reply.json(status, "").header("Location", other.url() + "/elsewhere"));

            EmbeddingException failure = failure(options());

            assertThat(failure.reason()).isEqualTo(Reason.INVALID_REQUEST);
            assertThat(failure.status()).hasValue(status);
            assertThat(other.asked()).isEmpty();
        }
    }

    @Test
    void hugeBody_isNotRead() {
        byte[] spaces = new byte[Transport.MOST_BYTES + 1];
        Arrays.fill(spaces, (byte) ' ');
        service.next(new Reply(200, Map.of(), spaces, spaces.length, false));

        EmbeddingException failure = failure(options());

        assertThat(failure.reason()).isEqualTo(Reason.INVALID_RESPONSE);
        assertThat(failure).hasMessageContaining("64 MiB");
    }
}
