package io.github.jtidb.embedding.internal.ollama;

import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.ModelInfo;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.internal.Catalogue;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.http.Connection;
import io.github.jtidb.embedding.internal.http.RemoteEmbeddingFunction;
import io.github.jtidb.embedding.internal.http.RemoteProvider;
import java.util.List;
import java.util.Optional;

/**
 * Ollama at {@code baseUrl}, or where {@code OLLAMA_HOST} says. The option {@code legacy} asks its older interface: one text a
 * request, and vectors that have not length one. {@code keepAlive} says how long a model stays loaded, {@code numCtx} how many
 * tokens it reads. Prompts of the catalogue are found whatever the tag behind the name. Written after the source of the
 * server and of the official client; not tried on a real server. Thread-safe.
 */
public final class OllamaProvider extends RemoteProvider {

    /** For the service loader. */
    public OllamaProvider() {
        this(Environment.SYSTEM);
    }

    OllamaProvider(Environment environment) {
        super("ollama", environment);
    }

    @Override
    public EmbeddingFunction create(ModelOptions options) {
        String model = modelId(options);
        if (!OllamaFields.isLegacy(options)) {
            Connection connection = connect(withPrompts(options));
            return new RemoteEmbeddingFunction(connection, OllamaEmbeddings.of(connection, model));
        }
        // More than one text a request is what the caller allows, not what the interface takes.
        Connection connection = connect(withPrompts(options).maxBatchSize(1));
        return new RemoteEmbeddingFunction(connection, LegacyEmbeddings.of(connection, model));
    }

    @Override
    public List<String> listModels(ModelOptions options) {
        return OllamaModels.list(connect(options), id());
    }

    private Connection connect(ModelOptions options) {
        Optional<String> host =
                options.baseUrl().isPresent() ? Optional.empty() : environment().first(List.of("OLLAMA_HOST"));
        return connect(
                new OllamaService(modelId(options)),
                host.map(text -> options.baseUrl(OllamaHost.url(text))).orElse(options));
    }

    /** A tag behind the name tells of size and format, which change nothing of the prompts. */
    private static ModelOptions withPrompts(ModelOptions options) {
        Optional<ModelInfo> info = Catalogue.find(options.model().split(":", 2)[0]);
        ModelOptions with = options;
        if (info.isPresent() && options.queryPrompt().isEmpty()) {
            with = with.queryPrompt(info.get().queryPrompt());
        }
        if (info.isPresent() && options.documentPrompt().isEmpty()) {
            with = with.documentPrompt(info.get().documentPrompt());
        }
        return with;
    }
}
