package io.github.jtidb.embedding.internal.bedrock;

import static io.github.jtidb.embedding.internal.Reasons.hasReason;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.embedding.ImageInput;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.Truncation;
import io.github.jtidb.embedding.internal.http.FakeService;
import io.github.jtidb.embedding.internal.http.FakeService.Asked;
import io.github.jtidb.embedding.internal.http.FakeService.Reply;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The models on Bedrock that read images, too. */
class ImagesTest {

    private static final String TITAN = "bedrock/amazon.titan-embed-image-v1";
    private static final String KEY = "k3y-0f-th3-t3st";

    private FakeService service;

    @BeforeEach
    void start() throws Exception {
        service = new FakeService(ImagesTest::serve);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private static Reply serve(Asked asked) {
        Reply stranger = FakeBedrock.refuseStrangers(asked, KEY);
        if (stranger != null) {
            return stranger;
        }
        JsonNode body = asked.json();
        if (asked.uri().getRawPath().equals("/model/amazon.titan-embed-image-v1/invoke")) {
            Reply unknown =
                    FakeBedrock.refuseUnknownFields(asked, Set.of("inputText", "inputImage", "embeddingConfig"));
            int length = body.at("/embeddingConfig/outputEmbeddingLength").asInt(1024);
            String vector = vector(length, body.has("inputImage") ? 0.25f : 0.75f);
            return unknown != null
                    ? unknown
                    : Reply.json(200, "{\"embedding\":" + vector + ",\"inputTextTokenCount\":3,\"message\":null}");
        }
        Reply unknown = FakeBedrock.refuseUnknownFields(asked, Set.of("input_type", "images", "output_dimension"));
        if (unknown != null || body.path("images").size() != 1) {
            return unknown == null ? FakeBedrock.malformed("#/images: expected maximum item count: 1") : unknown;
        }
        int length =
                body.path("output_dimension").asInt(asked.uri().getRawPath().contains("v4") ? 1536 : 1024);
        return Reply.json(200, "{\"embeddings\":{\"float\":[" + vector(length, 0.5f) + "]},\"images\":[]}");
    }

    @Test
    void titan_embedsATextOrAnImageARequest() throws IOException {
        byte[] png = png();
        try (EmbeddingFunction function = open(options(TITAN).requestDimensions(384))) {
            assertThat(function.embedsImages()).isTrue();
            assertThat(function.embedQuery("a cat")).hasSize(384).containsOnly(0.75f);
            assertThat(function.embedImages(List.of(ImageInput.of(png), ImageInput.of(png))))
                    .hasSize(2)
                    .allSatisfy(vector -> assertThat(vector).hasSize(384).containsOnly(0.25f));
        }
        assertThat(service.asked())
                .extracting(asked -> asked.json().toString())
                .containsOnly(
                        "{\"inputText\":\"a cat\",\"embeddingConfig\":{\"outputEmbeddingLength\":384}}",
                        "{\"inputImage\":\"" + Base64.getEncoder().encodeToString(png)
                                + "\",\"embeddingConfig\":{\"outputEmbeddingLength\":384}}")
                .hasSize(3);
    }

    @Test
    void titan_errorInAnAnswerOfSuccess_isNoVector() throws IOException {
        service.next(Reply.json(
                200, "{\"embedding\":" + vector(1024, 1) + ",\"message\":\"The image could not be processed\"}"));

        try (EmbeddingFunction function = open(options(TITAN))) {
            ImageInput image = ImageInput.of(png());
            assertThatThrownBy(() -> function.embedImage(image))
                    .satisfies(hasReason(Reason.INVALID_RESPONSE))
                    .hasMessageContaining("an error");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cohere.embed-english-v3, image, 1024",
        "cohere.embed-multilingual-v3, image, 1024",
        "cohere.embed-v4:0, search_document, 1536"
    })
    void cohere_embedsOneImageARequest(String model, String inputType, int dimensions) throws IOException {
        byte[] png = png();
        ModelOptions options = options("bedrock/" + model).maxBatchSize(50).truncation(Truncation.END);
        try (EmbeddingFunction function = open(options)) {
            assertThat(function.embedImages(List.of(ImageInput.of(png), ImageInput.of(png), ImageInput.of(png))))
                    .hasSize(3)
                    .allSatisfy(vector -> assertThat(vector).hasSize(dimensions));
        }
        assertThat(service.asked())
                .hasSize(3)
                .allSatisfy(asked -> assertThat(asked.json())
                        .hasToString("{\"input_type\":\"" + inputType + "\",\"images\":[\"data:image/png;base64,"
                                + Base64.getEncoder().encodeToString(png) + "\"]}"));
    }

    @ParameterizedTest
    @CsvSource({"amazon.titan-embed-image-v1, 25", "cohere.embed-english-v3, 5", "cohere.embed-v4:0, 20"})
    void imageThatIsTooLarge_isRefusedBeforeItIsSent(String model, int mebibytes) throws IOException {
        byte[] large = Arrays.copyOf(png(), (mebibytes << 20) + 1);

        try (EmbeddingFunction function = open(options("bedrock/" + model))) {
            assertInvalid(function, ImageInput.of(large), String.valueOf(mebibytes << 20));
            assertInvalid(function, ImageInput.of("no image".getBytes(US_ASCII)), "no image");
        }
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void titanForTexts_readsNoImages() throws IOException {
        try (EmbeddingFunction function = open(options("bedrock/amazon.titan-embed-text-v2:0"))) {
            assertThat(function.embedsImages()).isFalse();
            assertInvalid(function, ImageInput.of(png()), "texts only");
        }
    }

    private static void assertInvalid(EmbeddingFunction function, ImageInput image, String message) {
        assertThatThrownBy(() -> function.embedImage(image))
                .satisfies(hasReason(Reason.INVALID_REQUEST))
                .hasMessageContaining(message);
    }

    private static EmbeddingFunction open(ModelOptions options) {
        return new BedrockProvider(name -> null, InstantSource.system()).create(options);
    }

    private ModelOptions options(String model) {
        return Embeddings.model(model).apiKey(KEY).baseUrl(service.url());
    }

    private static byte[] png() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), "png", file);
        return file.toByteArray();
    }

    private static String vector(int length, float value) {
        float[] vector = new float[length];
        Arrays.fill(vector, value);
        return Arrays.toString(vector);
    }
}
