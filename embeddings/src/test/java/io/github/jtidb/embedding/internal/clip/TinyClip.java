package io.github.jtidb.embedding.internal.clip;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.embedding.ModelOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import org.assertj.core.data.Offset;

/**
 * Two small models with random weights and what transformers makes of texts and images with them: one of two networks, and
 * the same as one network.
 */
final class TinyClip {

    static final Path SPLIT = folder("tiny-clip");
    static final Path COMBINED = folder("tiny-clip-combined");

    /** A model of the other family, see {@code make_siglip.py}. */
    static final Path SIGLIP = folder("tiny-siglip");

    static final ObjectMapper JSON = new ObjectMapper();
    static final JsonNode EXPECTED = expected(SPLIT);
    static final JsonNode EXPECTED_COMBINED = expected(COMBINED);

    private TinyClip() {}

    private static Path folder(String name) {
        try {
            return Path.of(
                    Objects.requireNonNull(TinyClip.class.getResource(name)).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode expected(Path folder) {
        try {
            return JSON.readTree(folder.resolve("expected.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ModelOptions options() {
        return Embeddings.model("local/clip");
    }

    static ClipEmbeddingFunction open(Path folder) {
        return ClipEmbeddingFunction.open(folder, options());
    }

    static float[] floats(JsonNode values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i).floatValue();
        }
        return floats;
    }

    static void assertNear(float[] vector, JsonNode expected, double tolerance, String name) {
        assertThat(vector).as(name).hasSize(expected.size());
        for (int i = 0; i < vector.length; i++) {
            assertThat((double) vector[i])
                    .as("%s [%d]", name, i)
                    .isCloseTo(expected.get(i).doubleValue(), Offset.offset(tolerance));
        }
    }
}
