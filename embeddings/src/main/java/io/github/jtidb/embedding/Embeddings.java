package io.github.jtidb.embedding;

import io.github.jtidb.embedding.internal.Catalogue;
import io.github.jtidb.embedding.internal.ModelName;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens embedding functions by the name of their model.
 *
 * <pre>{@code
 * try (EmbeddingFunction model = Embeddings.open("local/all-MiniLM-L6-v2")) {
 *     float[] vector = model.embedQuery("How to start learning Java programming?");
 * }
 * }</pre>
 *
 * <p>Providers are looked up at every call: first through the context class loader of the thread, then through the class
 * loader of this library. Of two providers with one id the first found is used. Thread-safe.
 */
public final class Embeddings {

    private static final Logger log = LoggerFactory.getLogger(Embeddings.class);

    private Embeddings() {}

    /**
     * Opens a model. Those in this JVM are read into native memory, in a second or two: for {@code local/all-MiniLM-L6-v2} about
     * 200 MB, of which 90 MB are direct buffers that are needed only while it opens (their limit is the maximum heap size,
     * unless {@code -XX:MaxDirectMemorySize} says otherwise). What they are called, and what they understand beside the options
     * that have methods:
     *
     * <ul>
     *   <li>{@code local/all-MiniLM-L6-v2} and others of {@link #models()}: jars on the class path.
     *   <li>{@code local:models/mine}: a folder as sentence-transformers writes it, with {@code onnx/model.onnx} and {@code
     *       tokenizer.json}; {@code local:classpath:models/mine}: the same in a jar.
     *   <li>{@code local/BAAI/bge-m3}: a model of the Hugging Face hub, fetched once into {@link ModelOptions#modelFolder} and
     *       never asked for again. The environment's {@code HF_ENDPOINT} and {@code HF_TOKEN} are followed, where {@link
     *       ModelOptions#baseUrl} and {@link ModelOptions#apiKey} are not set; option {@code revision} names a branch, a tag or
     *       a commit; {@link ModelOptions#timeout} is how long the hub may say nothing. (Tried against a server that speaks as
     *       the hub's documents say, not on the hub.)
     *   <li>Option {@code variant}: another network than {@code model.onnx}, by its name, such as {@code model_O2.onnx}, or
     *       {@code quantized} for the int8 one that suits the processor. Option {@code pooling}: {@code mean}, {@code cls},
     *       {@code max}, {@code lasttoken} and others, for a folder that does not say. Option {@code maxTokens}: where texts are
     *       cut, at most what the model reads.
     *   <li>Option {@code queryThreads}: how many threads a text gets while no other is embedded. More than 1 needs the
     *       network's memory twice, from the first such text on; unset, it is 2 for float networks of up to 256 MB.
     * </ul>
     *
     * @param model {@code provider/model}, such as {@code local/all-MiniLM-L6-v2}, or {@code local:folder}; upper and lower case
     *     differ
     * @return a new function, which the caller closes
     * @throws EmbeddingException if the name is malformed, no provider or model has it, or the model cannot be opened here;
     *     the message lists near names, or what to add to the class path
     */
    public static EmbeddingFunction open(String model) {
        return model(model).open();
    }

    /**
     * Opens a model with a key of the caller's, in place of one from the environment.
     *
     * @param model {@code provider/model}
     * @param apiKey the key, which appears in no log, message or text form
     * @return a new function, which the caller closes
     * @throws EmbeddingException as in {@link #open(String)}, or if the provider takes no key
     */
    public static EmbeddingFunction open(String model, String apiKey) {
        return model(model).apiKey(apiKey).open();
    }

    /**
     * Begins to say how a model is opened. Nothing is looked up before {@link ModelOptions#open()}.
     *
     * @param model {@code provider/model}
     * @return options that are all unset
     */
    public static ModelOptions model(String model) {
        return ModelOptions.of(model);
    }

    static EmbeddingProvider provider(String model) {
        ModelName name = ModelName.parse(model, Embeddings::models);
        Map<String, EmbeddingProvider> providers = found();
        EmbeddingProvider provider = providers.get(name.provider());
        if (provider == null) {
            throw new EmbeddingException("No provider \"" + name.provider() + "\" for embedding model \"" + model + "\""
                    + ModelName.didYouMean(model, models(providers.values())) + " Providers here: "
                    + (providers.isEmpty() ? "none" : String.join(", ", providers.keySet()))
                    + ". Correct the name, or add the provider's jar to the class path");
        }
        return provider;
    }

    /**
     * The models that the providers here know by name. Some need a further jar before they open, and some providers open
     * models that are not listed.
     *
     * @return full names, {@code provider/model}, sorted and immutable
     */
    public static List<String> models() {
        return models(found().values());
    }

    /**
     * What the catalogue of this library knows of a model. No service is asked, and nothing is opened.
     *
     * @param model {@code provider/model}
     * @return what is known, or empty; a model that is not known may open all the same
     */
    public static Optional<ModelInfo> info(String model) {
        return Catalogue.find(model);
    }

    /**
     * The providers here.
     *
     * @return their names, sorted and immutable
     */
    public static List<String> providers() {
        return List.copyOf(found().keySet());
    }

    private static List<String> models(Collection<EmbeddingProvider> providers) {
        return providers.stream()
                .flatMap(provider -> provider.models().stream())
                .sorted()
                .toList();
    }

    private static Map<String, EmbeddingProvider> found() {
        Map<String, EmbeddingProvider> providers = new TreeMap<>();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader own = Embeddings.class.getClassLoader();
        collect(context, providers);
        if (context != own) {
            collect(own, providers);
        }
        return providers;
    }

    private static void collect(@Nullable ClassLoader loader, Map<String, EmbeddingProvider> providers) {
        Iterator<EmbeddingProvider> found =
                ServiceLoader.load(EmbeddingProvider.class, loader).iterator();
        while (true) {
            // One broken provider must not take the others away; the iterator goes on behind it.
            try {
                if (!found.hasNext()) {
                    return;
                }
                EmbeddingProvider provider = found.next();
                providers.putIfAbsent(provider.id(), provider);
            } catch (ServiceConfigurationError e) {
                log.warn("An embedding provider could not be loaded and is left out", e);
            }
        }
    }
}
