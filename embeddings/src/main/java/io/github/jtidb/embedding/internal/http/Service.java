package io.github.jtidb.embedding.internal.http;

import io.github.jtidb.embedding.EmbeddingException.Reason;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who a service is and what is peculiar to it, whatever is asked of it. A provider is one itself. Implementations are
 * immutable.
 */
public interface Service {

    /** The id of the provider. */
    String id();

    /** The address of the service's own host, where the paths of its interface begin; without a slash at the end. */
    String url();

    /** The variables that give another address, the first before the others. */
    default List<String> urlVariables() {
        return List.of();
    }

    /** The variables that hold the key, the first before the others. */
    default List<String> keyVariables() {
        return List.of();
    }

    /** Whether this address wants a key. By default the service's own host does and no other, since it may be a server of one's own. */
    default boolean needsKey(URI base) {
        return !keyVariables().isEmpty() && URI.create(url()).getHost().equalsIgnoreCase(base.getHost());
    }

    /** Makes of the key what is sent. */
    default Authorization authorization(String key) {
        return Authorization.bearer(key);
    }

    /** The names that {@code ModelOptions.option} knows here. */
    default Set<String> ownOptions() {
        return Set.of();
    }

    /** The names of further options that mean nothing here. */
    default Set<String> refusedOptions() {
        return Set.of();
    }

    /** Why a request failed, where the status does not tell. */
    default Optional<Reason> reason(ApiError error) {
        return Optional.empty();
    }

    /** What to do about a failure, in one sentence, where there is better advice than the usual. */
    default Optional<String> remedy(ApiError error) {
        return Optional.empty();
    }

    /** Whether a request is tried again after this status, besides those that pass everywhere. */
    default boolean passes(int status) {
        return false;
    }

    /**
     * What to ask next, after a short wait, when an answer means "not yet".
     *
     * @param base the address of the service, in use
     */
    default Optional<ApiRequest> followUp(ApiResponse response, URI base) {
        return Optional.empty();
    }
}
