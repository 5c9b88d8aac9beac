package io.github.jtidb.embedding.internal.aws;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An API key of Bedrock's, sent as it is. Immutable. */
final class BearerToken implements AwsAuth {

    private final String token;

    BearerToken(String token) {
        this.token = token;
    }

    @Override
    public Map<String, String> headers(String method, URI uri, Map<String, String> headers, byte[] body, Instant now) {
        return Map.of("Authorization", "Bearer " + token);
    }

    @Override
    public List<String> secrets() {
        return List.of(token);
    }

    @Override
    public String toString() {
        return "BearerToken";
    }
}
