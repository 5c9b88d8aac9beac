package io.github.jtidb.embedding.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jtidb.embedding.Embeddings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueTest {

    /** Those of the product's examples among them. */
    @ParameterizedTest
    @CsvSource({
        "nvidia_nim/baai/bge-m3, 1024",
        "nvidia_nim/nvidia/nv-embed-v1, 4096",
        "huggingface/intfloat/multilingual-e5-large, 1024",
        "huggingface/BAAI/bge-m3, 1024",
        "huggingface/sentence-transformers/all-MiniLM-L6-v2, 384",
        "huggingface/sentence-transformers/all-mpnet-base-v2, 768",
        "huggingface/Qwen/Qwen3-Embedding-0.6B, 1024",
        "openai/text-embedding-3-large, 3072",
        "tidbcloud_free/amazon/titan-embed-text-v2, 1024",
        "bedrock/amazon.titan-embed-text-v2:0, 1024",
        "gemini/gemini-embedding-001, 3072",
        "local/all-MiniLM-L6-v2, 384"
    })
    void info_knownModel_hasItsDimensions(String model, int dimensions) {
        assertThat(Embeddings.info(model)).hasValueSatisfying(info -> {
            assertThat(info.name()).isEqualTo(model);
            assertThat(info.dimensions()).isEqualTo(dimensions);
        });
    }

    @Test
    void info_prompts() {
        assertThat(Embeddings.info("huggingface/intfloat/multilingual-e5-small"))
                .hasValueSatisfying(info -> {
                    assertThat(info.queryPrompt()).isEqualTo("query: ");
                    assertThat(info.documentPrompt()).isEqualTo("passage: ");
                });
        assertThat(Embeddings.info("openai/text-embedding-3-small")).hasValueSatisfying(info -> {
            assertThat(info.queryPrompt() + info.documentPrompt()).isEmpty();
            assertThat(info.selectable()).isTrue();
            assertThat(info.normalized()).isTrue();
            assertThat(info.images()).isFalse();
            assertThat(info.maxTokens()).hasValue(8192);
        });
    }

    @Test
    void info_unknownModel_isEmpty() {
        assertThat(Embeddings.info("openai/no-such-model")).isEmpty();
        assertThat(Embeddings.info("nonsense")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bedrock",
                "cohere",
                "dashscope",
                "gemini",
                "huggingface",
                "jina_ai",
                "local",
                "nvidia_nim",
                "ollama",
                "openai",
                "tidbcloud_free",
                "voyage"
            })
    void models_ofEachProvider_areSane(String provider) {
        List<String> models = Catalogue.models(provider);

        assertThat(models).isNotEmpty().isSorted();
        assertThat(models)
                .allSatisfy(model -> assertThat(Catalogue.find(model)).hasValueSatisfying(info -> {
                    assertThat(info.dimensions()).isBetween(64, 16_383);
                    assertThat(info.maxTokens().orElse(1)).isPositive();
                }));
    }
}
