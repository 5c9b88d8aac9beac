package io.github.jtidb.embedding.internal.local;

import static io.github.jtidb.embedding.internal.Reasons.hasReason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.vector.VectorMath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where models are found, how their files are read, and what is said when they are not right. */
@Timeout(120)
class FolderModelTest {

    private static final String BERT = "tiny-bert-mean";

    @TempDir
    Path temporary;

    @Test
    void open_relativeFolderWithWhiteSpace_opened() throws IOException {
        Path folder = Fixture.copy(BERT, temporary.resolve("my models/tiny bert"));
        Path relative = Path.of("").toAbsolutePath().relativize(folder);

        assertSame("local:" + relative, "short");
    }

    @Test
    void open_onTheClassPath_opened() {
        assertSame("local:classpath:io/github/jtidb/embedding/internal/local/models/tiny-bert-mean", "short");
        assertSame("local:classpath:/io/github/jtidb/embedding/internal/local/models/tiny-bert-mean/", "short");
    }

    @Test
    void open_transformerInItsOwnFolder_opened() throws IOException {
        Path folder = Fixture.copy(BERT, temporary.resolve("old"));
        Path transformer = Files.createDirectory(folder.resolve("0_Transformer"));
        for (String name : new String[] {"config.json", "tokenizer.json", "tokenizer_config.json", "onnx"}) {
            Files.move(folder.resolve(name), transformer.resolve(name));
        }
        Files.move(folder.resolve("sentence_bert_config.json"), transformer.resolve("sentence_roberta_config.json"));
        Files.writeString(
                folder.resolve("modules.json"),
                Files.readString(folder.resolve("modules.json"))
                        .replace("\"path\": \"\"", "\"path\": \"0_Transformer\""));

        assertSame("local:" + folder, "long");
    }

    /** As sentence-transformers does: the mean, not normalised. */
    @Test
    void open_withoutModules_meanOfTheTokens() throws IOException {
        Path folder = Fixture.copy(BERT, temporary.resolve("plain"));
        Files.delete(folder.resolve("modules.json"));
        JsonNode expected = Fixture.expected(BERT);

        try (EmbeddingFunction model = Embeddings.open("local:" + folder)) {
            float[] vector = model.embedQuery(Fixture.text(expected, "short"));
            assertThat(VectorMath.norm(vector)).isGreaterThan(1.5);
            assertThat(VectorMath.normalize(vector))
                    .containsExactly(
                            Fixture.floats(Fixture.row(expected, "short").path("embedding")), within(1e-5f));
        }
    }

    /** What "transformers" users do by hand: the first token's state, as it is. */
    @Test
    void open_rawClsOutput_notNormalised() throws IOException {
        JsonNode expected = Fixture.expected("tiny-xlmr-cls");
        float[] hidden = Fixture.floats(expected.path("last_hidden_state_short").path("values_row_major"));
        float[] cls = Arrays.copyOf(hidden, 32);
        String text = expected.path("last_hidden_state_short").path("text").asText();
        Path folder = Fixture.copy("tiny-xlmr-cls", temporary.resolve("plain"));
        Files.delete(folder.resolve("modules.json"));

        for (ModelOptions options : new ModelOptions[] {
            Embeddings.model(Fixture.model("tiny-xlmr-cls")).normalize(false),
            Embeddings.model(Fixture.model("tiny-xlmr-cls")).normalize(false).option("variant", "model_sentence.onnx"),
            Embeddings.model("local:" + folder).option("pooling", "cls")
        }) {
            try (EmbeddingFunction model = options.open()) {
                assertThat(model.embedQuery(text)).containsExactly(cls, within(1e-5f));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bert, 512, 512, 512, 512",
        "bert, 128, 512, 512, 128",
        "bert, , 1e30, 512, 512",
        "bert, , 256, 512, 256",
        "bert, 1024, 512, 512, 512",
        "xlm-roberta, , 1e30, 514, 512",
        "xlm-roberta, 514, 512, 514, 512",
        "mpnet, 384, 512, 514, 384",
        "qwen3, , 131072, 96, 96",
        "t5, , 512, , 512"
    })
    void maxTokens_whatTheFilesSay_theLeast(
            String type, Integer declared, String tokenizer, Integer positions, int expected) throws IOException {
        Path folder = Fixture.copy(BERT, temporary.resolve("m"));
        Files.writeString(
                folder.resolve("sentence_bert_config.json"),
                declared == null ? "{}" : "{\"max_seq_length\":" + declared + "}");
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"model_max_length\": " + tokenizer + "}");
        Files.writeString(
                folder.resolve("config.json"),
                "{\"model_type\": \"" + type + "\", \"pad_token_id\": 1, \"max_position_embeddings\": " + positions
                        + "}");

        ModelOptions options = Embeddings.model("local:" + folder);
        LocalOptions local = LocalOptions.forVectors(options, LocalOptions.Origin.FOLDER);
        assertThat(FolderModel.read(ModelFiles.in(options.model(), folder), local)
                        .maxTokens())
                .isEqualTo(expected);
    }

