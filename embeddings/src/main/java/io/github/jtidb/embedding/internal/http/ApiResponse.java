package io.github.jtidb.embedding.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * An answer with its whole body, which is not in its text form. Immutable; the body is not copied.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param body the bytes; empty if there are none
 */
public record ApiResponse(int status, HttpHeaders headers, byte[] body) {

    /** Whether the status is one of success. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The body. */
    public JsonNode json() {
        return Json.read(body);
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    @Override
    public String toString() {
        return "HTTP " + status;
    }
}
