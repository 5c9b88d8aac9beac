package io.github.jtidb.embedding.internal.bedrock;

import static io.github.jtidb.embedding.internal.Reasons.hasReason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.internal.aws.AwsCredentials;
import io.github.jtidb.embedding.internal.http.FakeService;
import io.github.jtidb.embedding.internal.http.FakeService.Asked;
import io.github.jtidb.embedding.internal.http.FakeService.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The provider with keys that sign, at a server that signs anew whatever reaches it. */
class SigningTest {

    private static final String TITAN = "bedrock/amazon.titan-embed-text-v2:0";
    private static final String ANSWER = "{\"embedding\":[0.6,0.8],\"inputTextTokenCount\":2}";

    private final Map<String, String> variables = new HashMap<>();
    private final Instant now = Instant.now();
    private final AtomicInteger asked = new AtomicInteger();
    private FakeService service;

    @TempDir
    private Path home;

    @BeforeEach
    void start() throws Exception {
        variables.put("HOME", home.toString());
        service = new FakeService(SigningTest::serve);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private static Reply serve(Asked asked) {
        Reply stranger = FakeBedrock.refuseStrangers(asked, "no token here");
        return stranger == null ? Reply.json(200, ANSWER) : stranger;
    }

    @Test
    void keysOfTheProgram_sign() {
        try (EmbeddingFunction function = open(keys(FakeBedrock.KEYS))) {
            assertThat(function.embedQuery("Grüße, \"Welt\" 🦓")).containsExactly(0.6f, 0.8f);
            assertThat(function.embedDocuments(List.of("one", "two", "three"))).hasSize(3);
        }
        assertThat(service.asked()).hasSize(4).allSatisfy(asked -> {
            assertThat(asked.uri().getRawPath()).isEqualTo("/model/amazon.titan-embed-text-v2%3A0/invoke");
            assertThat(asked.header("X-Amz-Security-Token")).isEmpty();
            assertThat(asked.header("Authorization")).contains("SignedHeaders=accept;content-type;host;x-amz-date,");
        });
    }

    @Test
    void keysOfASession_signWithTheirToken() {
        try (EmbeddingFunction function = open(keys(FakeBedrock.SESSION))) {
            assertThat(function.embedQuery("hello")).containsExactly(0.6f, 0.8f);
        }
        assertThat(service.asked().get(0).header("X-Amz-Security-Token")).isEqualTo(FakeBedrock.SESSION.sessionToken());
    }

    @Test
    void keysOfTheEnvironment_signAtTheAddressOfTheEnvironment() {
        variables.put("AWS_ACCESS_KEY_ID", FakeBedrock.KEYS.accessKeyId());
        variables.put("AWS_SECRET_ACCESS_KEY", FakeBedrock.KEYS.secretAccessKey());
        variables.put("AWS_DEFAULT_REGION", FakeBedrock.REGION);
        variables.put("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", service.url().toString());

        try (EmbeddingFunction function = open(Embeddings.model(TITAN).dimensions(2))) {
            assertThat(function.embedQuery("hello")).containsExactly(0.6f, 0.8f);
        }
    }

    @Test
    void keysOfAProfile_sign() throws Exception {
        Files.createDirectories(home.resolve(".aws"));
        Files.write(
                home.resolve(".aws").resolve("config"),
                List.of(
                        "[profile test]",
                        "region = " + FakeBedrock.REGION,
                        "aws_access_key_id = " + FakeBedrock.KEYS.accessKeyId(),
                        "aws_secret_access_key = " + FakeBedrock.KEYS.secretAccessKey()));

        try (EmbeddingFunction function = open(
                Embeddings.model(TITAN).dimensions(2).baseUrl(service.url()).option("profile", "test"))) {
            assertThat(function.embedQuery("hello")).containsExactly(0.6f, 0.8f);
        }
    }

    @Test
    void furtherHeaders_areSignedIfTheyAreAmazons() {
        try (EmbeddingFunction function = open(
                keys(FakeBedrock.KEYS).header("X-Amzn-Bedrock-Trace", "ENABLED").header("X-Forwarded-Note", "mine"))) {
            function.embedQuery("hello");
        }
        assertThat(service.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.header("Authorization"))
                    .contains("SignedHeaders=accept;content-type;host;x-amz-date;x-amzn-bedrock-trace,");
            assertThat(asked.header("x-forwarded-note")).isEqualTo("mine");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:bedrock:eu-west-3::foundation-model/amazon.titan-embed-text-v2:0",
                "arn:aws:bedrock:eu-west-3:123456789012:application-inference-profile/a1b2c3"
            })
    void arn_isOneSegmentOfThePath(String arn) {
        ModelOptions options = keys(FakeBedrock.KEYS, "bedrock/" + arn).option("family", "titan-text-v2");

        try (EmbeddingFunction function = open(options)) {
            assertThat(function.embedQuery("hello")).containsExactly(0.6f, 0.8f);
        }
        assertThat(service.asked().get(0).uri().getRawPath())
                .isEqualTo("/model/" + arn.replace(":", "%3A").replace("/", "%2F") + "/invoke");
    }

