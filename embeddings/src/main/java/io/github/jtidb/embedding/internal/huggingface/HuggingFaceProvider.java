package io.github.jtidb.embedding.internal.huggingface;

import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.Reranker;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.Refusal;
import io.github.jtidb.embedding.internal.http.ApiRequest;
import io.github.jtidb.embedding.internal.http.Connection;
import io.github.jtidb.embedding.internal.http.InvalidAnswerException;
import io.github.jtidb.embedding.internal.http.RemoteEmbeddingFunction;
import io.github.jtidb.embedding.internal.http.RemoteProvider;
import io.github.jtidb.embedding.internal.http.RemoteReranker;
import java.util.List;
import java.util.Set;

/**
 * Models of Hugging Face: by its Inference Providers, or at a {@code baseUrl} by a server of Text Embeddings Inference or an
 * endpoint that Hugging Face runs for one customer. The option {@code server} ({@code inference}, {@code tei}, {@code endpoint})
 * says which where the host does not. {@code queryPromptName} and {@code documentPromptName} name prompts that the server has,
 * in place of a text that is put before each here; {@code pooling} ({@code mean}, {@code cls}, {@code last}) is for models that
 * are answered by a vector for each token. An organisation pays by the header {@code X-HF-Bill-To}. Written after the source of
 * the server and of the official client; not tried on the real service. Thread-safe.
 */
public final class HuggingFaceProvider extends RemoteProvider {

    /** For the service loader. */
    public HuggingFaceProvider() {
        this(Environment.SYSTEM);
    }

    HuggingFaceProvider(Environment environment) {
        super("huggingface", environment);
    }

    @Override
    public EmbeddingFunction create(ModelOptions options) {
        HuggingFaceServer server = HuggingFaceServer.of(options);
        Connection connection = connect(server, promptsOnce(options));
        String model = modelId(options);
        return new RemoteEmbeddingFunction(
                connection, FeatureExtraction.of(connection, server.embeddings(connection, model)));
    }

    @Override
    public Reranker createReranker(ModelOptions options) {
        HuggingFaceServer server = HuggingFaceServer.of(options);
        Connection connection = connect(server, options);
        connection.refuse(Set.of("pooling", "queryPromptName", "documentPromptName"));
        return new RemoteReranker(connection, TextRanking.of(connection, server.ranking(connection)));
    }

    /** {@inheritDoc} A server of one's own has one model; Hugging Face's router lists none. */
    @Override
    public List<String> listModels(ModelOptions options) {
        if (HuggingFaceServer.of(options) != HuggingFaceServer.TEI) {
            return super.listModels(options);
        }
        Connection connection = connect(HuggingFaceServer.TEI, options);
        return connection.ask(ApiRequest.get(connection.at("/info")), List.of(), response -> {
            String model = response.json().path("model_id").asText();
            if (model.isBlank()) {
                throw new InvalidAnswerException("no name of a model");
            }
            return List.of(id() + "/" + model);
        });
    }

    /** A prompt that the server puts before a text is not put there by us, too. */
    private static ModelOptions promptsOnce(ModelOptions options) {
        ModelOptions once = options;
        if (options.options().containsKey("queryPromptName")) {
            refuseBoth(options, "queryPrompt");
            once = once.queryPrompt("");
        }
        if (options.options().containsKey("documentPromptName")) {
            refuseBoth(options, "documentPrompt");
            once = once.documentPrompt("");
        }
        return once;
    }

    private static void refuseBoth(ModelOptions options, String prompt) {
        if (options.names().contains(prompt)) {
            throw Refusal.of(
                    options,
                    prompt + " is a text, " + prompt + "Name the name of one that the server has: leave one out");
        }
    }
}
