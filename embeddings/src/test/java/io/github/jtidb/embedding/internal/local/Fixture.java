package io.github.jtidb.embedding.internal.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jtidb.embedding.internal.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/** A tiny model with random weights, and what Python makes of some texts with it. */
final class Fixture {

    static final ObjectMapper JSON = new ObjectMapper();

    private Fixture() {}

    static Path folder(String name) {
        try {
            return Path.of(Fixture.class.getResource("models/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static String model(String name) {
        return "local:" + folder(name);
    }

    static JsonNode expected(String name) {
        try {
            return JSON.readTree(folder(name).resolve("expected.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonNode> list(JsonNode array) {
        return array.valueStream().toList();
    }

    static float[] floats(JsonNode array) {
        float[] floats = new float[array.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) array.get(i).asDouble();
        }
        return floats;
    }

    static long[] longs(JsonNode array) {
        return array.valueStream().mapToLong(JsonNode::asLong).toArray();
    }

    /** The text of a name. */
    static String text(JsonNode expected, String name) {
        return row(expected, name).path("text").textValue();
    }

    static JsonNode row(JsonNode expected, String name) {
        return list(expected.path("texts")).stream()
                .filter(row -> row.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** A copy that a test may change. */
    static Path copy(String name, Path to) throws IOException {
        return Folders.copy(folder(name), to);
    }
}
