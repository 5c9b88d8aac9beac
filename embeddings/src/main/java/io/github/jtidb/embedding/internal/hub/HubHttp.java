package io.github.jtidb.embedding.internal.hub;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Set;

/** Sends requests to the hub, and follows its redirects without giving the token to other machines. Thread-safe. */
final class HubHttp {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int MOST_REDIRECTS = 8;

    /** An answer that another attempt may better. */
    static final class Passing extends IOException {

        private static final long serialVersionUID = 1L;

        private final int status;

        /** In seconds, or -1. */
        private final long wait;

        private Passing(int status, long wait) {
            super("it answered with status " + status);
            this.status = status;
            this.wait = wait;
        }

        int status() {
            return status;
        }

        long pause(long otherwise) {
            return wait < 0 ? otherwise : wait * 1000;
        }
    }

    private final HubSettings settings;
    private final URI endpoint;

    HubHttp(HubSettings settings) {
        this.settings = settings;
        endpoint = URI.create(settings.endpoint());
    }

    /**
     * Asks for a part of a file, or a whole one.
     *
     * @param path behind the hub's address, percent-encoded
     * @param start the first byte wanted
     * @return an answer of status 200, 206 or 416; the caller closes its body
     * @throws Passing if the hub is busy
     * @throws IOException if the connection failed
     * @throws EmbeddingException if the hub refused for good
     */
    HttpResponse<InputStream> get(String path, long start) throws IOException {
        URI url = URI.create(settings.endpoint() + path);
        for (int i = 0; i <= MOST_REDIRECTS; i++) {
            HttpResponse<InputStream> answer = send(url, start);
            int status = answer.statusCode();
            if (status == 200 || status == 206 || status == 416) {
                return answer;
            }
            answer.body().close();
            if (!REDIRECTS.contains(status)) {
                throw failure(answer);
            }
            url = target(url, answer);
        }
        throw invalid("more than " + MOST_REDIRECTS + " redirects");
    }

    private HttpResponse<InputStream> send(URI url, long start) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(settings.timeout())
                .header("User-Agent", "jtidb")
                .header("Accept-Encoding", "identity");
        if ("http".equalsIgnoreCase(url.getScheme())) {
            request.version(HttpClient.Version.HTTP_1_1);
        }
        if (start > 0) {
            request.header("Range", "bytes=" + start + "-");
        }
        if (settings.token() != null && isHub(url)) {
            request.header("Authorization", "Bearer " + settings.token());
        }
        try {
            return settings.client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private boolean isHub(URI url) {
        return endpoint.getScheme().equalsIgnoreCase(url.getScheme())
                && endpoint.getHost().equalsIgnoreCase(url.getHost())
                && endpoint.getPort() == url.getPort();
    }

    private URI target(URI from, HttpResponse<?> answer) {
        String location = answer.headers().firstValue("Location").orElse("");
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw invalid("a redirect to what is no address");
        }
        if (location.isBlank()) {
            throw invalid("a redirect to nowhere");
        }
        boolean secure = "https".equalsIgnoreCase(to.getScheme());
        boolean likewise = "http".equalsIgnoreCase(to.getScheme()) && "http".equalsIgnoreCase(from.getScheme());
        if (to.getHost() == null || !(secure || likewise)) {
            throw invalid("a redirect that is not to https");
        }
        return to;
    }

    private IOException failure(HttpResponse<?> answer) {
        int status = answer.statusCode();
        if (status == 429 || status >= 500) {
            return new Passing(status, retryAfter(answer));
        }
        String code = answer.headers().firstValue("X-Error-Code").orElse("");
        if (code.equals("GatedRepo")) {
            throw refused(
                    Reason.UNAUTHORIZED,
                    status,
                    "the model is gated: accept its terms on its page of the hub, and set HF_TOKEN"
                            + " to a token of that account");
        }
        if (status == 401 || status == 403) {
            throw refused(
                    Reason.UNAUTHORIZED,
                    status,
                    (settings.token() == null
                                    ? "there is no such model, or it is private: correct the name, or set HF_TOKEN"
                                    : "the token of HF_TOKEN or apiKey is wrong or may not read it: correct the token or the name")
                            + " (the hub answered " + status + ")");
        }
        if (status == 404) {
            throw refused(
                    Reason.INVALID_REQUEST,
                    status,
                    "the hub at " + settings.endpoint() + " has no such model, or not in revision "
                            + settings.revision() + ": correct the name, which is ORGANISATION/MODEL");
        }
        throw refused(Reason.OTHER, status, "the hub at " + settings.endpoint() + " answered with status " + status);
    }

    private static long retryAfter(HttpResponse<?> answer) {
        Optional<String> header = answer.headers().firstValue("Retry-After");
        return header.filter(value -> value.matches("\\d{1,4}"))
                .map(Long::parseLong)
                .orElse(-1L);
    }

    private EmbeddingException refused(Reason reason, int status, String message) {
        return new EmbeddingException(reason, status, settings.model() + " was not fetched: " + message, null);
    }

    /** The hub said what it cannot have meant. */
    EmbeddingException invalid(String what) {
        return new EmbeddingException(
                Reason.INVALID_RESPONSE,
                0,
                settings.model() + " was not fetched: the hub at " + settings.endpoint() + " gave " + what,
                null);
    }

    /** The flag stays set. */
    EmbeddingException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new EmbeddingException(
                Reason.CANCELLED, 0, settings.model() + ": interrupted while it was fetched; what is there is kept", e);
    }
}
