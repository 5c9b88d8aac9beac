package io.github.jtidb.embedding.internal.aws;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Proves to AWS who sends a request. Its text form holds no key. Implementations are immutable. */
public sealed interface AwsAuth permits SigV4, BearerToken {

    /**
     * The headers that a request needs besides its own. They hold for a few minutes: a request that is sent again gets new
     * ones.
     *
     * @param method such as {@code POST}
     * @param uri the address, as it will be sent
     * @param headers the request's own headers that nothing on the way changes, by name
     * @param body the bytes that will be sent
     * @param now when it is sent
     * @return headers by name, none of which was given
     */
    Map<String, String> headers(String method, URI uri, Map<String, String> headers, byte[] body, Instant now);

    /** What must not appear in a message, though the service may quote it. */
    List<String> secrets();
}
