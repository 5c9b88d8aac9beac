package io.github.jtidb.embedding.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a service says of a request that failed, in any of the forms that services have. Immutable.
 *
 * @param status the HTTP status
 * @param codes the names it has for the failure, such as {@code insufficient_quota}; may be empty
 * @param message its explanation as it came, or empty; it may quote keys and texts
 */
public record ApiError(int status, Set<String> codes, String message) {

    private static final int LONGEST_PLAIN_TEXT = 500;

    /** Reads the error of an answer, whatever it looks like. */
    static ApiError of(ApiResponse response, JsonNode body) {
        JsonNode error = body.path("error");
        Set<String> codes = new TreeSet<>();
        for (JsonNode place : List.of(body, error)) {
            for (String name : List.of("code", "type", "status", "error_type", "reason")) {
                if (place.path(name).isTextual()) {
                    codes.add(place.path(name).textValue());
                }
            }
        }
        for (JsonNode detail : error.path("details")) {
            if (detail.path("reason").isTextual()) {
                codes.add(detail.path("reason").textValue());
            }
        }
        // As Amazon sends it: the name, then a colon and an address.
        response.header("x-amzn-errortype").ifPresent(type -> codes.add(type.split(":", 2)[0]));
        return new ApiError(response.status(), codes, message(response, body));
    }

    /** Whether one of the codes is this one, in upper or lower case. */
    public boolean is(String code) {
        return codes.stream().anyMatch(code::equalsIgnoreCase);
    }

    private static String message(ApiResponse response, JsonNode body) {
        JsonNode error = body.path("error");
        for (JsonNode place : List.of(
                error.path("message"),
                body.path("message"),
                body.path("Message"),
                body.path("detail"),
                error,
                body.path("errors"),
                body.path("title"),
                body)) {
            String text = text(place);
            if (!text.isBlank()) {
                return text;
            }
        }
        return body.isMissingNode() ? plain(response) : "";
    }

    /** A text, or those of a list, which may be of objects as FastAPI makes them: where, and what. */
    private static String text(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue();
        }
        List<String> parts = new ArrayList<>();
        if (node.isArray()) {
            for (JsonNode each : node) {
                String what = each.isTextual() ? each.textValue() : text(each.path("msg"));
                String where = each.path("loc").isArray() ? " (" + text(each.path("loc")) + ")" : "";
                parts.add((what.isEmpty() ? text(each.path("message")) : what) + where);
            }
        }
        return String.join(", ", parts);
    }

    private static String plain(ApiResponse response) {
        String type = response.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        String text = new String(response.body(), StandardCharsets.UTF_8).strip();
        boolean html = type.contains("html") || text.startsWith("<");
        if (text.isEmpty()) {
            // Gateways of NVIDIA put all that they say into this header.
            return response.header("www-authenticate").orElse("");
        }
        return html ? "a page of HTML" : text.length() > LONGEST_PLAIN_TEXT ? "" : text;
    }
}
