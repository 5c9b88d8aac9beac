package io.github.jtidb.embedding.internal.clip;

import static io.github.jtidb.embedding.internal.Reasons.hasReason;
import static io.github.jtidb.embedding.internal.clip.TinyClip.COMBINED;
import static io.github.jtidb.embedding.internal.clip.TinyClip.SIGLIP;
import static io.github.jtidb.embedding.internal.clip.TinyClip.SPLIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.internal.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders in other layouts, incomplete ones, and options that do not suit. */
class ClipFolderTest {

    private static final float[] CAT = catOf(SPLIT);

    @TempDir
    Path folder;

    private static float[] catOf(Path folder) {
        try (ClipEmbeddingFunction model = TinyClip.open(folder)) {
            return model.embedQuery("a photo of a cat");
        }
    }

    @Test
    void isClip_byConfig() throws IOException {
        assertThat(ClipFolder.isClip(SPLIT)).isTrue();
        assertThat(ClipFolder.isClip(COMBINED)).isTrue();
        assertThat(ClipFolder.isClip(SIGLIP)).isTrue();
        assertThat(ClipFolder.isClip(folder)).isFalse();
        assertThat(ClipFolder.isClip(folder.resolve("none"))).isFalse();
        Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"bert\"}");
        assertThat(ClipFolder.isClip(folder)).isFalse();
        Files.writeString(folder.resolve("config.json"), "{\"model_type\"");
        assertThat(ClipFolder.isClip(folder)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "sentence_transformers.models.CLIPModel, onnx",
        "sentence_transformers.models.clip.CLIPModel, 0_CLIPModel/onnx"
    })
    void open_sentenceTransformers_innerFolder(String type, String networks) throws IOException {
        Folders.copy(SPLIT, folder.resolve("0_CLIPModel"));
        Files.writeString(
                folder.resolve("modules.json"),
                "[{\"idx\": 0, \"name\": \"0\", \"path\": \"0_CLIPModel\", \"type\": \"" + type + "\"}]");
        if (!networks.startsWith("0")) {
            Files.move(folder.resolve("0_CLIPModel/onnx"), folder.resolve(networks));
        }

        assertThat(ClipFolder.isClip(folder)).isTrue();
        assertThat(catOf(folder)).containsExactly(CAT);
    }

    @Test
    void open_variant_otherFiles() throws IOException {
        Folders.copy(SPLIT, folder);
        for (String name : new String[] {"text_model", "vision_model"}) {
            Files.move(folder.resolve("onnx/" + name + ".onnx"), folder.resolve("onnx/" + name + "_quantized.onnx"));
        }

        refused(options -> options)
                .hasMessageContaining("expected text_model.onnx and vision_model.onnx, or model.onnx");
        refused(options -> options.option("variant", "fp16")).hasMessageContaining("text_model_fp16.onnx");
        refused(options -> options.option("variant", "../x")).hasMessageContaining("a name such as quantized");
        refused(options -> options.option("variant", 3)).hasMessageContaining("a name such as quantized");
        try (ClipEmbeddingFunction model =
                ClipEmbeddingFunction.open(folder, TinyClip.options().option("variant", "quantized"))) {
            assertThat(model.embedQuery("a photo of a cat")).containsExactly(CAT);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tokenizer.json, tokenizer.json",
        "preprocessor_config.json, preprocessor_config.json",
        "config.json, model_type",
        "onnx/vision_model.onnx, vision_model.onnx"
    })
    void open_fileMissing_named(String file, String message) throws IOException {
        Folders.copy(SPLIT, folder);
        Files.delete(folder.resolve(file));

        refused(options -> options).hasMessageContaining("local/clip").hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "tokenizer.json, tokenizer could not be read",
        "preprocessor_config.json, no readable JSON",
        "onnx/vision_model.onnx, network could not be read",
        "onnx/text_model.onnx, network could not be read"
    })
    void open_fileBroken_named(String file, String message) throws IOException {
        Folders.copy(SPLIT, folder);
        Files.writeString(folder.resolve(file), "{broken");

        refused(options -> options).hasMessageContaining(message).hasMessageContaining(file.replaceFirst("onnx/", ""));
    }

    @Test
    void open_optionThatDoesNotSuit_named() throws IOException {
        Folders.copy(SPLIT, folder);

        refused(options -> options.apiKey("secret"))
                .hasMessageContaining("takes no option apiKey")
                .hasMessageNotContaining("secret");
        refused(options -> options.requestDimensions(12)).hasMessageContaining("requestDimensions");
        refused(options -> options.option("colour", "red")).hasMessageContaining("colour");
        refused(options -> options.dimensions(512)).hasMessageContaining("512").hasMessageContaining("24");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(UnaryOperator<ModelOptions> more) {
        return assertThatThrownBy(() -> ClipEmbeddingFunction.open(folder, more.apply(TinyClip.options()))
                        .close())
                .satisfies(hasReason(EmbeddingException.Reason.INVALID_REQUEST));
    }
}
