package io.github.jtidb.examples.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** A model that Ollama serves, at {@code http://localhost:11434} unless {@code OLLAMA_HOST} says otherwise. Immutable. */
public final class OllamaChat implements ChatModel {

    private final String model;
    private final URI chat;

    /**
     * A model.
     *
     * @param model such as {@code llama3.2}; get it with {@code ollama pull}
     * @param environment where {@code OLLAMA_HOST} may be
     */
    public OllamaChat(String model, Map<String, String> environment) {
        String host =
                environment.getOrDefault("OLLAMA_HOST", "localhost").strip().replaceAll("/+$", "");
        this.model = model;
        // Ollama's own tools take a host alone, too.
        this.chat = URI.create(
                (host.contains("://") ? host : "http://" + host + (host.contains(":") ? "" : ":11434")) + "/api/chat");
    }

    @Override
    public String answer(String system, String user) {
        Map<String, ?> body = Map.of(
                "model",
                model,
                // Without it the answer comes in pieces.
                "stream",
                false,
                "messages",
                List.of(Map.of("role", "system", "content", system), Map.of("role", "user", "content", user)));
        JsonNode answer = JsonPost.send(model, chat, Map.of("Content-Type", "application/json"), JsonPost.bytes(body));
        return JsonPost.text(
                model, answer.at("/message/content"), answer.path("done_reason").asText());
    }
}
