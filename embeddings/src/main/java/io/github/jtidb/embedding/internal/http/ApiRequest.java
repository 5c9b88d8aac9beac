package io.github.jtidb.embedding.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request as it is sent. Neither the headers nor the body are in its text form. Immutable; the body is not copied.
 *
 * @param method GET or POST
 * @param uri where it goes
 * @param headers names in any case, values that HTTP allows
 * @param body the bytes to send, or none
 */
public record ApiRequest(String method, URI uri, Map<String, String> headers, byte[] body) {

    /** A request without a body. */
    public static ApiRequest get(URI uri) {
        return new ApiRequest("GET", uri, Map.of(), new byte[0]);
    }

    /** A request with JSON. */
    public static ApiRequest post(URI uri, JsonNode body) {
        return new ApiRequest("POST", uri, Map.of(), Json.write(body));
    }

    /** This request with further headers, which replace those of the same name. */
    public ApiRequest with(Map<String, String> further) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        all.putAll(further);
        return new ApiRequest(method, uri, all, body);
    }

    @Override
    public String toString() {
        return method + " " + uri.getHost();
    }
}
