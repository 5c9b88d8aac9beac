package io.github.jtidb.embedding.internal.huggingface;

import static io.github.jtidb.embedding.internal.Reasons.hasReason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.Reranker;
import io.github.jtidb.embedding.Truncation;
import io.github.jtidb.embedding.internal.http.FakeService;
import io.github.jtidb.embedding.internal.http.FakeService.Asked;
import io.github.jtidb.embedding.internal.http.FakeService.Reply;
import io.github.jtidb.embedding.internal.http.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scores each text by the number in it, as the reranker of Text Embeddings Inference answers. */
class TextRankingTest {

    private FakeService service;

    @BeforeEach
    void start() throws Exception {
        service = new FakeService(TextRankingTest::rank);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private static Reply rank(Asked asked) {
        if (asked.json().path("texts").size() > 32) {
            return Reply.json(422, "{\"error\": \"batch size > maximum allowed batch size 32\"}");
        }
        ArrayNode answer = Json.array(List.of());
        int index = 0;
        for (var text : asked.json().path("texts")) {
            answer.addObject().put("index", index++).put("score", Integer.parseInt(text.asText()) / 100.0);
        }
        return Reply.json(200, answer.toString());
    }

    private ModelOptions options() {
        return Embeddings.model("huggingface/BAAI/bge-reranker-base").baseUrl(service.url());
    }

    private Reranker reranker(ModelOptions options) {
        return new HuggingFaceProvider(name -> null).createReranker(options);
    }

    @Test
    void rerank_sendsQueryAndTexts() {
        ModelOptions options = options().truncation(Truncation.END).option("extraBody", Map.of("raw_scores", true));

        assertThat(reranker(options).rerank("what?", List.of("3", "30", "7"), 2))
                .containsExactly(new Reranker.Result(1, 0.3), new Reranker.Result(2, 0.07));
        assertThat(service.asked().get(0).uri()).hasToString("/rerank");
        assertThat(service.asked().get(0).json())
                .hasToString("{\"query\":\"what?\",\"texts\":[\"3\",\"30\",\"7\"],\"truncate\":true,"
                        + "\"truncation_direction\":\"right\",\"raw_scores\":true}");
    }

    @Test
    void rerank_moreThanARequestCarries_isRankedAsOneList() {
        List<String> documents = IntStream.range(0, 70).mapToObj(i -> "" + i).toList();

        assertThat(reranker(options()).rerank("what?", documents, 3))
                .extracting(Reranker.Result::index)
                .containsExactly(69, 68, 67);
        assertThat(service.asked())
                .extracting(asked -> asked.json().path("texts").size())
                .containsExactly(32, 32, 6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "[1, 2]", "[{\"index\": 0, \"score\": 1}]", "[{\"index\": 0}, {\"index\": 1}]"})
    void wrongAnswer_isRefused(String body) {
        service.next(Reply.json(200, body));

        assertThatThrownBy(() -> reranker(options()).rerank("what?", List.of("1", "2"), 2))
                .satisfies(hasReason(Reason.INVALID_RESPONSE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pooling", "queryPromptName", "documentPromptName"})
    void optionOfVectors_isRefused(String option) {
        assertThatThrownBy(() -> reranker(options().option(option, "mean")))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining(option);
    }
}
