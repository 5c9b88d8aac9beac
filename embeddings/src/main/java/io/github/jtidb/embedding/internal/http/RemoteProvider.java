package io.github.jtidb.embedding.internal.http;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingProvider;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.internal.Catalogue;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.ModelName;
import java.util.List;

/** What the providers of services have in common. Immutable. */
public abstract class RemoteProvider implements EmbeddingProvider {

    private final String id;
    private final Environment environment;

    /** A provider whose models begin with this id, and whose keys are in this environment. */
    protected RemoteProvider(String id, Environment environment) {
        this.id = id;
        this.environment = environment;
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final List<String> models() {
        return Catalogue.models(id);
    }

    /** Where keys and addresses are looked for. */
    protected final Environment environment() {
        return environment;
    }

    /**
     * A connection as these options want it. Nothing is sent.
     *
     * @throws EmbeddingException if an option does not suit the service, or there is no key and one is needed
     */
    protected final Connection connect(Service service, ModelOptions options) {
        return Connection.open(service, options, environment);
    }

    /** The name of the model at the service. */
    protected final String modelId(ModelOptions options) {
        return ModelName.parse(options.model(), this::models).model();
    }
}
