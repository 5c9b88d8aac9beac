package io.github.jtidb.embedding.internal.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.http.ApiError;
import io.github.jtidb.embedding.internal.http.Authorization;
import io.github.jtidb.embedding.internal.http.Connection;
import io.github.jtidb.embedding.internal.http.Paged;
import io.github.jtidb.embedding.internal.http.RemoteEmbeddingFunction;
import io.github.jtidb.embedding.internal.http.RemoteProvider;
import io.github.jtidb.embedding.internal.http.Service;
import io.github.jtidb.embedding.internal.http.Tasks;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Google's Gemini API, with a key of AI Studio; texts only. Vectors that {@code requestDimensions} shortens are made unit
 * vectors unless {@code normalize} is off, since the service only cuts them. The options {@code queryTask} and {@code
 * documentTask} are its {@code taskType}: {@code RETRIEVAL_QUERY} and {@code RETRIEVAL_DOCUMENT} unless set to another, such
 * as {@code CLUSTERING}; {@code gemini-embedding-2} has none, and is told by prompts. Written after Google's documents and what its client
 * sends; not tried on the real service. Thread-safe.
 */
public final class GeminiProvider extends RemoteProvider implements Service {

    /** The length of whole vectors, which are unit vectors as they come. */
    private static final int WHOLE = 3072;

    /** For the service loader. */
    public GeminiProvider() {
        this(Environment.SYSTEM);
    }

    GeminiProvider(Environment environment) {
        super("gemini", environment);
    }

    @Override
    public String url() {
        return "https://generativelanguage.googleapis.com/v1beta";
    }

    /** In this order, as Google's own client has it. */
    @Override
    public List<String> keyVariables() {
        return List.of("GOOGLE_API_KEY", "GEMINI_API_KEY");
    }

    @Override
    public Authorization authorization(String key) {
        return Authorization.header("x-goog-api-key", key);
    }

    @Override
    public Set<String> ownOptions() {
        return Tasks.OPTIONS;
    }

    @Override
    public Set<String> refusedOptions() {
        return Set.of("truncation");
    }

    /** A wrong key comes as status 400. */
    @Override
    public Optional<Reason> reason(ApiError error) {
        return error.is("API_KEY_INVALID") ? Optional.of(Reason.UNAUTHORIZED) : Optional.empty();
    }

    @Override
    public EmbeddingFunction create(ModelOptions options) {
        boolean cut =
                options.requestDimensions().filter(length -> length != WHOLE).isPresent();
        Connection connection = connect(this, cut && options.normalize().isEmpty() ? options.normalize(true) : options);
        String model = modelId(options);
        return new RemoteEmbeddingFunction(connection, GeminiEmbeddings.of(connection, model));
    }

    @Override
    public List<String> listModels(ModelOptions options) {
        Connection connection = connect(this, options);
        return new Paged("/models?pageSize=1000", "models", "nextPageToken", "pageToken")
                .all(connection)
                .valueStream()
                .filter(GeminiProvider::embeds)
                .map(model -> model.path("name").asText().replaceFirst("^models/", id() + "/"))
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean embeds(JsonNode model) {
        return model.path("supportedGenerationMethods")
                .valueStream()
                .anyMatch(method -> method.asText().equals("embedContent"));
    }
}
