package io.github.jtidb.client.internal.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.client.Samples.Words;
import io.github.jtidb.embedding.EmbeddingFunction;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbeddingFunctionsTest {

    private static final String LOCAL = "local/all-MiniLM-L6-v2";

    @Test
    void get_twice_isTheSameFunction() {
        try (EmbeddingFunctions functions = new EmbeddingFunctions(Map.of())) {
            assertThat(functions.get(LOCAL)).isSameAs(functions.get(LOCAL));
        }
    }

    @Test
    void close_closesWhatItOpenedAndOpensNothingMore() {
        Words given = new Words();
        EmbeddingFunctions functions = new EmbeddingFunctions(Map.of(given.model(), given));
        EmbeddingFunction local = functions.get(LOCAL);
        functions.close();
        functions.close();

        assertThatThrownBy(() -> local.embedQuery("x")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> functions.get(LOCAL)).isInstanceOf(IllegalStateException.class);
        assertThat(functions.get(given.model()).embedQuery("x")).hasSize(64);
    }
}
