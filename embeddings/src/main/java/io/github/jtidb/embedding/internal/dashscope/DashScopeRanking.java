package io.github.jtidb.embedding.internal.dashscope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.embedding.Reranker;
import io.github.jtidb.embedding.internal.http.ApiRequest;
import io.github.jtidb.embedding.internal.http.Connection;
import io.github.jtidb.embedding.internal.http.Json;
import io.github.jtidb.embedding.internal.http.RerankApi;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Models that rank texts. Immutable. */
record DashScopeRanking(URI uri, String model, Optional<String> instruct) implements RerankApi {

    static DashScopeRanking of(Connection connection, String model) {
        return new DashScopeRanking(
                connection.at("/services/rerank/text-rerank/text-rerank"),
                model,
                connection.option(DashScopeProvider.INSTRUCT));
    }

    @Override
    public int mostDocuments() {
        return model.contains("-vl-") ? 100 : 500;
    }

    @Override
    public ApiRequest request(String query, List<String> documents, int topN) {
        ObjectNode body = Json.object().put("model", model);
        body.putObject("input").put("query", query).set("documents", Json.array(documents));
        ObjectNode parameters = body.putObject("parameters").put("top_n", topN).put("return_documents", false);
        instruct.ifPresent(what -> parameters.put(DashScopeProvider.INSTRUCT, what));
        return ApiRequest.post(uri, body);
    }

    @Override
    public List<Reranker.Result> read(JsonNode answer) {
        return RerankApi.results(answer.path("output").path("results"), "index", "relevance_score");
    }
}
