package io.github.jtidb.embedding.internal.voyage;

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
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * Voyage AI, also at {@code https://ai.mongodb.com/v1}: models for texts, for texts and images (those with {@code multimodal}
 * in their names), and for ranking. The ends of long texts are cut unless {@code truncation} is {@code NONE}. The options
 * {@code queryTask} and {@code documentTask} are its {@code input_type}: {@code query} and {@code document}, for which it puts
 * a prompt before the text, unless they are set to an empty text. Written after Voyage's documents and what its client sends;
 * not tried on the real service. Thread-safe.
 */
public final class VoyageProvider extends RemoteProvider implements Service {

    private static final String MONGODB = "ai.mongodb.com";
    private static final int RANKED_DOCUMENTS = 1000;

    /** For the service loader. */
    public VoyageProvider() {
        this(Environment.SYSTEM);
    }

    VoyageProvider(Environment environment) {
        super("voyage", environment);
    }

    @Override
    public String url() {
        return "https://api.voyageai.com/v1";
    }

    @Override
    public List<String> keyVariables() {
        return List.of("VOYAGE_API_KEY");
    }

    @Override
    public boolean needsKey(URI base) {
        return Service.super.needsKey(base) || MONGODB.equalsIgnoreCase(base.getHost());
    }

    @Override
    public Set<String> ownOptions() {
        return Tasks.OPTIONS;
    }

    @Override
    public EmbeddingFunction create(ModelOptions options) {
        Connection connection = connect(this, options);
        String model = modelId(options);
        return new RemoteEmbeddingFunction(
                connection,
                model.contains("multimodal")
                        ? VoyageMultimodal.of(connection, model)
                        : VoyageEmbeddings.of(connection, model));
    }

    @Override
    public Reranker createReranker(ModelOptions options) {
        Connection connection = connect(this, options);
        connection.refuse(Tasks.OPTIONS);
        var further = Json.object();
        connection.cutsEnds().ifPresent(cuts -> further.put("truncation", cuts));
        return new RemoteReranker(
                connection,
                new PlainReranking(
                        connection.at("/rerank"), modelId(options), RANKED_DOCUMENTS, "top_k", "data", further));
    }
}
