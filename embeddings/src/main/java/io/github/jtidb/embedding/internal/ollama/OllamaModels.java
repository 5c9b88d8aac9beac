package io.github.jtidb.embedding.internal.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jtidb.embedding.internal.http.ApiRequest;
import io.github.jtidb.embedding.internal.http.Connection;
import io.github.jtidb.embedding.internal.http.Json;
import io.github.jtidb.embedding.internal.http.ModelList;
import java.util.List;
import java.util.OptionalInt;

/** What Ollama says of the models that it has. Stateless. */
final class OllamaModels {

    private OllamaModels() {}

    /** The length of a model's vectors, as its file says; empty if it does not. Nothing is loaded for it. */
    static OptionalInt dimensions(Connection connection, String model) {
        ApiRequest show =
                ApiRequest.post(connection.at("/api/show"), Json.object().put("model", model));
        return connection.ask(show, List.of(), response -> {
            JsonNode info = response.json().path("model_info");
            JsonNode length = info.path(info.path("general.architecture").asText() + ".embedding_length");
            return length.canConvertToInt() && length.intValue() > 0
                    ? OptionalInt.of(length.intValue())
                    : OptionalInt.empty();
        });
    }

    /** The full names of all models, sorted. Not all of them embed. */
    static List<String> list(Connection connection, String provider) {
        return connection.ask(
                ApiRequest.get(connection.at("/api/tags")),
                List.of(),
                response -> ModelList.names(provider, response.json().path("models"), "name"));
    }
}
