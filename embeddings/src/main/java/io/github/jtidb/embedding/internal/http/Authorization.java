package io.github.jtidb.embedding.internal.http;

import java.util.Map;

/** Shows who asks. Implementations are immutable, and their text forms hold no key. */
@FunctionalInterface
public interface Authorization {

    /** For servers that ask for none. */
    Authorization NONE = request -> Map.of();

    /**
     * The headers that the request still needs. They are asked for anew at each attempt.
     *
     * @param request the request as it will be sent, but for these headers
     */
    Map<String, String> headers(ApiRequest request);

    /** The key as most services take it. */
    static Authorization bearer(String key) {
        return header("Authorization", "Bearer " + key);
    }

    /** The key in a header of its own. */
    static Authorization header(String name, String value) {
        return request -> Map.of(name, value);
    }
}
