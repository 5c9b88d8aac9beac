package io.github.jtidb.embedding.internal.huggingface;

import static io.github.jtidb.embedding.internal.Reasons.hasReason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.internal.http.FakeService.Asked;
import io.github.jtidb.embedding.internal.http.FakeService.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hugging Face's Inference Providers, whose router the loopback server stands for. */
class InferenceTest extends FeatureExtractionContract {

    @Override
    protected String basePath() {
        return "/hf-inference";
    }

    @Override
    protected String keyVariable() {
        return "HF_TOKEN";
    }

    @Override
    protected ModelOptions configure(ModelOptions options) {
        return options.option("server", "inference");
    }

    @Override
    protected Reply wrongKey() {
        return Reply.json(401, error(401, "Invalid username or password."));
    }

    @Override
    protected @Nullable Reply refusal(Asked asked) {
        return refusal(asked, "/hf-inference/models/some-org/some-model/pipeline/feature-extraction");
    }

    @Test
    void request_hasOnlyTheTextsUnlessMoreIsAskedFor() {
        try (EmbeddingFunction function = open()) {
            function.embedQuery("hello");
        }
        assertThat(service.asked().get(0).json()).hasToString("{\"inputs\":[\"hello\"]}");
    }

    @Test
    void modelOfTheCatalogue_hasItsPromptsAndLength() {
        service.next(asked -> Reply.json(200, answer(List.of(new Item(0, new float[1024])))));
        ModelOptions options = configure(Embeddings.model("huggingface/intfloat/multilingual-e5-large"))
                .apiKey(KEY)
                .baseUrl(URI.create(service.url() + basePath()));

        try (EmbeddingFunction function = open(options)) {
            assertThat(function.dimensions()).isEqualTo(1024);
            function.embedQuery("hello");
        }

        assertThat(service.asked()).singleElement().satisfies(asked -> {
            assertThat(texts(asked)).containsExactly("query: hello");
            assertThat(asked.uri())
                    .hasToString("/hf-inference/models/intfloat/multilingual-e5-large/pipeline/feature-extraction");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"huggingface/../x", "huggingface/a/b/c", "huggingface/a?b", "huggingface/a%2Fb"})
    void modelThatIsNoNameOfTheHub_isRefused(String model) {
        assertThatThrownBy(() -> open(configure(Embeddings.model(model)).apiKey(KEY)))
                .satisfies(hasReason(Reason.INVALID_REQUEST))
                .hasMessageContaining("BAAI/bge-m3");
    }

    @Test
    void loadingModel_isWaitedForAsLongAsItAsks() {
        String loading = "{\"error\": \"Model some-org/some-model is currently loading\", \"estimated_time\": %s}";
        service.next(Reply.json(503, loading.formatted("0.001")));
        try (EmbeddingFunction function = open()) {
            assertThat(function.embedQuery("hello")).containsExactly(vector("hello"));
        }

        // Had it waited for another time than the 50 seconds, there would be time within the deadline.
        service.next(Reply.json(503, loading.formatted("50.0")));
        EmbeddingException failure = failure(options().deadline(Duration.ofSeconds(30)));

        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("currently loading").hasMessageContaining("50 s");
        assertThat(service.asked()).hasSize(3);
    }

    @Test
    void oneVectorWithoutAListAroundIt_isRead() {
        service.next(Reply.json(200, Arrays.toString(vector("hello"))));

        try (EmbeddingFunction function = open()) {
            assertThat(function.embedQuery("hello")).containsExactly(vector("hello"));
        }
    }

    @Test
    void oneVectorForTwoTexts_isRefused() {
        service.next(Reply.json(200, Arrays.toString(vector("hello"))));

        try (EmbeddingFunction function = open()) {
            assertThatThrownBy(() -> function.embedDocuments(List.of("a", "b")))
                    .satisfies(hasReason(Reason.INVALID_RESPONSE));
        }
    }

    @ParameterizedTest
    @CsvSource({"mean, 3, 4", "cls, 1, 2", "last, 6, 8"})
    void vectorForEachToken_isPooledAsTold(String pooling, float first, float second) {
        service.next(Reply.json(200, "[[[1, 2], [2, 2], [6, 8]], [[5, 6]]]"));

        try (EmbeddingFunction function = open(undeclared().option("pooling", pooling))) {
            assertThat(function.embedDocuments(List.of("a", "b")))
                    .containsExactly(new float[] {first, second}, new float[] {5, 6});
        }
    }

    @Test
    void vectorForEachToken_isRefusedWhereNothingSaysWhatToMakeOfIt() {
        service.next(Reply.json(200, "[[[1, 2], [3, 4]]]"));

        EmbeddingException failure = failure(undeclared());

        assertThat(failure.reason()).isEqualTo(Reason.INVALID_RESPONSE);
        assertThat(failure).hasMessageContaining("pooling").hasMessageContaining("\"cls\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[[1, 2], [3]]]", "[[[1, 2], \"x\"]]", "[[[[1]]]]", "[{\"a\": 1}]"})
    void answerOfAnotherShape_isRefused(String body) {
        service.next(Reply.json(200, body));

        assertThat(failure(undeclared().option("pooling", "mean")).reason()).isEqualTo(Reason.INVALID_RESPONSE);
    }

    @ParameterizedTest
    @CsvSource({
        "402, UNAUTHORIZED, You have exceeded your monthly included credits",
        "400, INVALID_REQUEST, Model not supported by provider hf-inference",
        "429, RATE_LIMITED, Too many requests"
    })
    void errors_areTold(int status, Reason reason, String message) {
        service.next(Reply.json(status, "{\"error\": [\"" + message + "\"]}"));

        EmbeddingException failure = failure(options().maxAttempts(1));

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure).hasMessageContaining(message);
    }

    @Test
    void payingOrganisation_isSent() {
        try (EmbeddingFunction function = open(options().header("X-HF-Bill-To", "some-org"))) {
            function.embedQuery("hello");
        }
        assertThat(service.asked().get(0).header("X-HF-Bill-To")).isEqualTo("some-org");
    }

    @Test
    void routerRanksNothing_whichIsTold() {
        assertThatThrownBy(() -> provider(name -> null).createReranker(options()))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("Text Embeddings Inference");
    }
}
