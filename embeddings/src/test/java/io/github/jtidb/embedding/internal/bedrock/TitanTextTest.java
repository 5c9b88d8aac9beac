package io.github.jtidb.embedding.internal.bedrock;

import static io.github.jtidb.embedding.internal.Reasons.hasReason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.PartialEmbeddingException;
import io.github.jtidb.embedding.Truncation;
import io.github.jtidb.embedding.internal.http.FakeService.Asked;
import io.github.jtidb.embedding.internal.http.FakeService.Reply;
import io.github.jtidb.vector.VectorMath;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Titan's models for text. */
class TitanTextTest extends BedrockContract {

    private static final String PATH = "/model/arn%3Aaws%3Abedrock%3Aeu-west-3%3A%3Afoundation-model%2F";

    /** The ARN, which the catalogue does not know, so that its dimensions are found out. */
    @Override
    protected String model() {
        return "bedrock/arn:aws:bedrock:eu-west-3::foundation-model/amazon.titan-embed-text-v2:0";
    }

    @Override
    protected String basePath() {
        return "";
    }

    @Override
    protected int batchCap() {
        return 1;
    }

    @Override
    protected @Nullable Reply refusalByModel(Asked asked) {
        boolean v2 = asked.uri().getRawPath().equals(PATH + "amazon.titan-embed-text-v2%3A0/invoke");
        if (!asked.method().equals("POST")
                || !(v2 || asked.uri().getRawPath().equals("/model/amazon.titan-embed-text-v1/invoke"))) {
            return FakeBedrock.error(404, "ResourceNotFoundException", "Could not resolve the foundation model.");
        }
        assertThat(asked.header("Content-Type")).isEqualTo("application/json");
        Reply unknown = FakeBedrock.refuseUnknownFields(
                asked, v2 ? Set.of("inputText", "dimensions", "normalize", "embeddingTypes") : Set.of("inputText"));
        int length = asked.json().path("inputText").asText().length();
        if (unknown == null && (length == 0 || length > 50_000)) {
            return FakeBedrock.malformed(
                    length == 0 ? "expected minLength: 1, actual: 0" : "expected maxLength: 50000, actual: " + length);
        }
        return unknown;
    }

    @Override
    protected List<String> texts(Asked asked) {
        return List.of(asked.json().path("inputText").asText());
    }

    @Override
    protected String side(Asked asked) {
        return "";
    }

    @Override
    protected List<String> sides() {
        return List.of("", "");
    }

    @Override
    protected String answer(List<Item> items) {
        if (items.isEmpty()) {
            return "{\"inputTextTokenCount\":0}";
        }
        String vectors = items.size() == 1
                ? Arrays.toString(items.get(0).vector())
                : items.stream()
                        .map(item -> Arrays.toString(item.vector()))
                        .toList()
                        .toString();
        return "{\"embedding\":" + vectors + ",\"embeddingsByType\":{\"float\":" + vectors
                + "},\"inputTextTokenCount\":" + 3 * items.size() + "}";
    }

    @Test
    void version2_sendsOnlyWhatWasAskedFor() {
        service.next(Reply.json(
                200, "{\"embedding\":" + Arrays.toString(new float[512]).replace("0.0", "0.5") + "}"));

        try (EmbeddingFunction plain = open();
                EmbeddingFunction asking = open(
                        undeclared().requestDimensions(512).normalize(false).truncation(Truncation.NONE))) {
            assertThat(asking.dimensions()).isEqualTo(512);
            assertThat(asking.embedQuery("hello")).hasSize(512).containsOnly(0.5f);
            plain.embedQuery("hello");
        }
        assertThat(service.asked())
                .extracting(asked -> asked.json().toString())
                .containsExactly(
                        "{\"inputText\":\"hello\",\"dimensions\":512,\"normalize\":false}",
                        "{\"inputText\":\"hello\"}");
    }

    @Test
    void version1_knowsTheTextAlone() {
        ModelOptions options = Embeddings.model("bedrock/amazon.titan-embed-text-v1")
                .apiKey(KEY)
                .baseUrl(service.url())
                .dimensions(DIMENSIONS);

        try (EmbeddingFunction function = open(options.normalize(true))) {
            assertThat(function.embedQuery("hello")).containsExactly(VectorMath.normalize(vector("hello")));
        }
        assertThat(service.asked().get(0).json()).hasToString("{\"inputText\":\"hello\"}");
        assertThatThrownBy(() -> open(options.requestDimensions(512))).hasMessageContaining("512");
    }

    @Test
    void optionsThatTitanCannotFollow_areRefused() {
        assertInvalid(options().truncation(Truncation.END), "truncation");
        assertInvalid(options().truncation(Truncation.START), "truncation");
        assertInvalid(options().requestDimensions(300), "[256, 512, 1024]");
        assertInvalid(options().option("region", 7), "Integer");
        assertInvalid(options().option("region", " "), "region is blank");
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void textThatIsTooLong_isRefusedByTheServiceAndTheOthersAreKept() {
        String tooLong = "word ".repeat(10_001);

        try (EmbeddingFunction function = open()) {
            assertThatThrownBy(() -> function.embedDocuments(List.of("one", tooLong, "three")))
                    .isInstanceOfSatisfying(PartialEmbeddingException.class, e -> {
                        assertThat(e.reason()).isEqualTo(Reason.INVALID_REQUEST);
                        assertThat(e.failures()).containsOnlyKeys(1);
                        assertThat(e.vectors().get(2)).containsExactly(vector("three"));
                    })
                    .hasMessageContaining("expected maxLength: 50000, actual: 50005");
        }
    }

    @Test
    void retryAfterInMilliseconds_isWaitedFor() {
        service.next(
                FakeBedrock.error(429, "ThrottlingException", "Too many requests, please wait before trying again.")
                        .header("x-amz-retry-after", "1"));
        // What it says of itself would not be waited for.
        service.next(FakeBedrock.error(503, "ServiceUnavailableException", "Bedrock is unable to process your request.")
                .header("x-amz-retry-after", "3600000"));

        try (EmbeddingFunction function = open()) {
            assertThatThrownBy(() -> function.embedQuery("hello"))
                    .satisfies(hasReason(Reason.UNAVAILABLE))
                    .hasMessageContaining("unable to process");
        }
        assertThat(service.asked()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "400, ServiceQuotaExceededException, RATE_LIMITED",
        "403, AccessDeniedException, UNAUTHORIZED",
        "403, ExpiredTokenException, UNAUTHORIZED",
        "404, ResourceNotFoundException, INVALID_REQUEST"
    })
    void errorThatStays_isToldAsItIs(int status, String name, Reason reason) {
        service.next(FakeBedrock.error(status, name, "It said so."));

        EmbeddingException failure = failure(options());

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure).hasMessageContaining("It said so.");
        assertThat(service.asked()).hasSize(1);
    }

    private void assertInvalid(ModelOptions options, String message) {
        assertThatThrownBy(() -> open(options))
                .satisfies(hasReason(Reason.INVALID_REQUEST))
                .hasMessageContaining(message);
    }
}
