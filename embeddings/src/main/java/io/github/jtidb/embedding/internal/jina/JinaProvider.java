package io.github.jtidb.embedding.internal.jina;

import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.Reranker;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.http.Connection;
import io.github.jtidb.embedding.internal.http.Json;
import io.github.jtidb.embedding.internal.http.PlainReranking;
import io.github.jtidb.embedding.internal.http.RemoteEmbeddingFunction;
import io.github.jtidb.embedding.internal.http.RemoteProvider;
import io.github.jtidb.embedding.internal.http.RemoteReranker;
import io.github.jtidb.embedding.internal.http.Service;
import io.github.jtidb.embedding.internal.http.Tasks;
import java.util.List;
import java.util.Set;

/**
 * Jina AI: models for texts, for texts and images, and for ranking. A text that is too long is refused unless {@code
 * truncation} is {@code END}; vectors have any length unless {@code normalize} is on. The options {@code queryTask} and {@code
 * documentTask} are its {@code task}, such as {@code code.query} and {@code code.passage}; unset, they are those for retrieval
 * in models that have them. Late chunking is not offered: with it the same text has another vector in each list. Written after
 * Jina's documents; not tried on the real service. Thread-safe.
 */
public final class JinaProvider extends RemoteProvider implements Service {

    /** No document says; lists of texts to embed have this limit. */
    private static final int RANKED_DOCUMENTS = 512;

    /** For the service loader. */
    public JinaProvider() {
        this(Environment.SYSTEM);
    }

    JinaProvider(Environment environment) {
        super("jina_ai", environment);
    }

    @Override
    public String url() {
        return "https://api.jina.ai/v1";
    }

    @Override
    public List<String> keyVariables() {
        return List.of("JINA_API_KEY");
    }

    @Override
    public Set<String> ownOptions() {
        return Tasks.OPTIONS;
    }

    @Override
    public EmbeddingFunction create(ModelOptions options) {
        Connection connection = connect(this, options);
        String model = modelId(options);
        JinaEmbeddings texts = JinaEmbeddings.of(connection, model);
        return new RemoteEmbeddingFunction(connection, JinaImages.readBy(model) ? new JinaImages(texts) : texts);
    }

    @Override
    public Reranker createReranker(ModelOptions options) {
        Connection connection = connect(this, options);
        connection.refuse(Set.of("truncation"));
        connection.refuse(Tasks.OPTIONS);
        return new RemoteReranker(
                connection,
                new PlainReranking(
                        connection.at("/rerank"),
                        modelId(options),
                        RANKED_DOCUMENTS,
                        "top_n",
                        "results",
                        Json.object().put("return_documents", false)));
    }
}
