package io.github.jtidb.embedding.internal.hub;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.Refusal;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where models are fetched from and kept. Immutable.
 *
 * @param model the full name of the model, for messages
 * @param endpoint the hub's address, without a slash at its end
 * @param token the key, or null
 * @param folder the folder of all fetched models
 * @param revision a branch, a tag or a commit
 * @param timeout how long the hub may say nothing
 * @param attempts how often in a row an attempt may bring nothing
 * @param pause the wait after the first such attempt; it doubles
 * @param client sends the requests
 */
record HubSettings(
        String model,
        String endpoint,
        @Nullable String token,
        Path folder,
        String revision,
        Duration timeout,
        int attempts,
        Duration pause,
        HttpClient client) {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * Reads options and the environment.
     *
     * @param options the options
     * @param environment where HF_ENDPOINT and HF_TOKEN may be set
     */
    static HubSettings of(ModelOptions options, Environment environment) {
        String token = options.apiKey()
                .or(() -> environment.first(List.of("HF_TOKEN")))
                .orElse(null);
        URI endpoint = options.baseUrl().orElseGet(() -> endpoint(options.model(), environment));
        if (token != null && !token.matches("[!-~]+")) {
            throw Refusal.of(
                    options, "the token of HF_TOKEN or apiKey holds white space or other signs that no token has");
        }
        if (token != null
                && !"https".equalsIgnoreCase(endpoint.getScheme())
                && !THIS_MACHINE.contains(String.valueOf(endpoint.getHost()))) {
            throw Refusal.of(
                    options,
                    "the token of HF_TOKEN or apiKey must not go over http to another machine: give an https"
                            + " address, or no token");
        }
        HttpClient client = options.httpClient().orElse(null);
        if (token != null && client != null && client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw Refusal.of(
                    options,
                    "the HTTP client follows redirects by itself and would send the token to other machines:"
                            + " build it with Redirect.NEVER");
        }
        Duration timeout = options.timeout().orElse(Duration.ofSeconds(60));
        return new HubSettings(
                options.model(),
                endpoint.toString().replaceFirst("/+$", ""),
                token,
                options.modelFolder()
                        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "jtidb", "models")),
                revision(options),
                timeout,
                options.maxAttempts().orElse(4),
                Duration.ofMillis(500),
                client != null
                        ? client
                        : HttpClient.newBuilder()
                                .followRedirects(HttpClient.Redirect.NEVER)
                                .connectTimeout(timeout)
                                .build());
    }

    HubSettings withPause(Duration shorter) {
        return new HubSettings(model, endpoint, token, folder, revision, timeout, attempts, shorter, client);
    }

    private static URI endpoint(String model, Environment environment) {
        URI url;
        try {
            url = URI.create(environment.first(List.of("HF_ENDPOINT")).orElse("https://huggingface.co"));
        } catch (IllegalArgumentException e) {
            url = URI.create("malformed");
        }
        boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null || url.getUserInfo() != null) {
            throw new EmbeddingException(
                    EmbeddingException.Reason.INVALID_REQUEST,
                    0,
                    model
                            + ": the environment variable HF_ENDPOINT holds no address such as https://huggingface.co (without"
                            + " user and password)",
                    null);
        }
        return url;
    }

    private static String revision(ModelOptions options) {
        Object revision = options.options().getOrDefault("revision", "main");
        if (!(revision instanceof String text) || !text.matches("[A-Za-z0-9._/-]+") || text.contains("..")) {
            throw Refusal.of(options, "option revision: expected a branch, a tag or a commit");
        }
        return text;
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "HubSettings[" + model + ", " + endpoint + ", " + folder + "]";
    }
}
