package io.github.jtidb.examples.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A model behind OpenAI's interface, which NVIDIA NIM, vLLM and many others have, too. Immutable. */
public final class OpenAiChat implements ChatModel {

    private final String model;
    private final URI completions;
    private final Map<String, String> headers;

    private OpenAiChat(String model, String base, String key) {
        this.model = model;
        this.completions = URI.create(base.replaceAll("/+$", "") + "/chat/completions");
        Map<String, String> all =
                new HashMap<>(Map.of("Content-Type", "application/json", "Accept", "application/json"));
        if (!key.isEmpty()) {
            all.put("Authorization", "Bearer " + key);
        }
        this.headers = Map.copyOf(all);
    }

    /**
     * A model of OpenAI's, or of a server with its interface that {@code OPENAI_BASE_URL} names.
     *
     * @param model such as {@code gpt-4o-mini}
     * @param environment where {@code OPENAI_API_KEY} is
     * @throws ChatException if there is neither a key nor another address
     */
    public static OpenAiChat openAi(String model, Map<String, String> environment) {
        return of(model, "https://api.openai.com/v1", "OPENAI_BASE_URL", "OPENAI_API_KEY", environment);
    }

    /**
     * A model of NVIDIA's, or of a NIM of your own that {@code NVIDIA_BASE_URL} names.
     *
     * @param model such as {@code meta/llama-3.1-8b-instruct}
     * @param environment where {@code NVIDIA_API_KEY} is
     * @throws ChatException if there is neither a key nor another address
     */
    public static OpenAiChat nvidiaNim(String model, Map<String, String> environment) {
        return of(model, "https://integrate.api.nvidia.com/v1", "NVIDIA_BASE_URL", "NVIDIA_API_KEY", environment);
    }

    private static OpenAiChat of(
            String model, String base, String urlVariable, String keyVariable, Map<String, String> environment) {
        String url = environment.getOrDefault(urlVariable, "");
        String key = environment.getOrDefault(keyVariable, "").strip();
        if (url.isBlank() && key.isEmpty()) {
            throw new ChatException(model + " needs a key: set " + keyVariable + ", or " + urlVariable
                    + " to the address of a server of yours");
        }
        return new OpenAiChat(model, url.isBlank() ? base : url, key);
    }

    @Override
    public String answer(String system, String user) {
        Map<String, ?> body = Map.of(
                "model",
                model,
                "stream",
                false,
                "messages",
                List.of(Map.of("role", "system", "content", system), Map.of("role", "user", "content", user)));
        JsonNode choice =
                JsonPost.send(model, completions, headers, JsonPost.bytes(body)).at("/choices/0");
        return JsonPost.text(
                model,
                choice.at("/message/content"),
                choice.path("finish_reason").asText());
    }
}
