package io.github.jtidb.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.embedding.internal.local.LocalProvider;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingsTest {

    private static final String SERVICE = "META-INF/services/io.github.jtidb.embedding.EmbeddingProvider";

    private final Thread thread = Thread.currentThread();
    private final ClassLoader context = thread.getContextClassLoader();

    @TempDir
    Path directory;

    @AfterEach
    void restore() {
        thread.setContextClassLoader(context);
    }

    @Test
    void models_local_listed() {
        assertThat(Embeddings.models())
                .contains(
                        "local/all-MiniLM-L6-v2",
                        "local/all-MiniLM-L6-v2-q",
                        "local/bge-small-en-v1.5",
                        "local/bge-small-en-v1.5-q",
                        "local/e5-small-v2",
                        "local/e5-small-v2-q");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "all-MiniLM-L6-v2", "/all-MiniLM-L6-v2", "local/", "/", "local/all MiniLM", "local/x\n"
            })
    void open_malformedName_saysWhatIsExpected(String model) {
        assertThatThrownBy(() -> Embeddings.open(model))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("\"" + model + "\"")
                .hasMessageContaining("provider/model")
                .hasMessageContaining("local/all-MiniLM-L6-v2");
    }

    @ParameterizedTest
    @CsvSource({
        "all-MiniLM-L6-v2",
        "local/all-minilm-l6-v2",
        "LOCAL/all-MiniLM-L6-v2",
        "sentence-transformers/all-MiniLM-L6-v2",
        "local/all-MiniLM-L6-v3"
    })
    void open_nearName_asksWhetherTheOtherWasMeant(String model) {
        assertThatThrownBy(() -> Embeddings.open(model))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("\"" + model + "\"")
                .hasMessageMatching("(?s).*; did you mean [^?]*\"local/all-MiniLM-L6-v2\"[^?]*\\?.*");
    }

    @Test
    void open_unknownModel_knownOnesListed() {
        assertThatThrownBy(() -> Embeddings.open("local/nothing-like-it"))
                .isInstanceOf(EmbeddingException.class)
                .hasMessage("Unknown local embedding model \"local/nothing-like-it\"."
                        + " Known: " + String.join(", ", new LocalProvider().models())
                        + ". A model in a folder is local:FOLDER, one of the Hugging Face hub local/ORGANISATION/NAME");
    }

    @Test
    void open_unknownProvider_providersListed() {
        assertThatThrownBy(() -> Embeddings.open("tidbcloud_free/amazon/titan"))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("No provider \"tidbcloud_free\"")
                .hasMessageContainingAll("Providers here: ", "local, ")
                .hasMessageNotContaining("did you mean");
    }

    @Test
    void open_providerOfTheContextClassLoader_getsTheFullName() throws IOException {
        thread.setContextClassLoader(loaderWith(Planted.class.getName()));

        assertThatThrownBy(() -> Embeddings.open("planted/some/model"))
                .isInstanceOf(EmbeddingException.class)
                .hasMessage("asked for planted/some/model");
        assertThat(Embeddings.models()).contains("local/all-MiniLM-L6-v2", "planted/seed");
    }

    @Test
    void models_brokenProvider_othersStay() throws IOException {
        thread.setContextClassLoader(loaderWith("no.such.Provider\n" + Planted.class.getName()));

        assertThat(Embeddings.models()).contains("local/all-MiniLM-L6-v2", "planted/seed");
    }

    @Test
    void models_contextClassLoaderKnowsNothing_ownProvidersFound() {
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        assertThat(Embeddings.models()).contains("local/all-MiniLM-L6-v2");

        thread.setContextClassLoader(null);
        assertThat(Embeddings.models()).contains("local/all-MiniLM-L6-v2");
    }

    @Test
    void open_contextClassLoaderKnowsNothing_opened() {
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try (EmbeddingFunction function = Embeddings.open("local/all-MiniLM-L6-v2-q")) {
            assertThat(function.embedQuery("java")).hasSize(function.dimensions());
        }
    }

    /** A class loader that sees one further service file, and classes as before. */
    private ClassLoader loaderWith(String services) throws IOException {
        URL file = Files.writeString(directory.resolve("services"), services)
                .toUri()
                .toURL();
        return new ClassLoader(context) {
            @Override
            protected Enumeration<URL> findResources(String name) {
                return Collections.enumeration(name.equals(SERVICE) ? List.of(file) : List.of());
            }
        };
    }

    /** Opens nothing, but says what it was asked for. */
    public static final class Planted implements EmbeddingProvider {
        @Override
        public String id() {
            return "planted";
        }

        @Override
        public List<String> models() {
            return List.of("planted/seed");
        }

        @Override
        public EmbeddingFunction create(ModelOptions options) {
            throw new EmbeddingException("asked for " + options.model());
        }
    }
}
