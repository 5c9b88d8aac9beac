package io.github.jtidb.examples.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Sends JSON and reads JSON, once: a language model is slow and dear, so whether to try again is left to who asks. */
final class JsonPost {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final int LONGEST_COMPLAINT = 300;

    // HTTP/1.1, since an attempt to upgrade loses the body at some servers without TLS. No redirects: they would take
    // the key.
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private JsonPost() {}

    /** A body for {@link #send}. */
    static byte[] bytes(Map<String, ?> body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A question that is no text", e);
        }
    }

    /**
     * Sends a body and reads the answer.
     *
     * @param model which model is asked, to begin a message
     * @param headers keys among them; none of their values appears in a message
     * @throws ChatException if no answer comes, or one that is no success
     */
    static JsonNode send(String model, URI uri, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(TIMEOUT).POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        String where = model + " at " + uri.getScheme() + "://" + uri.getRawAuthority();
        HttpResponse<byte[]> response;
        try {
            response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new ChatException(
                    where + " cannot be reached (" + e.getClass().getSimpleName()
                            + "). Check the address, and that the server runs",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChatException(where + ": interrupted", e);
        }
        JsonNode answer = parse(response.body());
        if (response.statusCode() != 200) {
            throw new ChatException(where + " answered " + response.statusCode() + complaint(answer, headers)
                    + (response.statusCode() == 401 || response.statusCode() == 403 ? ". Check the key" : ""));
        }
        return answer;
    }

    /** The text in an answer, which is where the model's interface says. */
    static String text(String model, JsonNode text, String stopReason) {
        if (!text.isTextual() || text.textValue().isBlank()) {
            throw new ChatException(model + " answered without a text"
                    + (stopReason.isEmpty() ? "" : ", and stopped for the reason " + stopReason)
                    + ". Check the address and the model");
        }
        return text.textValue().strip();
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    /** What the service says is wrong, in whichever form. */
    private static String complaint(JsonNode answer, Map<String, String> headers) {
        for (JsonNode place : List.of(
                answer.at("/error/message"),
                answer.path("error"),
                answer.path("message"),
                answer.path("Message"),
                answer.path("detail"))) {
            if (place.isTextual()) {
                String text = place.textValue();
                for (String name : List.of("Authorization", "X-Amz-Security-Token")) {
                    String secret = headers.getOrDefault(name, "").replaceFirst("^Bearer ", "");
                    text = secret.isEmpty() ? text : text.replace(secret, "…");
                }
                return ": " + (text.length() > LONGEST_COMPLAINT ? text.substring(0, LONGEST_COMPLAINT) + "…" : text);
            }
        }
        return "";
    }
}
