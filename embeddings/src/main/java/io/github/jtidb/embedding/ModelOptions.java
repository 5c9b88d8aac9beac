package io.github.jtidb.embedding;

import io.github.jtidb.vector.ProgressListener;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which model is opened, and how.
 *
 * <pre>{@code
 * EmbeddingFunction model = Embeddings.model("nvidia_nim/baai/bge-m3")
 *         .apiKey(key)
 *         .truncation(Truncation.END)
 *         .open();
 * }</pre>
 *
 * <p>A provider refuses an option that means nothing to it when the model is opened. Immutable: each method gives new options.
 */
public final class ModelOptions {

    private static final String OPTION = "option ";
    private static final String HEADER = "header ";

    private final String model;

    /** By the name of the method that set it. */
    private final Map<String, Object> settings;

    private ModelOptions(String model, Map<String, Object> settings) {
        this.model = model;
        this.settings = settings;
    }

    static ModelOptions of(String model) {
        return new ModelOptions(Objects.requireNonNull(model, "model"), Map.of());
    }

    /**
     * The model.
     *
     * @return the full name, {@code provider/model}
     */
    public String model() {
        return model;
    }

    /**
     * Opens the model, to embed with.
     *
     * @return a new function, which the caller closes
     * @throws EmbeddingException if the name is malformed, no provider or model has it, an option does not suit it, or it
     *     cannot be opened here; the message says what to do
     */
    public EmbeddingFunction open() {
        return Embeddings.provider(model).create(this);
    }

    /**
     * Opens the model, to rerank with.
     *
     * @return a new reranker
     * @throws EmbeddingException as {@link #open()} does, or if the provider has no rerankers
     */
    public Reranker openReranker() {
        return Embeddings.provider(model).createReranker(this);
    }

    /**
     * Asks the provider's service for the models that it serves, with the address and key of these options. Which model they
     * name does not matter.
     *
     * @return full names, {@code provider/model}, sorted
     * @throws EmbeddingException if the service fails, or the provider cannot list
     */
    public List<String> listModels() {
        return Embeddings.provider(model).listModels(this);
    }

    /**
     * Opens with a key, in place of the one from the environment. It appears in no log, message or text form.
     *
     * @param key the key; not blank
     * @return the options with it
     */
    public ModelOptions apiKey(String key) {
        return with("apiKey", notBlank("apiKey", key));
    }

    /** {@return what {@link #apiKey(String)} was called with, or empty} */
    public Optional<String> apiKey() {
        return get("apiKey", String.class);
    }

    /**
     * Sends requests to another address than the provider's own, such as a server of yours.
     *
     * @param url the address that the paths of the provider's interface are put behind; http or https
     * @return the options with it
     */
    public ModelOptions baseUrl(URI url) {
        return with("baseUrl", httpUrl(url));
    }

    /** {@return what {@link #baseUrl(URI)} was called with, or empty} */
    public Optional<URI> baseUrl() {
        return get("baseUrl", URI.class);
    }

    /**
     * Says how long the model's vectors are, for a model that the catalogue does not know. Nothing of it is sent: a
     * vector of another length is an error.
     *
     * @param dimensions 1 or more
     * @return the options with it
     */
    public ModelOptions dimensions(int dimensions) {
        return with("dimensions", atLeastOne("dimensions", dimensions));
    }

    /** {@return what {@link #dimensions(int)} was called with, or empty} */
    public Optional<Integer> dimensions() {
        return get("dimensions", Integer.class);
    }

    /**
     * Asks the model for vectors of this length, where it can make several.
     *
     * @param dimensions 1 or more; a length that the model cannot make is an error
     * @return the options with it
     */
    public ModelOptions requestDimensions(int dimensions) {
        return with("requestDimensions", atLeastOne("requestDimensions", dimensions));
    }

    /** {@return what {@link #requestDimensions(int)} was called with, or empty} */
    public Optional<Integer> requestDimensions() {
        return get("requestDimensions", Integer.class);
    }

    /**
     * Has each vector made a unit vector, or left as the model gave it. Unset, a vector is what the model's own
     * documents promise.
     *
     * @param normalize whether vectors get length one
     * @return the options with it
     */
    public ModelOptions normalize(boolean normalize) {
        return with("normalize", normalize);
    }

    /** {@return what {@link #normalize(boolean)} was called with, or empty} */
    public Optional<Boolean> normalize() {
        return get("normalize", Boolean.class);
    }

    /**
     * Says what becomes of texts that are too long. Unset, it is as the provider does by itself.
     *
     * @param truncation what becomes of them
     * @return the options with it
     */
    public ModelOptions truncation(Truncation truncation) {
        return with("truncation", truncation);
    }

