package io.github.jtidb.embedding.internal.dashscope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.embedding.EmbeddingProvider;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.http.Json;
import io.github.jtidb.embedding.internal.http.RerankContract;
import java.util.List;

class DashScopeRerankTest extends RerankContract {

    @Override
    protected EmbeddingProvider provider(Environment environment) {
        return new DashScopeProvider(environment);
    }

    @Override
    protected String model() {
        return "dashscope/gte-rerank-v2";
    }

    @Override
    protected String basePath() {
        return "/api/v1";
    }

    @Override
    protected String path() {
        return "/api/v1/services/rerank/text-rerank/text-rerank";
    }

    @Override
    protected String request(String query, List<String> documents, int topN) {
        ObjectNode request = Json.object().put("model", "gte-rerank-v2");
        request.putObject("input").put("query", query).set("documents", Json.array(documents));
        request.putObject("parameters").put("top_n", topN).put("return_documents", false);
        return request.toString();
    }

    @Override
    protected JsonNode documents(JsonNode request) {
        return request.path("input").path("documents");
    }

    @Override
    protected int topN(JsonNode request) {
        return request.path("parameters").path("top_n").asInt();
    }

    @Override
    protected int mostDocuments() {
        return 500;
    }

    @Override
    protected String answer(ArrayNode results) {
        ObjectNode answer = Json.object().put("request_id", "x");
        answer.putObject("output").set("results", results);
        answer.putObject("usage").put("total_tokens", 15);
        return answer.toString();
    }

    @Override
    protected String error(String message) {
        return Json.object()
                .put("code", "SomeCode")
                .put("message", message)
                .put("request_id", "x")
                .toString();
    }

    @Override
    protected ModelOptions withForeignOption(ModelOptions options) {
        return options.option("queryTask", "query");
    }
}
