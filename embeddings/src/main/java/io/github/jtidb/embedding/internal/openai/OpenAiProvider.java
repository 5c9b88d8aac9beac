package io.github.jtidb.embedding.internal.openai;

import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.http.ApiRequest;
import io.github.jtidb.embedding.internal.http.Connection;
import io.github.jtidb.embedding.internal.http.ModelList;
import io.github.jtidb.embedding.internal.http.RemoteEmbeddingFunction;
import io.github.jtidb.embedding.internal.http.RemoteProvider;
import java.net.URI;
import java.util.List;

/**
 * OpenAI, and every server that speaks like it: vLLM, LM Studio, LocalAI, DashScope's compatible mode and others by {@code
 * baseUrl}, Azure by its host name or the option {@code azure}. Written after the interface's specification and what the
 * official client sends; not tried on the real service. Thread-safe.
 */
public final class OpenAiProvider extends RemoteProvider {

    /** For the service loader. */
    public OpenAiProvider() {
        this(Environment.SYSTEM);
    }

    OpenAiProvider(Environment environment) {
        super("openai", environment);
    }

    @Override
    public EmbeddingFunction create(ModelOptions options) {
        Connection connection = connect(options);
        String model = modelId(options);
        URI embeddings = AzureAddress.isAzure(options)
                ? AzureAddress.embeddings(connection, model, environment())
                : connection.at("/embeddings");
        return new RemoteEmbeddingFunction(connection, OpenAiEmbeddings.of(connection, embeddings, model));
    }

    @Override
    public List<String> listModels(ModelOptions options) {
        Connection connection = connect(options);
        URI models = AzureAddress.isAzure(options) ? AzureAddress.models(connection) : connection.at("/models");
        return connection.ask(
                ApiRequest.get(models),
                List.of(),
                response -> ModelList.names(id(), response.json().path("data"), "id"));
    }

    private Connection connect(ModelOptions options) {
        return connect(AzureAddress.isAzure(options) ? OpenAiService.AZURE : OpenAiService.OPENAI, options);
    }
}
