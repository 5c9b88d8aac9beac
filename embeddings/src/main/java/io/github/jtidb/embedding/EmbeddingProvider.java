package io.github.jtidb.embedding;

import java.util.List;

/**
 * Creates the embedding functions of one family of models.
 *
 * <p>Providers are found with {@link java.util.ServiceLoader}: name the class in {@code
 * META-INF/services/io.github.jtidb.embedding.EmbeddingProvider}, and in a {@code provides} clause where there is a {@code
 * module-info}. They are instantiated often, for listings too: the constructor must be cheap and must not need optional
 * dependencies. Implementations are thread-safe.
 */
public interface EmbeddingProvider {

    /**
     * What stands before the first slash of the model names of this provider, or before a colon in {@code local:folder}.
     *
     * @return a name without slash or white space, such as {@code local}
     */
    String id();

    /**
     * The models known by name, for listings and error messages. {@link #create} may accept more.
     *
     * @return full names, {@code provider/model}; may be empty
     */
    List<String> models();

    /**
     * Opens a model.
     *
     * @param options the model's full name, {@code provider/model}, whose provider is {@link #id()}, and how it is opened; an
     *     option that means nothing here is refused
     * @return a new function, which the caller closes
     * @throws EmbeddingException if there is no such model, an option does not suit it, or it cannot be opened here; the
     *     message says what to do
     */
    EmbeddingFunction create(ModelOptions options);

    /**
     * Opens a model that ranks texts.
     *
     * @param options as in {@link #create}
     * @return a new reranker
     * @throws EmbeddingException as {@link #create} does, or if there are no rerankers here, as by default
     */
    default Reranker createReranker(ModelOptions options) {
        throw new EmbeddingException(
                EmbeddingException.Reason.INVALID_REQUEST,
                0,
                "The embedding provider \"" + id() + "\" has no rerankers: " + options.model() + " cannot rank texts",
                null);
    }

    /**
     * Asks the service for the models that it serves.
     *
     * @param options the address and the key
     * @return full names, {@code provider/model}, sorted
     * @throws EmbeddingException if the service fails, or cannot be asked, as by default
     */
    default List<String> listModels(ModelOptions options) {
        throw new EmbeddingException(
                EmbeddingException.Reason.INVALID_REQUEST,
                0,
                "The embedding provider \"" + id() + "\" cannot list the models of its service",
                null);
    }
}
