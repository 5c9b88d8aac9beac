package io.github.jtidb.embedding.internal.nvidia;

import static io.github.jtidb.embedding.internal.Reasons.hasReason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.EmbeddingProvider;
import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.Truncation;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.http.FakeService.Asked;
import io.github.jtidb.embedding.internal.http.FakeService.Reply;
import io.github.jtidb.embedding.internal.http.Json;
import io.github.jtidb.embedding.internal.http.OpenAiContract;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NvidiaProviderTest extends OpenAiContract {

    @Override
    protected EmbeddingProvider provider(Environment environment) {
        return new NvidiaProvider(NvidiaService.HOSTED, environment);
    }

    /** Takes the loopback server for NVIDIA's own host. */
    private EmbeddingProvider hosted() {
        String url = service.url().toString();
        return new NvidiaProvider(
                new NvidiaService(url + "/v1", url + "/v1/retrieval/nvidia", url + "/pexec/status"), name -> null);
    }

    @Override
    protected String model() {
        return "nvidia_nim/" + MODEL;
    }

    @Override
    protected String keyVariable() {
        return "NVIDIA_NIM_API_KEY";
    }

    @Override
    protected int batchCap() {
        return 50;
    }

    @Override
    protected @Nullable Reply refusal(Asked asked) {
        Set<String> known = Set.of("model", "input", "input_type", "encoding_format", "truncate", "dimensions");
        Reply refusal = refusal(asked, "/v1/embeddings", known);
        if (refusal != null) {
            return refusal;
        }
        if (!Set.of("query", "passage").contains(side(asked))) {
            return Reply.json(400, error(400, "'input_type' parameter is required for asymmetric models"));
        }
        boolean tooLong = texts(asked).stream().anyMatch(text -> text.startsWith("too long"))
                && asked.json().path("truncate").asText("NONE").equals("NONE");
        return tooLong ? Reply.json(400, error(400, "Input length 548 exceeds maximum allowed token size 512")) : null;
    }

    @Override
    protected String side(Asked asked) {
        return asked.json().path("input_type").asText();
    }

    @Override
    protected List<String> sides() {
        return List.of("query", "passage");
    }

    @Override
    protected String error(int status, String message) {
        return Json.object().put("detail", message).toString();
    }

    @Test
    void request_isThatOfNvidiasClient() {
        try (EmbeddingFunction function = open()) {
            function.embedQuery("hello");
        }
        assertThat(service.asked().get(0).json()).isEqualTo(Json.read("""
                        {"input": ["hello"], "model": "some-model", "encoding_format": "float",
                         "input_type": "query", "truncate": "NONE"}""".getBytes()));
    }

    @Test
    void textTooLong_isRefusedUnlessTruncationSaysOtherwise() {
        try (EmbeddingFunction function = open()) {
            assertThatThrownBy(() -> function.embedDocuments(List.of("short", "too long ...")))
                    .satisfies(hasReason(Reason.INVALID_REQUEST))
                    .hasMessageContaining("Input length 548 exceeds maximum allowed token size 512");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"START", "END"})
    void truncation_isSent(Truncation truncation) {
        try (EmbeddingFunction function = open(options().truncation(truncation))) {
            assertThat(function.embedQuery("too long ...")).containsExactly(vector("too long ..."));
        }
        assertThat(service.asked().get(0).json().path("truncate").asText()).isEqualTo(truncation.name());
    }

    @Test
    void requestDimensions_isSent() {
        try (EmbeddingFunction function = open(undeclared().requestDimensions(DIMENSIONS))) {
            function.embedQuery("hello");
        }
        assertThat(service.asked().get(0).json().path("dimensions").asInt()).isEqualTo(DIMENSIONS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/v1", "/v1/"})
    void baseUrl_withOrWithoutV1_isTheSame(String path) {
        try (EmbeddingFunction function = open(options().baseUrl(URI.create(service.url() + path)))) {
            assertThat(function.embedQuery("hello")).containsExactly(vector("hello"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/embeddings", "/v1/ranking", "/v1?a=b", "/v1#c"})
    void baseUrl_ofARequest_isRefused(String path) {
        assertThatThrownBy(() -> open(options().baseUrl(URI.create(service.url() + path))))
                .satisfies(hasReason(Reason.INVALID_REQUEST));
    }

    @Test
    void key_ofTheOtherVariable_isTaken() {
        Map<String, String> variables =
                Map.of("NVIDIA_API_KEY", KEY, "NVIDIA_BASE_URL", service.url().toString());

        try (EmbeddingFunction function =
                provider(variables::get).create(Embeddings.model(model()).dimensions(DIMENSIONS))) {
            assertThat(function.embedQuery("hello")).containsExactly(vector("hello"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"detail": "plain words"}                                                   | plain words
            {"detail": [{"loc": ["body", "input"], "msg": "Field required", "type": "x"}]} | Field required (body, input)
            {"status": 401, "title": "Unauthorized", "detail": "bad key"}               | bad key
            {"timestamp": 1, "path": "/", "status": 401, "error": "Unauthorized"}       | Unauthorized
            {"title": "Unauthorized"}                                                   | Unauthorized
            """)
    void errors_ofAllForms_areRead(String body, String message) {
        service.next(Reply.json(401, body));

        assertThat(failure(options())).hasMessageContaining(message);
    }

    @Test
    void error_inAHeaderAlone_isRead() {
        service.next(Reply.json(401, "").header("WWW-Authenticate", "Bearer error=\"invalid_token\""));

        assertThat(failure(options())).hasMessageContaining("invalid_token");
    }

    @Test
    void hosted_notYet_isAskedForUntilItIsThere() {
        service.next(
                Reply.json(202, "").header("NVCF-REQID", "id-1"),
                Reply.json(202, "").header("NVCF-REQID", "id-1"),
                Reply.json(200, answer(List.of(new Item(0, vector("hello"))))));

        try (EmbeddingFunction function = hosted().create(options())) {
            assertThat(function.embedQuery("hello")).containsExactly(vector("hello"));
        }

        assertThat(service.asked())
                .extracting(asked -> asked.method() + " " + asked.uri())
                .containsExactly("POST /v1/embeddings", "GET /pexec/status/id-1", "GET /pexec/status/id-1");
        assertThat(service.asked())
                .allMatch(asked -> asked.header("Authorization").equals("Bearer " + KEY));
    }

    @Test
    void hosted_requestIdThatIsAPath_isNotFollowed() {
        service.next(Reply.json(202, "").header("NVCF-REQID", "../../other"));

        try (EmbeddingFunction function = hosted().create(options())) {
            assertThatThrownBy(() -> function.embedQuery("hello")).satisfies(hasReason(Reason.INVALID_RESPONSE));
        }
    }

    @Test
    void ownServer_notYet_isNotAskedForAtNvidia() {
        service.next(Reply.json(202, "").header("NVCF-REQID", "id-1"));

        assertThat(failure(options()).reason()).isEqualTo(Reason.INVALID_RESPONSE);
        assertThat(service.asked()).hasSize(1);
    }

    @Test
    void hosted_oldModel_hasAnAddressOfItsOwn() {
        service.next(this::answered);
        ModelOptions options = Embeddings.model("nvidia_nim/ai-embed-qa-4")
                .apiKey(KEY)
                .baseUrl(URI.create(service.url() + "/v1"))
                .dimensions(DIMENSIONS);

        try (EmbeddingFunction function = hosted().create(options)) {
            function.embedQuery("hello");
        }

        assertThat(service.asked().get(0).uri()).hasToString("/v1/retrieval/nvidia/embeddings");
        assertThat(service.asked().get(0).json().path("model").asText()).isEqualTo("NV-Embed-QA");
    }

    @Test
    void endpoint_replacesTheAddress() {
        service.next(this::answered);

        try (EmbeddingFunction function = open(options().option("endpoint", service.url() + "/x/y"))) {
            function.embedQuery("hello");
        }

        assertThat(service.asked().get(0).uri()).hasToString("/x/y");
    }

    @Test
    void listModels_givesFullNames() {
        service.next(Reply.json(200, "{\"data\": [{\"id\": \"b/c\", \"root\": \"b/c\"}, {\"id\": \"a\"}]}"));

        assertThat(provider(name -> null).listModels(options())).containsExactly("nvidia_nim/a", "nvidia_nim/b/c");
        assertThat(service.asked().get(0).uri()).hasToString("/v1/models");
    }
}