    /** {@return what {@link #truncation(Truncation)} was called with, or empty} */
    public Optional<Truncation> truncation() {
        return get("truncation", Truncation.class);
    }

    /**
     * Puts a text before each that is searched for, in place of the model's own.
     *
     * @param prompt the text; may be empty
     * @return the options with it
     */
    public ModelOptions queryPrompt(String prompt) {
        return with("queryPrompt", prompt);
    }

    /** {@return what {@link #queryPrompt(String)} was called with, or empty} */
    public Optional<String> queryPrompt() {
        return get("queryPrompt", String.class);
    }

    /**
     * Puts a text before each that is stored, in place of the model's own.
     *
     * @param prompt the text; may be empty
     * @return the options with it
     */
    public ModelOptions documentPrompt(String prompt) {
        return with("documentPrompt", prompt);
    }

    /** {@return what {@link #documentPrompt(String)} was called with, or empty} */
    public Optional<String> documentPrompt() {
        return get("documentPrompt", String.class);
    }

    /**
     * Limits each attempt of a request, from the connection to the answer's last byte: 60 seconds unless set.
     *
     * @param timeout more than zero
     * @return the options with it
     */
    public ModelOptions timeout(Duration timeout) {
        return with("timeout", positive("timeout", timeout));
    }

    /** {@return what {@link #timeout(Duration)} was called with, or empty} */
    public Optional<Duration> timeout() {
        return get("timeout", Duration.class);
    }

    /**
     * Limits a whole call, with all its requests, attempts and waits. Unset, a call takes as long as its requests do.
     *
     * @param deadline more than zero
     * @return the options with it
     */
    public ModelOptions deadline(Duration deadline) {
        return with("deadline", positive("deadline", deadline));
    }

    /** {@return what {@link #deadline(Duration)} was called with, or empty} */
    public Optional<Duration> deadline() {
        return get("deadline", Duration.class);
    }

    /**
     * Limits how often a request is tried that failed in a way that passes: 4 times unless set.
     *
     * @param attempts 1 or more
     * @return the options with it
     */
    public ModelOptions maxAttempts(int attempts) {
        return with("maxAttempts", atLeastOne("maxAttempts", attempts));
    }

    /** {@return what {@link #maxAttempts(int)} was called with, or empty} */
    public Optional<Integer> maxAttempts() {
        return get("maxAttempts", Integer.class);
    }

    /**
     * Limits how many inputs a request carries. Unset, it is what the provider takes.
     *
     * @param inputs 1 or more
     * @return the options with it
     */
    public ModelOptions maxBatchSize(int inputs) {
        return with("maxBatchSize", atLeastOne("maxBatchSize", inputs));
    }

    /** {@return what {@link #maxBatchSize(int)} was called with, or empty} */
    public Optional<Integer> maxBatchSize() {
        return get("maxBatchSize", Integer.class);
    }

    /**
     * Limits how many requests of one call run at a time: 4 unless set.
     *
     * @param requests 1 or more
     * @return the options with it
     */
    public ModelOptions parallelRequests(int requests) {
        return with("parallelRequests", atLeastOne("parallelRequests", requests));
    }

    /** {@return what {@link #parallelRequests(int)} was called with, or empty} */
    public Optional<Integer> parallelRequests() {
        return get("parallelRequests", Integer.class);
    }

    /**
     * Spaces requests out, so that no more begin in a minute. Unset, they begin at once.
     *
     * @param requests 1 or more
     * @return the options with it
     */
    public ModelOptions requestsPerMinute(int requests) {
        return with("requestsPerMinute", atLeastOne("requestsPerMinute", requests));
    }

    /** {@return what {@link #requestsPerMinute(int)} was called with, or empty} */
    public Optional<Integer> requestsPerMinute() {
        return get("requestsPerMinute", Integer.class);
    }

    /**
     * Spaces requests out by the tokens that they carry, as far as these can be told beforehand.
     *
     * @param tokens 1 or more
     * @return the options with it
     */
    public ModelOptions tokensPerMinute(long tokens) {
        return with("tokensPerMinute", atLeastOne("tokensPerMinute", tokens));
    }

    /** {@return what {@link #tokensPerMinute(long)} was called with, or empty} */
    public Optional<Long> tokensPerMinute() {
        return get("tokensPerMinute", Long.class);
    }

    /**
     * Looks texts up before they are sent, and keeps what was paid for. Unset, nothing is kept.
     *
     * @param cache the cache, which may be shared
     * @return the options with it
     */
    public ModelOptions cache(EmbeddingCache cache) {
        return with("cache", cache);
    }

