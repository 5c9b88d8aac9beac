package io.github.jtidb.embedding.internal.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jtidb.embedding.internal.http.InvalidAnswerException;
import java.util.List;
import java.util.stream.StreamSupport;

/** The answer to {@code GET /models}. Stateless. */
public final class ModelList {

    private ModelList() {}

    /** The full names in an answer, sorted, each once. */
    public static List<String> names(String provider, JsonNode answer) {
        if (!answer.path("data").isArray()) {
            throw new InvalidAnswerException("no list of models");
        }
        return StreamSupport.stream(answer.path("data").spliterator(), false)
                .map(model -> model.path("id").asText())
                .filter(id -> !id.isBlank())
                .map(id -> provider + "/" + id)
                .distinct()
                .sorted()
                .toList();
    }
}
