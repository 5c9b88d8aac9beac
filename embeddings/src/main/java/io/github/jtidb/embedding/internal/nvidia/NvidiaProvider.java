package io.github.jtidb.embedding.internal.nvidia;

import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.Reranker;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.http.ApiRequest;
import io.github.jtidb.embedding.internal.http.Connection;
import io.github.jtidb.embedding.internal.http.ModelList;
import io.github.jtidb.embedding.internal.http.RemoteEmbeddingFunction;
import io.github.jtidb.embedding.internal.http.RemoteProvider;
import io.github.jtidb.embedding.internal.http.RemoteReranker;
import java.util.List;
import java.util.Map;

/**
 * NVIDIA NIM, hosted or at a {@code baseUrl}. A text that is too long is refused unless {@code truncation} says otherwise.
 * Written after NVIDIA's documents and what its client for LangChain sends; not tried on the real service. Thread-safe.
 */
public final class NvidiaProvider extends RemoteProvider {

    /** Names from the time of the preview, which tutorials still have. */
    private static final Map<String, String> ALIASES = Map.of("ai-embed-qa-4", "NV-Embed-QA");

    private final NvidiaService service;

    /** For the service loader. */
    public NvidiaProvider() {
        this(NvidiaService.HOSTED, Environment.SYSTEM);
    }

    NvidiaProvider(NvidiaService service, Environment environment) {
        super(service.id(), environment);
        this.service = service;
    }

    @Override
    public EmbeddingFunction create(ModelOptions options) {
        Connection connection = connect(service, options);
        String model = name(options);
        return new RemoteEmbeddingFunction(
                connection,
                NvidiaEmbeddings.of(connection, NvidiaAddress.embeddings(service, connection, model), model));
    }

    @Override
    public Reranker createReranker(ModelOptions options) {
        Connection connection = connect(service, options);
        String model = name(options);
        return new RemoteReranker(
                connection, NvidiaRanking.of(connection, NvidiaAddress.ranking(service, connection, model), model));
    }

    @Override
    public List<String> listModels(ModelOptions options) {
        Connection connection = connect(service, options);
        return connection.ask(
                ApiRequest.get(NvidiaAddress.at(connection, "/models")),
                List.of(),
                response -> ModelList.names(id(), response.json().path("data"), "id"));
    }

    private String name(ModelOptions options) {
        String model = modelId(options);
        return ALIASES.getOrDefault(model, model);
    }
}
