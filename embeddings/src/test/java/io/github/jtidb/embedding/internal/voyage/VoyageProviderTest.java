package io.github.jtidb.embedding.internal.voyage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.EmbeddingProvider;
import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.embedding.Truncation;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.http.FakeService;
import io.github.jtidb.embedding.internal.http.FakeService.Asked;
import io.github.jtidb.embedding.internal.http.FakeService.Reply;
import io.github.jtidb.embedding.internal.http.Json;
import io.github.jtidb.embedding.internal.http.OpenAiContract;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoyageProviderTest extends OpenAiContract {

    @Override
    protected EmbeddingProvider provider(Environment environment) {
        return new VoyageProvider(environment);
    }

    @Override
    protected String model() {
        return "voyage/" + MODEL;
    }

    @Override
    protected String keyVariable() {
        return "VOYAGE_API_KEY";
    }

    @Override
    protected int batchCap() {
        return 1000;
    }

    @Override
    protected @Nullable Reply refusal(Asked asked) {
        Reply refusal = refusal(
                asked, "/v1/embeddings", Set.of("model", "input", "input_type", "truncation", "output_dimension"));
        if (refusal != null) {
            return refusal;
        }
        return asked.json().path("input").size() > 1000
                ? Reply.json(400, error(400, "The batch size limit is 1000."))
                : null;
    }

    @Override
    protected String side(Asked asked) {
        return asked.json().path("input_type").asText();
    }

    @Override
    protected List<String> sides() {
        return List.of("query", "document");
    }

    @Override
    protected String error(int status, String message) {
        return Json.object().put("detail", message).toString();
    }

    @Test
    void request_hasWhatIsAskedForOnly() {
        try (EmbeddingFunction function = open()) {
            function.embedQuery("hello");
            assertThat(function.embedsImages()).isFalse();
        }
        assertThat(service.asked().get(0).json())
                .isEqualTo(Json.read(
                        "{\"model\": \"some-model\", \"input_type\": \"query\", \"input\": [\"hello\"]}".getBytes()));
    }

    @ParameterizedTest
    @CsvSource({"END, true", "NONE, false"})
    void truncationAndRequestDimensions_areSent(Truncation truncation, boolean sent) {
        try (EmbeddingFunction function =
                open(undeclared().requestDimensions(DIMENSIONS).truncation(truncation))) {
            assertThat(function.embedQuery("hello")).containsExactly(vector("hello"));
        }
        JsonNode body = service.asked().get(0).json();
        assertThat(body.path("truncation").asBoolean(!sent)).isEqualTo(sent);
        assertThat(body.path("output_dimension").asInt()).isEqualTo(DIMENSIONS);
    }

    @Test
    void truncationOfTheBeginning_isRefused() {
        assertThatThrownBy(() -> open(options().truncation(Truncation.START)))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("END");
    }

    /** Ten texts of about 33,000 tokens, by the estimate. */
    @ParameterizedTest
    @CsvSource({"voyage-4-large, 4", "voyage-4, 2", "voyage-4-lite, 1", "voyage-x, 4"})
    void tokens_limitABatch(String model, int requests) throws Exception {
        List<String> texts =
                IntStream.range(0, 10).mapToObj(i -> i + "a".repeat(100_000)).toList();
        try (FakeService any = new FakeService(this::answered);
                EmbeddingFunction function = open("voyage/" + model, any)) {
            assertVectors(function.embedDocuments(texts), texts);

            assertThat(any.asked()).hasSize(requests);
        }
    }

    @Test
    void mongoDb_needsAKeyToo() {
        assertThatThrownBy(() ->
                        open(Embeddings.model("voyage/voyage-4").baseUrl(URI.create("https://ai.mongodb.com/v1"))))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("VOYAGE_API_KEY");
    }
}
