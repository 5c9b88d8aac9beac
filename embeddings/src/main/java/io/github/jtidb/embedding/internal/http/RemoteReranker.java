package io.github.jtidb.embedding.internal.http;

import io.github.jtidb.embedding.Reranker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A model of a service that ranks texts. More texts than a request may carry are sent in several, one after the other, whose
 * scores are comparable since such models score each text by itself. Its text form holds no key. Thread-safe.
 */
public final class RemoteReranker implements Reranker {

    private final Connection connection;
    private final RerankApi api;
    private final int most;

    /**
     * A reranker that asks the service as the API says.
     *
     * @throws io.github.jtidb.embedding.EmbeddingException if an option means nothing to a reranker
     */
    public RemoteReranker(Connection connection, RerankApi api) {
        OptionChecks.checkReranker(connection.options());
        this.connection = connection;
        this.api = api;
        most = connection.options().maxBatchSize().orElse(api.mostDocuments());
    }

    @Override
    public List<Result> rerank(String query, List<String> documents, int topN) {
        if (topN < 1 || topN > documents.size()) {
            throw new IllegalArgumentException(
                    "topN: expected 1 to " + documents.size() + ", the number of documents, got " + topN + ".");
        }
        List<Result> all = new ArrayList<>();
        Call call = connection.begin();
        try {
            for (int start = 0; start < documents.size(); start += most) {
                List<String> batch = documents.subList(start, Math.min(documents.size(), start + most));
                for (Result result : ask(call, query, batch, Math.min(topN, batch.size()))) {
                    all.add(new Result(start + result.index(), result.score()));
                }
            }
        } finally {
            connection.end(call);
        }
        all.sort(Comparator.comparingDouble(Result::score).reversed());
        return List.copyOf(all.subList(0, topN));
    }

    private List<Result> ask(Call call, String query, List<String> documents, int topN) {
        List<String> texts = new ArrayList<>(documents);
        texts.add(query);
        return new Exchange(connection, call, api.request(query, documents, topN), texts, documents.size())
                .run(
                        response -> checked(api.read(response.json()), documents.size(), topN),
                        any -> OptionalLong.empty());
    }

    private static List<Result> checked(List<Result> results, int documents, int topN) {
        Set<Integer> indexes = new HashSet<>();
        for (Result result : results) {
            if (result.index() < 0 || result.index() >= documents || !indexes.add(result.index())) {
                throw new InvalidAnswerException(
                        "a result whose index is not one of " + documents + " documents, or twice");
            }
            if (!Double.isFinite(result.score())) {
                throw new InvalidAnswerException("a score that is no finite number");
            }
        }
        if (results.size() < topN) {
            throw new InvalidAnswerException(results.size() + " results where " + topN + " were asked for");
        }
        return results;
    }

    @Override
    public String toString() {
        return "Reranker[" + connection + "]";
    }
}
