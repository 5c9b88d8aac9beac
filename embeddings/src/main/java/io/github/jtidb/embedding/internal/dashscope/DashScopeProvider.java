package io.github.jtidb.embedding.internal.dashscope;

import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.Reranker;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.http.Connection;
import io.github.jtidb.embedding.internal.http.RemoteEmbeddingFunction;
import io.github.jtidb.embedding.internal.http.RemoteProvider;
import io.github.jtidb.embedding.internal.http.RemoteReranker;
import io.github.jtidb.embedding.internal.http.Service;
import io.github.jtidb.embedding.internal.http.Tasks;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Alibaba's DashScope (Model Studio) by its own interface: models for texts, for texts and images, and for ranking. A key is
 * good in one region: outside Beijing, give the address, such as {@code https://dashscope-intl.aliyuncs.com/api/v1}. Of the
 * interface that is compatible with OpenAI's, use the provider {@code openai} with that address.
 *
 * <p>The options {@code queryTask} and {@code documentTask} are its {@code text_type}, {@code query} and {@code document};
 * models for images have none. {@code instruct} tells {@code text-embedding-v4}, and rerankers, in a sentence what queries are
 * for. Written after Alibaba's documents and what its client sends; not tried on the real service. Thread-safe.
 */
public final class DashScopeProvider extends RemoteProvider implements Service {

    static final String INSTRUCT = "instruct";

    private static final Pattern MULTIMODAL = Pattern.compile(".*(multimodal|vision|-vl-).*");

    /** For the service loader. */
    public DashScopeProvider() {
        this(Environment.SYSTEM);
    }

    DashScopeProvider(Environment environment) {
        super("dashscope", environment);
    }

    @Override
    public String url() {
        return "https://dashscope.aliyuncs.com/api/v1";
    }

    @Override
    public List<String> urlVariables() {
        return List.of("DASHSCOPE_HTTP_BASE_URL");
    }

    @Override
    public List<String> keyVariables() {
        return List.of("DASHSCOPE_API_KEY");
    }

    /** In every region. */
    @Override
    public boolean needsKey(URI base) {
        return base.getHost().toLowerCase(Locale.ROOT).endsWith(".aliyuncs.com");
    }

    @Override
    public Set<String> ownOptions() {
        Set<String> options = new HashSet<>(Tasks.OPTIONS);
        options.add(INSTRUCT);
        return options;
    }

    @Override
    public Set<String> refusedOptions() {
        return Set.of("truncation");
    }

    @Override
    public EmbeddingFunction create(ModelOptions options) {
        Connection connection = connect(this, options);
        String model = modelId(options);
        return new RemoteEmbeddingFunction(
                connection,
                MULTIMODAL.matcher(model).matches()
                        ? DashScopeMultimodal.of(connection, model)
                        : DashScopeEmbeddings.of(connection, model));
    }

    @Override
    public Reranker createReranker(ModelOptions options) {
        Connection connection = connect(this, options);
        connection.refuse(Tasks.OPTIONS);
        return new RemoteReranker(connection, DashScopeRanking.of(connection, modelId(options)));
    }
}
