package io.github.jtidb.embedding.internal.jina;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.embedding.EmbeddingProvider;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.http.Json;
import io.github.jtidb.embedding.internal.http.RerankContract;
import java.util.List;

class JinaRerankTest extends RerankContract {

    @Override
    protected EmbeddingProvider provider(Environment environment) {
        return new JinaProvider(environment);
    }

    @Override
    protected String model() {
        return "jina_ai/jina-reranker-v2-base-multilingual";
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
        ObjectNode request = Json.object()
                .put("model", "jina-reranker-v2-base-multilingual")
                .put("query", query)
                .put("top_n", topN)
                .put("return_documents", false);
        request.set("documents", Json.array(documents));
        return request.toString();
    }

    @Override
    protected int mostDocuments() {
        return 512;
    }

    @Override
    protected String answer(ArrayNode results) {
        ObjectNode answer = Json.object();
        answer.set("results", results);
        answer.putObject("usage").put("total_tokens", 15);
        return answer.toString();
    }

    @Override
    protected String error(String message) {
        return Json.object().put("detail", message).toString();
    }

    @Override
    protected ModelOptions withForeignOption(ModelOptions options) {
        return options.option("queryTask", "retrieval.query");
    }
}
