package io.github.jtidb.embedding.internal.nvidia;

import static io.github.jtidb.embedding.internal.Reasons.hasReason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scores each passage by the number in it, as NIM's ranking answers. */
class NvidiaRankingTest {

    private FakeService service;

    @BeforeEach
    void start() throws Exception {
        service = new FakeService(NvidiaRankingTest::rank);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private static Reply rank(Asked asked) {
        ObjectNode answer = Json.object();
        ArrayNode rankings = answer.putArray("rankings");
        int index = 0;
        for (var passage : asked.json().path("passages")) {
            rankings.addObject()
                    .put("index", index++)
                    .put("logit", Integer.parseInt(passage.path("text").asText()) - 10.5);
        }
        return Reply.json(200, answer.toString());
    }

    private ModelOptions options() {
        return Embeddings.model("nvidia_nim/nvidia/llama-3.2-nv-rerankqa-1b-v2")
                .apiKey("k3y")
                .baseUrl(service.url());
    }

    private Reranker reranker(ModelOptions options) {
        return new NvidiaProvider(NvidiaService.HOSTED, name -> null).createReranker(options);
    }

    @Test
    void rerank_sendsQueryAndPassages() {
        List<Reranker.Result> results =
                reranker(options().truncation(Truncation.END)).rerank("what?", List.of("3", "30", "7"), 2);

        assertThat(results).containsExactly(new Reranker.Result(1, 19.5), new Reranker.Result(2, -3.5));
        assertThat(service.asked().get(0).uri()).hasToString("/v1/ranking");
        assertThat(service.asked().get(0).json()).isEqualTo(Json.read("""
                        {"model": "nvidia/llama-3.2-nv-rerankqa-1b-v2", "query": {"text": "what?"},
                         "passages": [{"text": "3"}, {"text": "30"}, {"text": "7"}], "truncate": "END"}""".getBytes()));
    }

    @Test
    void rerank_moreThanARequestCarries_isRankedAsOneList() {
        List<String> documents =
                IntStream.range(0, 70).mapToObj(i -> "" + i).collect(java.util.stream.Collectors.toList());
        Collections.reverse(documents);

        assertThat(reranker(options()).rerank("what?", documents, 3))
                .extracting(Reranker.Result::index)
                .containsExactly(0, 1, 2);
        assertThat(service.asked())
                .extracting(asked -> asked.json().path("passages").size())
                .containsExactly(32, 32, 6);
    }

    @Test
    void hosted_modelHasAnAddressOfItsOwn() {
        String url = service.url().toString();
        NvidiaService hosted = new NvidiaService(url + "/v1", url + "/v1/retrieval/nvidia", url + "/status");

        new NvidiaProvider(hosted, name -> null).createReranker(options()).rerank("what?", List.of("1"), 1);

        assertThat(service.asked().get(0).uri())
                .hasToString("/v1/retrieval/nvidia/llama-3_2-nv-rerankqa-1b-v2/reranking");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"rankings\": []}",
                "{\"rankings\": [{\"index\": 0, \"logit\": 1}]}",
                "{\"rankings\": [{\"index\": 0, \"logit\": 1}, {\"index\": 0, \"logit\": 2}]}",
                "{\"rankings\": [{\"index\": 0, \"logit\": 1}, {\"index\": 2, \"logit\": 2}]}",
                "{\"rankings\": [{\"index\": 0, \"logit\": 1}, {\"index\": 1, \"logit\": NaN}]}",
                "{\"rankings\": [{\"index\": 0, \"logit\": 1}, {\"index\": 1}]}"
            })
    void wrongAnswer_isRefused(String body) {
        service.next(Reply.json(200, body));

        assertThatThrownBy(() -> reranker(options()).rerank("what?", List.of("1", "2"), 2))
                .satisfies(hasReason(Reason.INVALID_RESPONSE));
    }

    @Test
    void optionOfVectors_isRefused() {
        assertThatThrownBy(() -> reranker(options().requestDimensions(8)))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("requestDimensions");
    }

    @Test
    void topN_outOfRange_isRefused() {
        Reranker reranker = reranker(options());

        assertThatThrownBy(() -> reranker.rerank("what?", List.of("1"), 2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reranker.rerank("what?", List.of("1"), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(service.asked()).isEmpty();
    }
}
