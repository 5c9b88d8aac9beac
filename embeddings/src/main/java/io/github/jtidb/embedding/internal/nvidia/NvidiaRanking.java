package io.github.jtidb.embedding.internal.nvidia;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.embedding.Reranker;
import io.github.jtidb.embedding.internal.http.ApiRequest;
import io.github.jtidb.embedding.internal.http.Connection;
import io.github.jtidb.embedding.internal.http.Json;
import io.github.jtidb.embedding.internal.http.RerankApi;
import java.net.URI;
import java.util.List;

/**
 * Ranking: all passages come back with a logit, which is any number, not one from 0 to 1. Immutable.
 *
 * @param further the fields beside model, query and passages
 */
record NvidiaRanking(URI uri, String model, ObjectNode further) implements RerankApi {

    /** So many NVIDIA's client sends. */
    private static final int PASSAGES = 32;

    static NvidiaRanking of(Connection connection, URI uri, String model) {
        ObjectNode further = Json.object();
        connection.options().truncation().ifPresent(side -> further.put("truncate", side.name()));
        further.setAll(connection.extraBody());
        return new NvidiaRanking(uri, model, further);
    }

    @Override
    public int mostDocuments() {
        return PASSAGES;
    }

    @Override
    public ApiRequest request(String query, List<String> documents, int topN) {
        ObjectNode body = Json.object().put("model", model);
        body.putObject("query").put("text", query);
        ArrayNode passages = body.putArray("passages");
        documents.forEach(document -> passages.addObject().put("text", document));
        body.setAll(further);
        return ApiRequest.post(uri, body);
    }

    @Override
    public List<Reranker.Result> read(JsonNode answer) {
        return RerankApi.results(answer.path("rankings"), "index", "logit");
    }
}
