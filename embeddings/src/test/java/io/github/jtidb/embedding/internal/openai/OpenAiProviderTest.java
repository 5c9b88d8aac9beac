package io.github.jtidb.embedding.internal.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.EmbeddingProvider;
import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.http.FakeService.Asked;
import io.github.jtidb.embedding.internal.http.FakeService.Reply;
import io.github.jtidb.embedding.internal.http.Json;
import io.github.jtidb.embedding.internal.http.OpenAiContract;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpenAiProviderTest extends OpenAiContract {

    @Override
    protected EmbeddingProvider provider(Environment environment) {
        return new OpenAiProvider(environment);
    }

    @Override
    protected String model() {
        return "openai/" + MODEL;
    }

    @Override
    protected String keyVariable() {
        return "OPENAI_API_KEY";
    }

    @Override
    protected int batchCap() {
        return 2048;
    }

    @Override
    protected @Nullable Reply refusal(Asked asked) {
        Set<String> known = Set.of("model", "input", "dimensions", "encoding_format", "user", "truncate_prompt_tokens");
        Reply refusal = refusal(asked, "/v1/embeddings", known);
        int inputs = texts(asked).size();
        return refusal == null && (inputs < 1 || inputs > 2048)
                ? Reply.json(400, error(400, "'$.input' is invalid"))
                : refusal;
    }

    @Override
    protected String side(Asked asked) {
        return "";
    }

    @Override
    protected List<String> sides() {
        return List.of("", "");
    }

    @Test
    void request_holdsModelAndInputAlone() {
        try (EmbeddingFunction function = open()) {
            function.embedQuery("hello");
        }
        assertThat(service.asked().get(0).json())
                .isEqualTo(Json.read("{\"model\": \"some-model\", \"input\": [\"hello\"]}".getBytes()));
    }

    @Test
    void options_areSentWhenAskedFor() {
        ModelOptions options = configure(Embeddings.model(model())
                .apiKey(KEY)
                .baseUrl(URI.create(service.url() + "/v1/"))
                .requestDimensions(DIMENSIONS)
                .option("encodingFormat", "base64")
                .option("user", "u1")
                .option("extraBody", Map.of("truncate_prompt_tokens", 512)));
        ByteBuffer bytes = ByteBuffer.allocate(4 * DIMENSIONS).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector("hello"));
        String base64 = Base64.getEncoder().encodeToString(bytes.array());
        service.next(Reply.json(200, "{\"data\": [{\"index\": 0, \"embedding\": \"" + base64 + "\"}]}"));

        try (EmbeddingFunction function = open(options)) {
            assertThat(function.dimensions()).isEqualTo(DIMENSIONS);
            assertThat(function.embedQuery("hello")).containsExactly(vector("hello"));
        }

        assertThat(service.asked().get(0).json().toString())
                .contains("\"dimensions\":8", "\"encoding_format\":\"base64\"", "\"user\":\"u1\"", "_tokens\":512");
    }

    @Test
    void base64ThatIsNoVector_isRefused() {
        service.next(
                Reply.json(200, "{\"data\": [{\"index\": 0, \"embedding\": \"AAA=\"}]}"),
                Reply.json(200, "{\"data\": [{\"index\": 0, \"embedding\": \"%\"}]}"));

        assertThat(failure(options()).reason()).isEqualTo(Reason.INVALID_RESPONSE);
        assertThat(failure(options()).reason()).isEqualTo(Reason.INVALID_RESPONSE);
    }

    @Test
    void insufficientQuota_isNotTriedAgain() {
        service.next(Reply.json(
                429,
                "{\"error\": {\"message\": \"You exceeded your current quota\", \"type\": \"insufficient_quota\","
                        + " \"param\": null, \"code\": \"insufficient_quota\"}}"));

        EmbeddingException failure = failure(options());

        assertThat(failure.reason()).isEqualTo(Reason.UNAUTHORIZED);
        assertThat(failure).hasMessageContaining("You exceeded your current quota");
        assertThat(service.asked()).hasSize(1);
    }

    @Test
    void truncation_isRefused() {
        assertThatThrownBy(() -> open(options().truncation(io.github.jtidb.embedding.Truncation.END)))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("truncation");
    }

    @Test
    void ownServer_needsNoKey() {
        service.next(this::answered);

        try (EmbeddingFunction function = open(Embeddings.model(model()).baseUrl(URI.create(service.url() + "/v1")))) {
            function.embedQuery("hello");
        }

        assertThat(service.asked().get(0).header("Authorization")).isEmpty();
    }

    @Test
    void addressFromTheEnvironment_isUsed() {
        Map<String, String> variables = Map.of("OPENAI_API_KEY", KEY, "OPENAI_BASE_URL", service.url() + "/v1");

        try (EmbeddingFunction function =
                provider(variables::get).create(Embeddings.model(model()).dimensions(DIMENSIONS))) {
            assertThat(function.embedQuery("hello")).containsExactly(vector("hello"));
        }
    }

    @Test
    void azure_withAVersion_asksTheDeployment() {
        ModelOptions options = Embeddings.model("openai/my deployment".replace(' ', '_'))
                .baseUrl(service.url())
                .apiKey(KEY)
                .option("azure", true)
                .option("apiVersion", "2024-10-21");
        service.next(this::answered);

        try (EmbeddingFunction function = open(options)) {
            assertThat(function.embedQuery("hello")).containsExactly(vector("hello"));
        }

        Asked asked = service.asked().get(0);
        assertThat(asked.uri()).hasToString("/openai/deployments/my_deployment/embeddings?api-version=2024-10-21");
        assertThat(asked.header("api-key")).isEqualTo(KEY);
        assertThat(asked.header("Authorization")).isEmpty();
    }

    @Test
    void azure_withoutAVersion_asksV1() {
        ModelOptions options = Embeddings.model(model()).option("azure", true);
        Map<String, String> variables = Map.of(
                "AZURE_OPENAI_API_KEY",
                KEY,
                "AZURE_OPENAI_ENDPOINT",
                service.url().toString());
        service.next(this::answered);

        try (EmbeddingFunction function = provider(variables::get).create(options)) {
            function.embedQuery("hello");
        }

        assertThat(service.asked().get(0).uri()).hasToString("/openai/v1/embeddings");
    }

    @Test
    void azure_isKnownByItsHostAndNeedsAKeyAndAnAddress() {
        assertThatThrownBy(() ->
                        open(Embeddings.model(model()).baseUrl(URI.create("https://mine.openai.azure.com/openai/v1"))))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("AZURE_OPENAI_API_KEY");
        assertThatThrownBy(() -> open(Embeddings.model(model()).apiKey(KEY).option("azure", true)))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("AZURE_OPENAI_ENDPOINT");
    }

    @Test
    void listModels_givesFullNames() {
        service.next(Reply.json(200, "{\"object\": \"list\", \"data\": [{\"id\": \"b\"}, {\"id\": \"a\"}]}"));

        assertThat(provider(name -> null).listModels(options())).containsExactly("openai/a", "openai/b");
        assertThat(service.asked().get(0).method() + service.asked().get(0).uri())
                .isEqualTo("GET/v1/models");
    }

    @Test
    void baseUrlWithAQuery_isRefused() {
        assertThatThrownBy(() -> open(options().baseUrl(URI.create("http://localhost/v1?key=" + KEY))))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageNotContaining(KEY);
    }
}
