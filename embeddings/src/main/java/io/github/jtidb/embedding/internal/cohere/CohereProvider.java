package io.github.jtidb.embedding.internal.cohere;

import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.Reranker;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.http.Connection;
import io.github.jtidb.embedding.internal.http.Json;
import io.github.jtidb.embedding.internal.http.ModelList;
import io.github.jtidb.embedding.internal.http.Paged;
import io.github.jtidb.embedding.internal.http.PlainReranking;
import io.github.jtidb.embedding.internal.http.RemoteEmbeddingFunction;
import io.github.jtidb.embedding.internal.http.RemoteProvider;
import io.github.jtidb.embedding.internal.http.RemoteReranker;
import io.github.jtidb.embedding.internal.http.Service;
import io.github.jtidb.embedding.internal.http.Tasks;
import java.util.List;
import java.util.Set;

/**
 * Cohere by version 2 of its interface: models for texts and images, and for ranking. The paths begin with the version, so a
 * {@code baseUrl} ends before it. Of {@code truncation} the service takes every kind, and cuts the ends if nothing is said.
 * The options {@code queryTask} and {@code documentTask} are its {@code input_type}: {@code search_query} and {@code
 * search_document} unless set to {@code classification} or {@code clustering}. Written after Cohere's specification and what
 * its client sends; not tried on the real service. Thread-safe.
 */
public final class CohereProvider extends RemoteProvider implements Service {

    /** More are advised against, since an answer then takes long. */
    private static final int RANKED_DOCUMENTS = 1000;

    /** For the service loader. */
    public CohereProvider() {
        this(Environment.SYSTEM);
    }

    CohereProvider(Environment environment) {
        super("cohere", environment);
    }

    @Override
    public String url() {
        return "https://api.cohere.com";
    }

    @Override
    public List<String> urlVariables() {
        return List.of("CO_API_URL");
    }

    @Override
    public List<String> keyVariables() {
        return List.of("COHERE_API_KEY", "CO_API_KEY");
    }

    @Override
    public Set<String> ownOptions() {
        return Tasks.OPTIONS;
    }

    /** Cohere's own client tries again after a conflict. */
    @Override
    public boolean passes(int status) {
        return status == 409;
    }

    @Override
    public EmbeddingFunction create(ModelOptions options) {
        Connection connection = connect(this, options);
        return new RemoteEmbeddingFunction(connection, CohereEmbeddings.of(connection, modelId(options)));
    }

    @Override
    public Reranker createReranker(ModelOptions options) {
        Connection connection = connect(this, options);
        connection.refuse(Set.of("truncation"));
        connection.refuse(Tasks.OPTIONS);
        return new RemoteReranker(
                connection,
                new PlainReranking(
                        connection.at("/v2/rerank"),
                        modelId(options),
                        RANKED_DOCUMENTS,
                        "top_n",
                        "results",
                        Json.object()));
    }

    @Override
    public List<String> listModels(ModelOptions options) {
        Connection connection = connect(this, options);
        Paged models = new Paged("/v1/models?endpoint=embed&page_size=1000", "models", "next_page_token", "page_token");
        return ModelList.names(id(), models.all(connection), "name");
    }
}