    /** {@return what {@link #cache(EmbeddingCache)} was called with, or empty} */
    public Optional<EmbeddingCache> cache() {
        return get("cache", EmbeddingCache.class);
    }

    /**
     * Tells of each request when it has ended.
     *
     * @param listener who hears of it
     * @return the options with it
     */
    public ModelOptions listener(EmbeddingListener listener) {
        return with("listener", listener);
    }

    /** {@return what {@link #listener(EmbeddingListener)} was called with, or empty} */
    public Optional<EmbeddingListener> listener() {
        return get("listener", EmbeddingListener.class);
    }

    /**
     * Tells how far a call with many inputs has come, and a model that is fetched.
     *
     * @param listener who hears of it
     * @return the options with it
     */
    public ModelOptions progress(ProgressListener listener) {
        return with("progress", listener);
    }

    /** {@return what {@link #progress(ProgressListener)} was called with, or empty} */
    public Optional<ProgressListener> progress() {
        return get("progress", ProgressListener.class);
    }

    /**
     * Sends requests through a client of the caller's, for a proxy or certificates of one's own. It is not closed.
     *
     * @param client the client
     * @return the options with it
     */
    public ModelOptions httpClient(HttpClient client) {
        return with("httpClient", client);
    }

    /** {@return what {@link #httpClient(HttpClient)} was called with, or empty} */
    public Optional<HttpClient> httpClient() {
        return get("httpClient", HttpClient.class);
    }

    /**
     * Keeps fetched models in this folder: {@code ~/.cache/jtidb/models} unless set. Several processes may share it; to have
     * a model fetched anew, delete its folder there.
     *
     * @param folder the folder; made when it is not there
     * @return the options with it
     */
    public ModelOptions modelFolder(Path folder) {
        return with("modelFolder", folder);
    }

    /** {@return what {@link #modelFolder(Path)} was called with, or empty} */
    public Optional<Path> modelFolder() {
        return get("modelFolder", Path.class);
    }

    /**
     * Adds a header to each request, or replaces one that was added.
     *
     * @param name the header's name
     * @param value its value, which appears in no log, message or text form
     * @return the options with it
     */
    public ModelOptions header(String name, String value) {
        return with(HEADER + notBlank("header", name), value);
    }

    /**
     * The headers that were added.
     *
     * @return their values by name, sorted and immutable
     */
    public Map<String, String> headers() {
        return named(HEADER, String.class);
    }

    /**
     * Sets something that only this provider knows, see its documentation.
     *
     * @param name its name
     * @param value its value
     * @return the options with it
     */
    public ModelOptions option(String name, Object value) {
        return with(OPTION + notBlank("option", name), value);
    }

    /**
     * What only this provider knows.
     *
     * @return the values by name, sorted and immutable
     */
    public Map<String, Object> options() {
        return named(OPTION, Object.class);
    }

    /**
     * Which options are set, by the names of their methods.
     *
     * @return names such as {@code apiKey}, sorted; {@code header} and {@code option} where there are some
     */
    public List<String> names() {
        return settings.keySet().stream()
                .map(name -> name.split(" ", 2)[0])
                .distinct()
                .toList();
    }

    /** The model and the names of what is set, without the values: a key is among them. */
    @Override
    public String toString() {
        return "ModelOptions[" + model + ", " + settings.keySet() + "]";
    }

    private ModelOptions with(String name, Object value) {
        Map<String, Object> changed = new TreeMap<>(settings);
        changed.put(name, Objects.requireNonNull(value, name));
        return new ModelOptions(model, Collections.unmodifiableMap(changed));
    }

    private <T> Optional<T> get(String name, Class<T> type) {
        return Optional.ofNullable(settings.get(name)).map(type::cast);
    }

    private <T> Map<String, T> named(String prefix, Class<T> type) {
        Map<String, T> found = new TreeMap<>();
        settings.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), type.cast(value));
            }
        });
        return Collections.unmodifiableMap(found);
    }

    private static <N extends Number> N atLeastOne(String name, N value) {
        if (value.longValue() < 1) {
            throw new IllegalArgumentException(name + ": expected 1 or more, got " + value + ".");
        }
        return value;
    }

    private static Duration positive(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + ": expected more than zero, got " + value + ".");
        }
        return value;
    }

    private static String notBlank(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + ": expected a text, got a blank one.");
        }
        return value;
    }

    private static URI httpUrl(URI url) {
        boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null || url.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "baseUrl: expected an address such as http://localhost:8000/v1, without user and password.");
        }
        return url;
    }
}
