package io.github.jtidb.embedding.internal.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.embedding.Reranker;
import io.github.jtidb.embedding.internal.http.ApiRequest;
import io.github.jtidb.embedding.internal.http.Connection;
import io.github.jtidb.embedding.internal.http.Json;
import io.github.jtidb.embedding.internal.http.RerankApi;
import java.net.URI;
import java.util.List;

/**
 * {@code POST /rerank}: all texts come back with a score, from 0 to 1 unless {@code extraBody} has {@code raw_scores}. Immutable.
 *
 * @param further the fields beside query and texts
 */
record TextRanking(URI uri, ObjectNode further) implements RerankApi {

    /** What a server takes by default. */
    private static final int TEXTS = 32;

    static TextRanking of(Connection connection, URI uri) {
        ObjectNode further = Json.object();
        FeatureExtraction.truncate(connection.options(), further);
        further.setAll(connection.extraBody());
        return new TextRanking(uri, further);
    }

    @Override
    public int mostDocuments() {
        return TEXTS;
    }

    @Override
    public ApiRequest request(String query, List<String> documents, int topN) {
        ObjectNode body = Json.object().put("query", query);
        body.set("texts", Json.array(documents));
        body.setAll(further);
        return ApiRequest.post(uri, body);
    }

    @Override
    public List<Reranker.Result> read(JsonNode answer) {
        return RerankApi.results(answer, "index", "score");
    }
}
