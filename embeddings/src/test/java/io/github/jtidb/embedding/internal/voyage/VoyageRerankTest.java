package io.github.jtidb.embedding.internal.voyage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.embedding.EmbeddingProvider;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.http.Json;
import io.github.jtidb.embedding.internal.http.RerankContract;
import java.util.List;

class VoyageRerankTest extends RerankContract {

    @Override
    protected EmbeddingProvider provider(Environment environment) {
        return new VoyageProvider(environment);
    }

    @Override
    protected String model() {
        return "voyage/rerank-2.5";
    }

    @Override
    protected String basePath() {
        return "/v1";
    }

    @Override
    protected String path() {
        return "/v1/rerank";
    }

    @Override
    protected String request(String query, List<String> documents, int topN) {
        ObjectNode request =
                Json.object().put("model", "rerank-2.5").put("query", query).put("top_k", topN);
        request.set("documents", Json.array(documents));
        return request.toString();
    }

    @Override
    protected int topN(JsonNode request) {
        return request.path("top_k").asInt();
    }

    @Override
    protected int mostDocuments() {
        return 1000;
    }

    @Override
    protected String answer(ArrayNode results) {
        ObjectNode answer = Json.object().put("object", "list");
        answer.set("data", results);
        answer.putObject("usage").put("total_tokens", 15);
        return answer.toString();
    }

    @Override
    protected String error(String message) {
        return Json.object().put("detail", message).toString();
    }

    @Override
    protected ModelOptions withForeignOption(ModelOptions options) {
        return options.option("queryTask", "query");
    }
}
