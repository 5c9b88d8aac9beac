package io.github.jtidb.embedding.internal.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingListener;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.Truncation;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.Refusal;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service that is spoken to with one key, and within the limits of one set of options. Its text form holds no key.
 * Thread-safe.
 */
public final class Connection {

    private static final Logger log = LoggerFactory.getLogger(Connection.class);

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int MOST_ATTEMPTS = 4;
    private static final Map<String, String> USUAL_HEADERS =
            Map.of("Accept", "application/json", "Content-Type", "application/json", "User-Agent", "jtidb");

    private final Service service;
    private final ModelOptions options;
    private final URI base;
    private final Authorization authorization;
    private final Map<String, String> headers;
    private final Transport transport;
    private final Failures failures;
    private final RateLimiter limiter;

    private final Set<Call> calls = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private Connection(
            Service service, ModelOptions options, URI base, Authorization authorization, List<String> secrets) {
        this.service = service;
        this.options = options;
        this.base = base;
        this.authorization = authorization;
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(USUAL_HEADERS);
        all.putAll(options.headers());
        headers = all;
        transport = new Transport(options.httpClient().orElseGet(Transport::shared));
        failures = new Failures(service, base, new Redaction(secrets));
        limiter = new RateLimiter(
                options.requestsPerMinute().map(OptionalLong::of).orElse(OptionalLong.empty()),
                options.tokensPerMinute().map(OptionalLong::of).orElse(OptionalLong.empty()));
    }

    /**
     * Looks for the address and the key in the options, then in the environment. Nothing is sent.
     *
     * @throws EmbeddingException if an option does not suit the service, or there is no key and one is needed
     */
    public static Connection open(Service service, ModelOptions options, Environment environment) {
        OptionChecks.check(service, options);
        Optional<URI> given = options.baseUrl()
                .or(() -> environment.first(service.urlVariables()).map(url -> OptionChecks.url(service, url)));
        Optional<String> key = options.apiKey().or(() -> environment.first(service.keyVariables()));
        URI base = given.orElseGet(() -> URI.create(service.url()));
        if (key.isEmpty() && service.needsKey(base)) {
            throw OptionChecks.missingKey(service, options);
        }
        key.ifPresent(value -> OptionChecks.checkKey(options, value));
        return open(
                service,
                options,
                base,
                key.map(service::authorization).orElse(Authorization.NONE),
                key.stream().toList());
    }

    /**
     * For a service whose address and authorization need more than one key.
     *
     * @param base the address
     * @param secrets what must never be shown
     * @throws EmbeddingException if an option does not suit the service
     */
    public static Connection open(
            Service service, ModelOptions options, URI base, Authorization authorization, List<String> secrets) {
        OptionChecks.check(service, options);
        OptionChecks.checkBase(options, base);
        List<String> all = new ArrayList<>(secrets);
        all.addAll(options.headers().values());
        return new Connection(service, options, base, authorization, all);
    }

    /** The full name of the model. */
    public String model() {
        return options.model();
    }

    /** What the caller asked for. */
    public ModelOptions options() {
        return options;
    }

    /** An option of the service's own, as a text; empty if the caller does not set it. */
    public Optional<String> option(String name) {
        return Optional.ofNullable(options.options().get(name)).map(Object::toString);
    }

    /** The address that paths are put behind. */
    public URI base() {
        return base;
    }

    /**
     * An address at the service.
     *
     * @param path begins with a slash; percent-encoded
     */
    public URI at(String path) {
        String text = base.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
    }

    /** What to throw where the caller has to correct something; the message begins with the model. */
    public EmbeddingException invalid(String what) {
        return Refusal.of(options, what);
    }

    /**
     * Refuses options that mean nothing to this model, though they do to others of the service.
     *
     * @param names of the methods of {@link ModelOptions}, or of the service's own options
     * @throws EmbeddingException if the caller sets one of them
     */
    public void refuse(Set<String> names) {
        Set<String> found = new TreeSet<>(options.options().keySet());
        found.addAll(options.names());
        found.retainAll(names);
        if (!found.isEmpty()) {
            throw invalid("this model has nothing like the option " + String.join(", ", found) + ": leave it out");
        }
    }

    /**
     * Whether the ends of long texts are to be cut, for services that can do this and nothing else; empty if the caller does
     * not say.
     *
     * @throws EmbeddingException if the beginnings are to be cut
     */
    public Optional<Boolean> cutsEnds() {
        if (options.truncation().equals(Optional.of(Truncation.START))) {
            throw invalid("the service cannot cut the beginnings of texts: expected truncation END or NONE");
        }
        return options.truncation().map(Truncation.END::equals);
    }

    /**
     * What the option {@code extraBody} adds to the body of a request, for services that know it.
     *
     * @throws EmbeddingException if it is no map
     */
    public ObjectNode extraBody() {
        Object extra = options.options().getOrDefault("extraBody", Map.of());
        if (extra instanceof Map<?, ?> && Json.of(extra) instanceof ObjectNode fields) {
            return fields;
        }
        throw invalid("extraBody: expected a map");
    }

    /**
     * Asks something once, outside an embedding function, such as which models there are.
     *
     * @throws EmbeddingException if it fails
     */
    public <T> T ask(ApiRequest request, List<String> texts, Function<ApiResponse, T> reader) {
        Call call = begin();
        try {
            return new Exchange(this, call, request, texts, texts.size()).run(reader, any -> OptionalLong.empty());
        } finally {
            end(call);
        }
    }

    /** @throws IllegalStateException if this is closed */
    void checkOpen() {
        if (closed) {
            throw new IllegalStateException("The embedding function of " + model() + " is closed: open another one");
        }
    }

    /** Begins a call, which must be ended. */
    Call begin() {
        checkOpen();
        Call call = new Call(model(), options.deadline());
        calls.add(call);
        if (closed) {
            end(call);
            checkOpen();
        }
        return call;
    }

    void end(Call call) {
        calls.remove(call);
    }

    /** Ends all calls that run. */
    void close() {
        closed = true;
        calls.forEach(call -> call.end("the function was closed while the call ran"));
    }

    Optional<ApiRequest> followUp(ApiResponse response) {
        return service.followUp(response, base);
    }

    Failures failures() {
        return failures;
    }

    Duration timeout() {
        return options.timeout().orElse(TIMEOUT);
    }

    int maxAttempts() {
        return options.maxAttempts().orElse(MOST_ATTEMPTS);
    }

    void awaitTurn(Call call, List<String> texts) {
        long tokens = texts.stream().mapToLong(BatchLimits::tokens).sum();
        Duration wait = limiter.reserve(tokens, System.nanoTime());
        if (!wait.isZero()) {
            call.pause(wait);
        }
    }

    ApiResponse send(ApiRequest request, Call call, Duration timeout) throws IOException, TimeoutException {
        ApiRequest whole = request.with(headers);
        return transport.send(whole.with(authorization.headers(whole)), call, timeout);
    }

    void tell(EmbeddingListener.Request request) {
        options.listener().ifPresent(listener -> {
            try {
                listener.requestEnded(request);
            } catch (RuntimeException e) {
                log.warn("The listener of {} failed, which changes nothing for the request", model(), e);
            }
        });
    }

    @Override
    public String toString() {
        return model() + " at " + base.getHost();
    }
}
