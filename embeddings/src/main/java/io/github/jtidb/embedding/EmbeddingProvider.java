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
     * What stands before the first slash of the model names of this provider.
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
     * @param model the full name, {@code provider/model}, whose provider is {@link #id()}
     * @return a new function, which the caller closes
     * @throws EmbeddingException if there is no such model, or it cannot be opened here; the message says what to do
     */
    EmbeddingFunction create(String model);

    /**
     * Opens a model with a key of the caller's.
     *
     * @param model as in {@link #create(String)}
     * @param apiKey the key, which must appear in no log, message or text form
     * @return a new function, which the caller closes
     * @throws EmbeddingException if the provider takes no key, as here by default, or as in {@link #create(String)}
     */
    default EmbeddingFunction create(String model, String apiKey) {
        throw new EmbeddingException(
                "The embedding provider \"" + id() + "\" takes no key: open " + model + " without one");
    }
}
