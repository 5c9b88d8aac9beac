package io.github.jtidb.embedding.internal.cohere;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.embedding.EmbeddingProvider;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.Truncation;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.http.Json;
import io.github.jtidb.embedding.internal.http.RerankContract;
import java.util.List;

class CohereRerankTest extends RerankContract {

    @Override
    protected EmbeddingProvider provider(Environment environment) {
        return new CohereProvider(environment);
    }

    @Override
    protected String model() {
        return "cohere/rerank-v3.5";
    }

    @Override
    protected String basePath() {
        return "";
    }

    @Override
    protected String path() {
        return "/v2/rerank";
    }

    @Override
    protected String request(String query, List<String> documents, int topN) {
        ObjectNode request =
                Json.object().put("model", "rerank-v3.5").put("query", query).put("top_n", topN);
        request.set("documents", Json.array(documents));
        return request.toString();
    }

    @Override
    protected int mostDocuments() {
        return 1000;
    }

    @Override
    protected String answer(ArrayNode results) {
        ObjectNode answer = Json.object().put("id", "x");
        answer.set("results", results);
        answer.putObject("meta");
        return answer.toString();
    }

    @Override
    protected String error(String message) {
        return Json.object().put("id", "x").put("message", message).toString();
    }

    @Override
    protected ModelOptions withForeignOption(ModelOptions options) {
        return options.truncation(Truncation.END);
    }
}
