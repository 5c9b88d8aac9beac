package io.github.jtidb.embedding.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;

/** Tells what became of an attempt that brought no answer to read. Immutable. */
final class Failures {

    private static final int ONCE_MORE = 2;
    private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504, 529);

    /** These come with 429, or with 400, and stay until somebody pays. */
    private static final Set<String> UNPAID = Set.of("insufficient_quota", "Arrearage");

    private final Service service;
    private final URI base;
    private final Redaction redaction;

    Failures(Service service, URI base, Redaction redaction) {
        this.service = service;
        this.base = base;
        this.redaction = redaction;
    }

    /** An answer that is no success. */
    Failure of(ApiResponse response, Collection<String> texts) {
        JsonNode body;
        try {
            body = Json.read(response.body());
        } catch (InvalidAnswerException e) {
            body = MissingNode.getInstance();
        }
        ApiError error = ApiError.of(response, body);
        Reason reason = service.reason(error).orElseGet(() -> reason(error));
        String said = redaction.clean(error.message(), texts);
        Optional<Duration> pause = RetryDelay.asked(response, body, Instant.now());
        return new Failure(
                reason,
                response.status(),
                who() + " answered " + response.status() + (said.isEmpty() ? "" : ": " + said)
                        + pause.map(wait -> ", and asks to wait " + wait.toSeconds() + " s")
                                .orElse("")
                        + service.remedy(error).map(advice -> ". " + advice).orElseGet(() -> remedy(reason, response)),
                null,
                attempts(reason, error),
                pause);
    }

    /** No whole answer came. */
    Failure of(IOException failure) {
        boolean tls = failure instanceof SSLException;
        boolean large = failure instanceof Transport.TooLargeException;
        return new Failure(
                large ? Reason.INVALID_RESPONSE : Reason.UNAVAILABLE,
                0,
                large
                        ? who() + " answered with " + failure.getMessage() + ". Send fewer inputs by maxBatchSize"
                        : who() + trouble(failure) + failure.getClass().getSimpleName()
                                + ". Check the address, the network and the proxy",
                failure,
                tls || large ? 1 : Integer.MAX_VALUE,
                Optional.empty());
    }

    private static String trouble(IOException failure) {
        if (failure instanceof SSLException) {
            return " could not be trusted or spoken to by TLS: ";
        }
        return failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException
                ? " cannot be reached: "
                : " gave no whole answer: ";
    }

    /** An attempt took too long. */
    Failure timeout(Duration timeout) {
        return new Failure(
                Reason.UNAVAILABLE,
                0,
                who() + " gave no whole answer within the timeout of " + timeout
                        + ". Allow more time, or send fewer inputs by maxBatchSize",
                null,
                Integer.MAX_VALUE,
                Optional.empty());
    }

    /** An answer of success that is not as documented. */
    Failure of(InvalidAnswerException wrong, int status) {
        return new Failure(
                Reason.INVALID_RESPONSE,
                status,
                who() + " answered with " + wrong.getMessage() + ". Check the base URL and the model",
                null,
                1,
                Optional.empty());
    }

    private int attempts(Reason reason, ApiError error) {
        if (reason != Reason.RATE_LIMITED && reason != Reason.UNAVAILABLE) {
            return 1;
        }
        return PASSING.contains(error.status()) || service.passes(error.status())
                ? Integer.MAX_VALUE
                : error.status() == 424 ? ONCE_MORE : 1;
    }

    private static Reason reason(ApiError error) {
        if (UNPAID.stream().anyMatch(error::is)) {
            return Reason.UNAUTHORIZED;
        }
        return switch (error.status()) {
            case 401, 402, 403, 407, 498 -> Reason.UNAUTHORIZED;
            case 429 -> Reason.RATE_LIMITED;
            case 408, 409, 424, 425, 499 -> Reason.UNAVAILABLE;
            default -> error.status() >= 500 ? Reason.UNAVAILABLE : Reason.INVALID_REQUEST;
        };
    }

    private String remedy(Reason reason, ApiResponse response) {
        return switch (reason) {
            case UNAUTHORIZED ->
                ". Set a key that may do this by apiKey"
                        + (service.keyVariables().isEmpty()
                                ? ""
                                : " or in " + service.keyVariables().get(0))
                        + ", and see that the account has credit";
            case RATE_LIMITED -> ". Wait, or ask for less by requestsPerMinute, tokensPerMinute or parallelRequests";
            case INVALID_REQUEST ->
                response.status() / 100 == 3
                        ? ". It wants to send the request elsewhere, which is not followed: correct the base URL"
                        : response.status() == 404 ? ". Check the model's name and the base URL" : "";
            default -> "";
        };
    }

    private String who() {
        return base.getScheme() + "://" + base.getRawAuthority();
    }
}