    @Test
    void nameThatTellsNoFamily_isRefused() {
        ModelOptions options = keys(FakeBedrock.KEYS, "bedrock/amazon.nova-embed");

        assertThatThrownBy(() -> open(options))
                .hasMessageContaining("family")
                .hasMessageContaining("titan-text-v2, titan-image, cohere-v3");
        assertThatThrownBy(() -> open(options.option("family", "titan"))).hasMessageContaining("no such family");
    }

    @Test
    void wrongSecret_isUnauthorizedAndShowsNothingOfTheKeys() {
        AwsCredentials wrong = new AwsCredentials(
                FakeBedrock.SESSION.accessKeyId(), "wr0ng-s3cret-91827", FakeBedrock.SESSION.sessionToken());

        try (EmbeddingFunction function = open(keys(wrong))) {
            assertThatThrownBy(() -> function.embedQuery("hello"))
                    .satisfies(hasReason(Reason.UNAUTHORIZED))
                    .hasMessageContaining("does not match the signature")
                    .hasMessageNotContainingAny(
                            "wr0ng", FakeBedrock.SESSION.accessKeyId(), Objects.requireNonNull(wrong.sessionToken()));
            assertThat(function.toString()).doesNotContain("wr0ng", "ASIA");
        }
        assertThat(service.asked()).hasSize(1);
    }

    @Test
    void eachAttempt_isSignedAnew() {
        service.next(FakeBedrock.error(500, "InternalServerException", "Oops").header("x-amz-retry-after", "1"));

        try (EmbeddingFunction function = open(keys(FakeBedrock.KEYS))) {
            function.embedQuery("hello");
        }
        assertThat(service.asked())
                .hasSize(2)
                .extracting(asked -> asked.header("X-Amz-Date"))
                .doesNotHaveDuplicates();
    }

    @Test
    void listModels_givesThoseOfTheRegionThatEmbed() {
        service.next(Reply.json(
                200,
                "{\"modelSummaries\":[{\"modelId\":\"cohere.embed-v4:0\",\"outputModalities\":[\"EMBEDDING\"]},"
                        + "{\"modelId\":\"amazon.nova-lite-v1:0\",\"outputModalities\":[\"TEXT\"]},"
                        + "{\"modelId\":\"amazon.titan-embed-text-v2:0\",\"outputModalities\":[\"EMBEDDING\"]}]}"));
        variables.put("AWS_ENDPOINT_URL_BEDROCK", service.url().toString());
        ModelOptions options = Embeddings.model("bedrock/any")
                .option("accessKeyId", FakeBedrock.KEYS.accessKeyId())
                .option("secretAccessKey", FakeBedrock.KEYS.secretAccessKey())
                .option("region", FakeBedrock.REGION);

        assertThat(provider().listModels(options))
                .containsExactly("bedrock/amazon.titan-embed-text-v2:0", "bedrock/cohere.embed-v4:0");

        Asked asked = service.asked().get(0);
        assertThat(asked.method() + " " + asked.uri()).isEqualTo("GET /foundation-models");
        assertThat(FakeBedrock.refuseStrangers(asked, "")).isNull();
    }

    private BedrockProvider provider() {
        return new BedrockProvider(variables::get, () -> now.plusSeconds(asked.incrementAndGet()));
    }

    private EmbeddingFunction open(ModelOptions options) {
        return provider().create(options);
    }

    private ModelOptions keys(AwsCredentials credentials) {
        return keys(credentials, TITAN);
    }

    private ModelOptions keys(AwsCredentials credentials, String model) {
        ModelOptions options = Embeddings.model(model)
                .dimensions(2)
                .baseUrl(service.url())
                .option("region", FakeBedrock.REGION)
                .option("accessKeyId", credentials.accessKeyId())
                .option("secretAccessKey", credentials.secretAccessKey());
        return credentials.sessionToken() == null
                ? options
                : options.option("sessionToken", credentials.sessionToken());
    }
}
