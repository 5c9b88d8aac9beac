package io.github.jtidb.embedding.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The models that a service lists. Stateless. */
public final class ModelList {

    private ModelList() {}

    /**
     * Their full names, sorted, each once.
     *
     * @param provider what the names begin with
     * @param models an array of objects
     * @param name where an object has its model's name
     * @throws InvalidAnswerException if there is no such array
     */
    public static List<String> names(String provider, JsonNode models, String name) {
        if (!models.isArray()) {
            throw new InvalidAnswerException("no list of models");
        }
        return models.valueStream()
                .map(model -> model.path(name).asText())
                .filter(id -> !id.isBlank())
                .map(id -> provider + "/" + id)
                .distinct()
                .sorted()
                .toList();
    }
}
