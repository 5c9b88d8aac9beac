package io.github.jtidb.embedding.internal.http;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.internal.Refusal;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Refuses options that a service cannot follow, before anything is sent. No message holds a value that may be secret. */
final class OptionChecks {

    private static final Set<String> NOWHERE = Set.of("modelFolder");

    /** They are about vectors, or about long lists. */
    private static final Set<String> NO_RERANKER = Set.of(
            "cache",
            "dimensions",
            "documentPrompt",
            "normalize",
            "parallelRequests",
            "progress",
            "queryPrompt",
            "requestDimensions");

    /** The client sets them itself and throws on them. */
    private static final Set<String> RESTRICTED = Set.of("connection", "content-length", "expect", "host", "upgrade");

    private OptionChecks() {}

    static void checkReranker(ModelOptions options) {
        refuse(options, NO_RERANKER, "a reranker");
    }

    static void check(Service service, ModelOptions options) {
        refuse(options, NOWHERE, "a service");
        refuse(options, service.refusedOptions(), "this service");
        Set<String> unknown = new TreeSet<>(options.options().keySet());
        unknown.removeAll(service.ownOptions());
        if (!unknown.isEmpty()) {
            throw Refusal.of(
                    options,
                    "there is no option " + unknown + ", expected "
                            + (service.ownOptions().isEmpty()
                                    ? "none"
                                    : new TreeSet<>(service.ownOptions()).toString()));
        }
        options.headers().forEach((name, value) -> checkHeader(options, name, value));
        if (options.httpClient()
                .filter(client -> client.followRedirects() != HttpClient.Redirect.NEVER)
                .isPresent()) {
            throw Refusal.of(
                    options,
                    "the httpClient follows redirects, and would take the key along: build it with Redirect.NEVER");
        }
    }

    private static void refuse(ModelOptions options, Set<String> refused, String who) {
        for (String name : options.names()) {
            if (refused.contains(name)) {
                throw Refusal.of(options, who + " has nothing like the option " + name + ": leave it out");
            }
        }
    }

    static URI url(Service service, String text) {
        try {
            URI url = URI.create(text.contains("://") ? text : "http://" + text);
            if (url.getHost() != null && url.getUserInfo() == null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // Told below, without the text, in which there may be a password.
        }
        throw Refusal.of("Expected an address such as https://example.com/v1 in "
                + String.join(" or ", service.urlVariables()) + ", without user and password");
    }

    static void checkBase(ModelOptions options, URI base) {
        boolean http = List.of("http", "https").contains(base.getScheme().toLowerCase(Locale.ROOT));
        if (!http || base.getRawQuery() != null || base.getRawFragment() != null) {
            throw Refusal.of(
                    options,
                    "expected a base URL of http or https without \"?\" and \"#\", since paths are put behind it");
        }
    }

    static EmbeddingException missingKey(Service service, ModelOptions options) {
        return new EmbeddingException(
                Reason.UNAUTHORIZED,
                0,
                options.model() + " needs a key: set the environment variable "
                        + String.join(" or ", service.keyVariables())
                        + ", or give it by ModelOptions.apiKey",
                null);
    }

    static void checkKey(ModelOptions options, String key) {
        if (!isHeaderValue(key)) {
            throw new EmbeddingException(
                    Reason.UNAUTHORIZED,
                    0,
                    options.model() + ": the key has a character that no header may have, such as a line break",
                    null);
        }
    }

    private static void checkHeader(ModelOptions options, String name, String value) {
        boolean token = name.chars().allMatch(c -> c > ' ' && c < 127 && "()<>@,;:\\\"/[]?={}".indexOf(c) < 0);
        if (!token || !isHeaderValue(value) || RESTRICTED.contains(name.toLowerCase(Locale.ROOT))) {
            throw Refusal.of(
                    options,
                    "the header \"" + name + "\" cannot be sent: expected a name that is not one of " + RESTRICTED
                            + ", and a value of printable ASCII");
        }
    }

    private static boolean isHeaderValue(String value) {
        return value.chars().allMatch(c -> c >= ' ' && c < 127);
    }
}
