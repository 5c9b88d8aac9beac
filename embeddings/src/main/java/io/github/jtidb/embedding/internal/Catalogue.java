package io.github.jtidb.embedding.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jtidb.embedding.ModelInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** What is known of models, as data: {@code models.json} beside this class. Immutable. */
public final class Catalogue {

    private static final Map<String, ModelInfo> MODELS = read();

    private Catalogue() {}

    /** What is known of a model, by its full name. */
    public static Optional<ModelInfo> find(String model) {
        return Optional.ofNullable(MODELS.get(model));
    }

    /** The full names of a provider's known models, sorted. */
    public static List<String> models(String provider) {
        return MODELS.keySet().stream()
                .filter(name -> name.startsWith(provider + "/"))
                .toList();
    }

    private static Map<String, ModelInfo> read() {
        try (InputStream json = Catalogue.class.getResourceAsStream("models.json")) {
            Map<String, ModelInfo> models = new TreeMap<>();
            for (JsonNode row : new ObjectMapper().readTree(Objects.requireNonNull(json, "models.json"))) {
                ModelInfo info = info(row);
                models.put(info.name(), info);
            }
            return Collections.unmodifiableMap(models);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A row says only what differs from the usual: no prompts, no images, one length, vectors of any length. */
    private static ModelInfo info(JsonNode row) {
        return new ModelInfo(
                row.required("name").textValue(),
                row.required("dimensions").intValue(),
                row.has("maxTokens") ? OptionalInt.of(row.get("maxTokens").intValue()) : OptionalInt.empty(),
                row.path("normalized").asBoolean(),
                row.path("selectable").asBoolean(),
                row.path("queryPrompt").asText(),
                row.path("documentPrompt").asText(),
                row.path("images").asBoolean());
    }
}
