package io.github.jtidb.embedding.internal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.Embeddings;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which files of a repository of the hub are wanted. */
class HubModelTest {

    private static final Set<String> BGE_M3 = Set.of(
            ".gitattributes",
            "1_Pooling/config.json",
            "README.md",
            "config.json",
            "config_sentence_transformers.json",
            "colbert_linear.pt",
            "imgs/bm25.jpg",
            "modules.json",
            "onnx/config.json",
            "onnx/model.onnx",
            "onnx/model.onnx_data",
            "onnx/model_O2.onnx",
            "onnx/tokenizer.json",
            "pytorch_model.bin",
            "model.safetensors",
            "sentence_bert_config.json",
            "sentencepiece.bpe.model",
            "special_tokens_map.json",
            "tokenizer.json",
            "tokenizer_config.json");

    @Test
    void choose_largeModel_networkItsDataAndWhatDescribesThem() {
        assertThat(choose(null, BGE_M3))
                .containsExactlyInAnyOrder(
                        "1_Pooling/config.json",
                        "config.json",
                        "config_sentence_transformers.json",
                        "modules.json",
                        "onnx/model.onnx",
                        "onnx/model.onnx_data",
                        "sentence_bert_config.json",
                        "special_tokens_map.json",
                        "tokenizer.json",
                        "tokenizer_config.json");
        assertThat(choose("O2", BGE_M3)).contains("onnx/model_O2.onnx").doesNotContain("onnx/model.onnx");
    }

    @Test
    void choose_denseLayers_weightsToo() {
        assertThat(choose(
                        null,
                        Set.of(
                                "tokenizer.json",
                                "onnx/model.onnx",
                                "2_Dense/config.json",
                                "2_Dense/model.safetensors",
                                "model.safetensors")))
                .contains("2_Dense/config.json", "2_Dense/model.safetensors")
                .doesNotContain("model.safetensors");
    }

    @Test
    void choose_textsAndImages_bothNetworks() {
        Set<String> files = Set.of(
                "config.json",
                "preprocessor_config.json",
                "tokenizer.json",
                "onnx/model.onnx",
                "onnx/text_model.onnx",
                "onnx/vision_model.onnx",
                "onnx/text_model_quantized.onnx",
                "onnx/vision_model_quantized.onnx");

        assertThat(choose(null, files))
                .containsExactlyInAnyOrder(
                        "config.json",
                        "preprocessor_config.json",
                        "tokenizer.json",
                        "onnx/text_model.onnx",
                        "onnx/vision_model.onnx");
        assertThat(choose("quantized", files))
                .contains("onnx/text_model_quantized.onnx", "onnx/vision_model_quantized.onnx")
                .doesNotContain("onnx/model.onnx");
    }

    @Test
    void choose_noNetwork_saysHowToExport() {
        Set<String> files = new TreeSet<>(BGE_M3);
        files.removeIf(path -> path.contains(".onnx"));

        assertThatThrownBy(() -> choose(null, files))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("local/org/name has no network of ONNX")
                .hasMessageContaining("optimum-cli export onnx --model org/name --task feature-extraction FOLDER")
                .hasMessageContaining("local:FOLDER");
    }

    @Test
    void choose_noTokenizer_saysSo() {
        assertThatThrownBy(() -> choose(null, Set.of("onnx/model.onnx", "tokenizer_config.json")))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("tokenizer.json");
    }

    private static List<String> choose(@Nullable String variant, Set<String> paths) {
        var options = Embeddings.model("local/org/name");
        options = variant == null ? options : options.option("variant", variant);
        return HubFiles.choose(
                "local/org/name", "org/name", LocalOptions.forVectors(options, LocalOptions.Origin.HUB), paths);
    }
}
