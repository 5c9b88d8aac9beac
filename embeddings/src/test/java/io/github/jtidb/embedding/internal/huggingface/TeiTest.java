package io.github.jtidb.embedding.internal.huggingface;

import static io.github.jtidb.embedding.internal.Reasons.hasReason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.Truncation;
import io.github.jtidb.embedding.internal.http.FakeService.Asked;
import io.github.jtidb.embedding.internal.http.FakeService.Reply;
import io.github.jtidb.embedding.internal.http.Json;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server of Text Embeddings Inference that was started with a key. */
class TeiTest extends FeatureExtractionContract {

    @Override
    protected String basePath() {
        return "";
    }

    /** The server's key is none of Hugging Face's. */
    @Override
    protected String keyVariable() {
        return "";
    }

    @Override
    protected Reply wrongKey() {
        return Reply.of(401, "text/plain", "");
    }

    @Override
    protected @Nullable Reply refusal(Asked asked) {
        return refusal(asked, "/embed");
    }

    @Override
    protected String error(int status, String message) {
        return Json.object()
                .put("error", message)
                .put("error_type", "Validation")
                .toString();
    }

    @Test
    void tokenOfHuggingFace_isNotSentToAnotherServer() {
        ModelOptions options = Embeddings.model(model()).baseUrl(service.url()).dimensions(DIMENSIONS);
        service.next(this::answered);

        try (EmbeddingFunction function =
                provider(name -> name.equals("HF_TOKEN") ? "hf_t0k3n" : null).create(options)) {
            function.embedQuery("hello");
        }

        assertThat(service.asked())
                .singleElement()
                .satisfies(asked -> assertThat(asked.whole()).doesNotContain("hf_t0k3n"));
    }

    @Test
    void wrongKey_isToldThoughTheServerSaysNothing() {
        EmbeddingException failure = failure(options().apiKey("wr0ng"));

        assertThat(failure.reason()).isEqualTo(Reason.UNAUTHORIZED);
        assertThat(failure).hasMessageContaining("401").hasMessageContaining("apiKey");
        assertThat(service.asked()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    NONE  | {"inputs":["hello"],"truncate":false}
                    START | {"inputs":["hello"],"truncate":true,"truncation_direction":"left"}
                    END   | {"inputs":["hello"],"truncate":true,"truncation_direction":"right"}
                    """)
    void truncation_isSent(Truncation truncation, String body) {
        try (EmbeddingFunction function = open(options().truncation(truncation))) {
            function.embedQuery("hello");
        }
        assertThat(service.asked().get(0).json()).hasToString(body);
    }

    @Test
    void scaleLengthAndFurtherFields_areSent() {
        ModelOptions options = undeclared()
                .normalize(false)
                .requestDimensions(DIMENSIONS)
                .option("extraBody", Map.of("encoding_format", "float"));

        try (EmbeddingFunction function = open(options)) {
            assertThat(function.embedQuery("hello")).containsExactly(vector("hello"));
        }

        assertThat(service.asked().get(0).json())
                .hasToString(
                        "{\"inputs\":[\"hello\"],\"normalize\":false,\"dimensions\":8,\"encoding_format\":\"float\"}");
    }

    @Test
    void nameOfAPrompt_isSentInPlaceOfTheText() {
        ModelOptions options = Embeddings.model("huggingface/intfloat/multilingual-e5-large")
                .apiKey(KEY)
                .baseUrl(service.url())
                .requestDimensions(DIMENSIONS)
                .option("queryPromptName", "query");

        try (EmbeddingFunction function = open(options)) {
            function.embedQuery("hello");
            function.embedDocuments(List.of("hello"));
        }

        assertThat(service.asked())
                .extracting(asked -> side(asked) + "|" + texts(asked))
                .containsExactly("query|[hello]", "|[passage: hello]");
    }

    @Test
    void promptAndNameOfAPrompt_areRefusedTogether() {
        assertThatThrownBy(() -> open(options().documentPrompt("x").option("documentPromptName", "document")))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("documentPromptName");
    }

    @ParameterizedTest
    @CsvSource({
        "413, INVALID_REQUEST, 1",
        "422, INVALID_REQUEST, 1",
        "424, UNAVAILABLE, 2",
        "429, RATE_LIMITED, 3",
        "503, UNAVAILABLE, 3"
    })
    void errors_areTriedAgainWhereThatHelps(int status, Reason reason, int attempts) {
        Reply reply = Reply.json(status, error(status, "said so")).header("retry-after-ms", "1");
        service.next(reply, reply, reply);

        EmbeddingException failure = failure(options().maxAttempts(3));

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure).hasMessageContaining("said so");
        assertThat(service.asked()).hasSize(attempts);
    }

    @Test
    void longTexts_areSentInRequestsThatTheServerTakes() {
        List<String> texts = List.of("a".repeat(600_000), "b".repeat(600_000), "c".repeat(600_000));

        try (EmbeddingFunction function = open()) {
            assertVectors(function.embedDocuments(texts), texts);
        }
        assertThat(service.asked()).hasSize(3).allMatch(asked -> asked.body().length < 2_000_000);
    }

    @Test
    void endpoint_isAskedAtItsOwnAddress() {
        service.next(this::answered);

        try (EmbeddingFunction function =
                open(options().baseUrl(URI.create(service.url() + "/own/path")).option("server", "endpoint"))) {
            assertThat(function.embedQuery("hello")).containsExactly(vector("hello"));
        }

        assertThat(service.asked().get(0).uri()).hasToString("/own/path");
    }

    @Test
    void endpointWithoutAddress_isRefused() {
        assertThatThrownBy(() -> open(Embeddings.model(model()).option("server", "endpoint")))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("baseUrl");
    }

    @ParameterizedTest
    @CsvSource({
        "https://router.huggingface.co/hf-inference, INFERENCE",
        "https://abc.us-east-1.aws.endpoints.huggingface.cloud, ENDPOINT",
        "http://localhost:8080, TEI",
        "https://evilhuggingface.cloud, TEI"
    })
    void server_isToldByTheHost(URI url, HuggingFaceServer server) {
        assertThat(HuggingFaceServer.of(Embeddings.model(model()).baseUrl(url))).isSameAs(server);
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "pooling"})
    void valueThatIsNotKnown_isRefused(String option) {
        assertThatThrownBy(() -> open(options().option(option, "other")))
                .satisfies(hasReason(Reason.INVALID_REQUEST))
                .hasMessageContaining(option + ": expected");
    }

    @Test
    void listModels_givesTheOneThatTheServerHas() {
        service.next(Reply.json(200, "{\"model_id\": \"BAAI/bge-m3\", \"max_input_length\": 8192}"));

        assertThat(provider(name -> null).listModels(options())).containsExactly("huggingface/BAAI/bge-m3");
        assertThat(service.asked().get(0).uri()).hasToString("/info");
    }
}