    @Test
    void open_lengthUnknown_mustBeSaid() throws IOException {
        Path folder = Fixture.copy(BERT, temporary.resolve("m"));
        Files.delete(folder.resolve("sentence_bert_config.json"));
        Files.delete(folder.resolve("tokenizer_config.json"));
        Files.writeString(folder.resolve("config.json"), "{}");

        assertRefused(
                Embeddings.model("local:" + folder), "says nowhere how many tokens", "option(\"maxTokens\", 512)");
        Embeddings.model("local:" + folder).option("maxTokens", 20).open().close();
    }

    @Test
    void open_noFolder_saysWhere() {
        assertRefused(
                Embeddings.model("local:no/such"),
                "there is no folder " + Path.of("no/such").toAbsolutePath(),
                "onnx/model.onnx");
        assertRefused(Embeddings.model("local:classpath:no/such"), "no network of ONNX");
    }

    @Test
    void open_noNetwork_saysHowToExport() throws IOException {
        Path folder = Fixture.copy(BERT, temporary.resolve("m"));
        Files.delete(folder.resolve("onnx/model.onnx"));

        assertRefused(
                Embeddings.model("local:" + folder),
                "looked for model.onnx",
                "optimum-cli export onnx --model " + folder + " --task feature-extraction");
    }

    @Test
    void open_quantisedNetworkOnly_named() throws IOException {
        Path folder = Fixture.copy(BERT, temporary.resolve("m"));
        Files.move(folder.resolve("onnx/model.onnx"), folder.resolve("onnx/model_int8.onnx"));

        assertRefused(Embeddings.model("local:" + folder), "option(\"variant\", \"model_int8.onnx\")");
        for (String variant : new String[] {"quantized", "int8", "model_int8.onnx", "onnx/model_int8.onnx"}) {
            Embeddings.model("local:" + folder)
                    .option("variant", variant)
                    .open()
                    .close();
        }
        assertRefused(Embeddings.model("local:" + folder).option("variant", "fp16"), "looked for model_fp16.onnx");
    }

    @Test
    void open_fileMissingOrBroken_named() throws IOException {
        Path folder = Fixture.copy(BERT, temporary.resolve("m"));
        Files.writeString(folder.resolve("modules.json"), "[{");
        assertRefused(Embeddings.model("local:" + folder), "modules.json", "is not JSON");

        Files.writeString(folder.resolve("modules.json"), "[{\"type\": \"x.WordWeights\", \"path\": \"1_W\"}]");
        assertRefused(Embeddings.model("local:" + folder), "x.WordWeights", "sentence_embedding");

        Files.writeString(folder.resolve("modules.json"), "[{\"type\": \"x.Pooling\", \"path\": \"2_Pooling\"}]");
        assertRefused(Embeddings.model("local:" + folder), "2_Pooling");

        Files.writeString(folder.resolve("1_Pooling/config.json"), "{\"pooling_mode\": [\"mean\", \"medium\"]}");
        Files.writeString(folder.resolve("modules.json"), "[{\"type\": \"x.Pooling\", \"path\": \"1_Pooling\"}]");
        assertRefused(Embeddings.model("local:" + folder), "unknown pooling \"medium\"", "weightedmean");

        Files.delete(folder.resolve("modules.json"));
        Files.delete(folder.resolve("tokenizer.json"));
        assertRefused(Embeddings.model("local:" + folder), "tokenizer.json", "save_pretrained");

        Files.writeString(folder.resolve("tokenizer.json"), "{}");
        assertThatThrownBy(() -> Embeddings.open("local:" + folder))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("the tokenizer could not be read from");
    }

