package io.github.jtidb.embedding.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.embedding.Reranker;
import java.net.URI;
import java.util.List;

/**
 * Ranking as Cohere began it and others do likewise: a query, documents, how many of the best are wanted; and an index and a
 * relevance for each of these. Immutable.
 *
 * @param mostDocuments how many texts one request may carry
 * @param topN the name of how many are wanted
 * @param results the name of the array of results
 * @param further the fields beside model, query, documents and how many
 */
public record PlainReranking(URI uri, String model, int mostDocuments, String topN, String results, ObjectNode further)
        implements RerankApi {

    @Override
    public ApiRequest request(String query, List<String> documents, int wanted) {
        ObjectNode body = Json.object().put("model", model).put("query", query);
        body.set("documents", Json.array(documents));
        body.put(topN, wanted).setAll(further);
        return ApiRequest.post(uri, body);
    }

    @Override
    public List<Reranker.Result> read(JsonNode answer) {
        return RerankApi.results(answer.path(results), "index", "relevance_score");
    }
}
