package io.github.jtidb.embedding.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jtidb.embedding.Reranker;
import java.util.List;

/** How one model is asked to rank texts: a provider's part of a reranker. Implementations are immutable. */
public interface RerankApi {

    /** How many texts one request may carry. */
    int mostDocuments();

    /**
     * A request for scores, without what {@link Connection} adds.
     *
     * @param topN how many results are wanted, 1 to the number of documents
     */
    ApiRequest request(String query, List<String> documents, int topN);

    /**
     * Reads the answer. How many results there are, their indexes and scores are checked by the caller.
     *
     * @throws InvalidAnswerException if it is not as documented
     */
    List<Reranker.Result> read(JsonNode answer);

    /** Results that stand in an array of objects, which is how most services answer. */
    static List<Reranker.Result> results(JsonNode items, String index, String score) {
        if (!items.isArray()) {
            throw new InvalidAnswerException("no list of results");
        }
        return items.valueStream()
                .map(item -> result(item.path(index), item.path(score)))
                .toList();
    }

    private static Reranker.Result result(JsonNode index, JsonNode score) {
        if (!index.canConvertToInt() || !score.isNumber()) {
            throw new InvalidAnswerException("a result without index or score");
        }
        return new Reranker.Result(index.intValue(), score.doubleValue());
    }
}
