package io.github.jtidb.embedding.internal.http;

import static io.github.jtidb.embedding.internal.Reasons.hasReason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.EmbeddingProvider;
import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.Reranker;
import io.github.jtidb.embedding.Reranker.Result;
import io.github.jtidb.embedding.Truncation;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.http.FakeService.Asked;
import io.github.jtidb.embedding.internal.http.FakeService.Reply;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every provider must do for a model that ranks. The loopback server wants exactly the request that the service's
 * documents describe; a document's relevance is the number in it.
 */
public abstract class RerankContract {

    private static final String KEY = "k3y-0f-th3-c0ntract-zq81";

    private FakeService service;

    /** A new provider that sees these variables alone. */
    protected abstract EmbeddingProvider provider(Environment environment);

    /** The full name of a model. */
    protected abstract String model();

    /** What is put behind the server's address to make the base URL. */
    protected abstract String basePath();

    /** Where requests go. */
    protected abstract String path();

    /** The whole request as JSON. */
    protected abstract String request(String query, List<String> documents, int topN);

    /** The documents of a request. */
    protected JsonNode documents(JsonNode request) {
        return request.path("documents");
    }

    /** How many results a request wants. */
    protected int topN(JsonNode request) {
        return request.path("top_n").asInt();
    }

    /** How many documents a request may carry. */
    protected abstract int mostDocuments();

    /** An answer with these results, each of them an object with {@code index} and {@code relevance_score}. */
    protected abstract String answer(ArrayNode results);

    /** An error in the form of the service. */
    protected abstract String error(String message);

    /** An option that means something to this provider, but not to its rerankers. */
    protected abstract ModelOptions withForeignOption(ModelOptions options);

    @BeforeEach
    void start() throws Exception {
        service = new FakeService(this::rank);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private Reply rank(Asked asked) {
        if (!asked.method().equals("POST") || !asked.uri().toString().equals(path())) {
            return Reply.of(404, "text/html", "<html>nothing here</html>");
        }
        if (!asked.header("Authorization").equals("Bearer " + KEY)) {
            return Reply.json(401, error("Invalid key"));
        }
        JsonNode documents = documents(asked.json());
        if (documents.size() > mostDocuments()) {
            return Reply.json(400, error("Too many documents"));
        }
        List<Result> results = new ArrayList<>();
        documents.forEach(document -> results.add(new Result(results.size(), Double.parseDouble(document.asText()))));
        results.sort(Comparator.comparingDouble(Result::score).reversed());
        return Reply.json(200, answer(array(results.subList(0, topN(asked.json())))));
    }

    private static ArrayNode array(List<Result> results) {
        ArrayNode array = Json.array(List.of());
        results.forEach(
                result -> array.addObject().put("index", result.index()).put("relevance_score", result.score()));
        return array;
    }

    private ModelOptions options() {
        return Embeddings.model(model()).apiKey(KEY).baseUrl(URI.create(service.url() + basePath()));
    }

    private Reranker reranker() {
        return provider(name -> null).createReranker(options());
    }

    @Test
    void rerank_sendsTheDocumentedRequest() {
        List<Result> results = reranker().rerank("what?", List.of("0.3", "0.9", "0.7"), 2);

        assertThat(results).containsExactly(new Result(1, 0.9), new Result(2, 0.7));
        assertThat(service.asked())
                .singleElement()
                .satisfies(asked -> assertThat(asked.json())
                        .isEqualTo(Json.read(request("what?", List.of("0.3", "0.9", "0.7"), 2)
                                .getBytes())));
    }

    @Test
    void rerank_moreThanARequestCarries_isRankedAsOneList() {
        List<String> documents = IntStream.range(0, 2 * mostDocuments() + 1)
                .mapToObj(i -> "0." + (10_000 + i))
                .toList();

        assertThat(reranker().rerank("what?", documents, 3))
                .extracting(Result::index)
                .containsExactly(2 * mostDocuments(), 2 * mostDocuments() - 1, 2 * mostDocuments() - 2);
        assertThat(service.asked()).hasSize(3);
    }

    @Test
    void rerank_passingFailure_isTriedAgain() {
        service.next(Reply.json(429, error("later")).header("Retry-After", "0"));

        assertThat(reranker().rerank("what?", List.of("1"), 1)).containsExactly(new Result(0, 1));
    }

    @Test
    void rerank_wrongKey_isUnauthorized() {
        Reranker reranker = provider(name -> null).createReranker(options().apiKey("wr0ng-k3y-91827364"));

        assertThatThrownBy(() -> reranker.rerank("what?", List.of("1"), 1))
                .satisfies(hasReason(Reason.UNAUTHORIZED))
                .hasMessageContaining(model())
                .hasMessageNotContaining("wr0ng");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "0 1", "0 1 0 2", "0 1 2 2", "0 1 1 x",
            })
    void rerank_wrongAnswer_isRefused(String indexesAndScores) {
        ArrayNode results = Json.array(List.of());
        String[] words = indexesAndScores.isEmpty() ? new String[0] : indexesAndScores.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            var result = results.addObject().put("index", Integer.parseInt(words[i]));
            if (!words[i + 1].equals("x")) {
                result.put("relevance_score", Integer.parseInt(words[i + 1]));
            }
        }
        service.next(Reply.json(200, answer(results)), Reply.json(200, "{}"));

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> reranker().rerank("what?", List.of("1", "2"), 2))
                    .satisfies(hasReason(Reason.INVALID_RESPONSE));
        }
    }

    @Test
    void optionThatMeansNothingToARanking_isRefused() {
        for (ModelOptions options : List.of(
                options().requestDimensions(8), options().truncation(Truncation.START), withForeignOption(options()))) {
            assertThatThrownBy(() -> provider(name -> null).createReranker(options))
                    .satisfies(hasReason(Reason.INVALID_REQUEST));
        }
    }
}