    @Test
    void open_networkBroken_saysSo() throws IOException {
        Path folder = Fixture.copy(BERT, temporary.resolve("m"));
        Files.write(folder.resolve("onnx/model.onnx"), new byte[1000]);

        assertThatThrownBy(() -> Embeddings.open("local:" + folder))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("the network could not be read from");
    }

    @Test
    void open_denseLayerWithoutWeights_saysWhatToDo() throws IOException {
        Path folder = Fixture.copy("tiny-dense", temporary.resolve("m"));
        Files.move(folder.resolve("3_Dense/model.safetensors"), folder.resolve("3_Dense/pytorch_model.bin"));
        assertRefused(Embeddings.model("local:" + folder), "3_Dense/model.safetensors", "safetensors");

        Files.writeString(
                folder.resolve("3_Dense/config.json"),
                "{\"in_features\": 48, \"out_features\": 16, \"activation_function\": \"torch.nn.Softmax\"}");
        assertRefused(Embeddings.model("local:" + folder), "torch.nn.Softmax", "Tanh");
    }

    @Test
    void open_layersThatDoNotFitTogether_saysWhich() throws IOException {
        Path folder = Fixture.copy("tiny-dense", temporary.resolve("m"));
        Files.writeString(
                folder.resolve("modules.json"),
                "[{\"type\": \"x.Pooling\", \"path\": \"1_Pooling\"}, {\"type\": \"x.Dense\", \"path\": \"3_Dense\"}]");

        assertRefused(Embeddings.model("local:" + folder), "3_Dense reads vectors of 48 values", "gives 32");
    }

    @Test
    void open_crossEncoder_noVectorsInIt() {
        assertRefused(Embeddings.model(Fixture.model("tiny-cross-encoder")), "[logits]", "feature-extraction");
    }

    @Test
    void open_defaultPromptUnknown_saysSo() throws IOException {
        Path folder = Fixture.copy(BERT, temporary.resolve("m"));
        Files.writeString(
                folder.resolve("config_sentence_transformers.json"),
                "{\"prompts\": {}, \"default_prompt_name\": \"x\"}");

        assertRefused(Embeddings.model("local:" + folder), "no prompt of the name \"x\"");
    }

    /** Models of the hub that name their prompts to people alone. */
    @Test
    void prompts_filesSayNothing_thoseOfTheCatalogue() throws IOException {
        Path folder = Fixture.copy(BERT, temporary.resolve("m"));
        ModelFiles known = ModelFiles.in("local/intfloat/multilingual-e5-small", folder);

        assertThat(Prompts.read(known)).isEqualTo(new Prompts("query: ", "passage: "));
        assertThat(Prompts.read(ModelFiles.in("local:" + folder, folder))).isEqualTo(Prompts.NONE);
        Files.writeString(
                folder.resolve("config_sentence_transformers.json"),
                "{\"prompts\": {\"query\": \"q \", \"corpus\": \"c \"}}");
        assertThat(Prompts.read(known)).isEqualTo(new Prompts("q ", "c "));
    }

    private static void assertSame(String name, String row) {
        JsonNode expected = Fixture.expected(BERT);
        try (EmbeddingFunction model = Embeddings.open(name)) {
            assertThat(model.model()).isEqualTo(name);
            assertThat(model.embedQuery(Fixture.text(expected, row)))
                    .containsExactly(Fixture.floats(Fixture.row(expected, row).path("embedding")), within(1e-5f));
        }
    }

    private static void assertRefused(ModelOptions options, String... parts) {
        assertThatThrownBy(options::open)
                .satisfies(hasReason(Reason.INVALID_REQUEST))
                .hasMessageContaining(options.model())
                .hasMessageContainingAll(parts);
    }
}
