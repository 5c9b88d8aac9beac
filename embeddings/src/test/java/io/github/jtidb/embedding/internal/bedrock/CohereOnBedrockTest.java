package io.github.jtidb.embedding.internal.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.Truncation;
import io.github.jtidb.embedding.internal.http.FakeService.Asked;
import io.github.jtidb.embedding.internal.http.FakeService.Reply;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cohere's models as Bedrock serves them. */
class CohereOnBedrockTest extends BedrockContract {

    private static final String V3 = "bedrock/cohere.embed-multilingual-v3";

    @Override
    protected String model() {
        return "bedrock/us.cohere.embed-v4:0";
    }

    @Override
    protected String basePath() {
        return "/behind/a/gateway/";
    }

    @Override
    protected int batchCap() {
        return 96;
    }

    @Override
    protected @Nullable Reply refusalByModel(Asked asked) {
        JsonNode body = asked.json();
        boolean v4 = asked.uri().getRawPath().equals("/behind/a/gateway/model/us.cohere.embed-v4%3A0/invoke");
        assertThat(v4 || asked.uri().getRawPath().equals("/behind/a/gateway/model/cohere.embed-multilingual-v3/invoke"))
                .isTrue();
        if (!body.path("input_type").isTextual() || body.has("texts") == body.has("images")) {
            return FakeBedrock.malformed("#: required key [input_type] or [texts] not found");
        }
        if (body.path("texts").size() > 96 || body.path("images").size() > (v4 ? 96 : 1)) {
            return FakeBedrock.malformed("#/texts: expected maximum item count: 96");
        }
        for (JsonNode text : body.path("texts")) {
            if (!v4 && text.asText().length() > 2048) {
                return FakeBedrock.malformed("#/texts/0: expected maxLength: 2048, actual: "
                        + text.asText().length());
            }
        }
        List<String> truncations = v4 ? List.of("", "NONE", "LEFT", "RIGHT") : List.of("", "NONE", "START", "END");
        if (!truncations.contains(body.path("truncate").asText())) {
            return FakeBedrock.malformed("#/truncate: is not a valid enum value");
        }
        Set<String> known = Set.of("input_type", "texts", "images", "truncate", "embedding_types");
        Set<String> knownV4 =
                Set.of("input_type", "texts", "images", "truncate", "embedding_types", "output_dimension");
        return FakeBedrock.refuseUnknownFields(asked, v4 ? knownV4 : known);
    }

    @Override
    protected List<String> texts(Asked asked) {
        return asked.json().path("texts").valueStream().map(JsonNode::asText).toList();
    }

    @Override
    protected String side(Asked asked) {
        return asked.json().path("input_type").asText();
    }

    @Override
    protected List<String> sides() {
        return List.of("search_query", "search_document");
    }

    @Override
    protected String answer(List<Item> items) {
        return "{\"embeddings\":{\"float\":"
                + items.stream().map(item -> Arrays.toString(item.vector())).toList()
                + "},\"id\":\"x\",\"response_type\":\"embeddings_by_type\",\"texts\":[]}";
    }

    @Test
    void version3_answersInAListOfLists() {
        service.next(Reply.json(
                200,
                "{\"embeddings\":[" + Arrays.toString(vector("a")) + "," + Arrays.toString(vector("b"))
                        + "],\"id\":\"x\",\"response_type\":\"embeddings_floats\",\"texts\":[\"a\",\"b\"]}"));

        try (EmbeddingFunction function = open(version3())) {
            assertVectors(function.embedDocuments(List.of("a", "b")), List.of("a", "b"));
        }
        assertThat(service.asked().get(0).json())
                .hasToString("{\"input_type\":\"search_document\",\"texts\":[\"a\",\"b\"]}");
    }

    @ParameterizedTest
    @CsvSource({"NONE, NONE, NONE", "START, LEFT, START", "END, RIGHT, END"})
    void truncation_hasAnotherNameInEachVersion(Truncation truncation, String inV4, String inV3) {
        try (EmbeddingFunction v4 = open(options().truncation(truncation));
                EmbeddingFunction v3 = open(version3().truncation(truncation))) {
            v4.embedQuery("hello");
            v3.embedQuery("hello");
        }
        assertThat(service.asked())
                .extracting(asked -> asked.json().path("truncate").asText())
                .containsExactly(inV4, inV3);
    }

    @Test
    void version3_cutsWhatBedrockRefusesForItsLength_ifCuttingIsAskedFor() {
        // A zebra is two chars, which must not be torn apart.
        String text = "a".repeat(2047) + "🦓" + "b".repeat(2047);

        try (EmbeddingFunction end = open(version3().truncation(Truncation.END));
                EmbeddingFunction start = open(version3().truncation(Truncation.START));
                EmbeddingFunction none = open(version3())) {
            end.embedQuery(text);
            start.embedQuery(text);
            assertThatThrownBy(() -> none.embedQuery(text)).hasMessageContaining("maxLength: 2048");
        }
        assertThat(service.asked())
                .extracting(asked -> texts(asked).get(0))
                .containsExactly("a".repeat(2047), "b".repeat(2047), text);
    }

    @Test
    void requestDimensions_areForVersion4Alone() {
        service.next(Reply.json(200, "{\"embeddings\":{\"float\":[" + Arrays.toString(new float[256]) + "]}}"));

        try (EmbeddingFunction function = open(undeclared().requestDimensions(256))) {
            assertThat(function.embedQuery("hello")).hasSize(256);
        }
        assertThat(service.asked().get(0).json().path("output_dimension").asInt())
                .isEqualTo(256);
        assertThatThrownBy(() -> open(version3().requestDimensions(DIMENSIONS))).hasMessageContaining("usual length");
    }

    private ModelOptions version3() {
        return Embeddings.model(V3)
                .apiKey(KEY)
                .baseUrl(options().baseUrl().orElseThrow())
                .dimensions(DIMENSIONS);
    }
}
