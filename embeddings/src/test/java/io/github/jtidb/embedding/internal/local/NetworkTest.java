package io.github.jtidb.embedding.internal.local;

import static io.github.jtidb.embedding.internal.Reasons.hasReason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.Embeddings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What networks ask for and give. */
@Timeout(120)
class NetworkTest {

    @TempDir
    Path temporary;

    /** The mean of the ids, then. */
    @ParameterizedTest
    @ValueSource(ints = {TinyOnnx.INT32, TinyOnnx.INT64})
    void run_idsOfEitherType_fed(int type) throws IOException {
        JsonNode row = Fixture.row(Fixture.expected("tiny-bert-mean"), "short");
        double mean =
                Arrays.stream(Fixture.longs(row.path("input_ids"))).average().orElseThrow();

        try (EmbeddingFunction model = Embeddings.model(folder(TinyOnnx.network(type, "last_hidden_state")))
                .normalize(false)
                .open()) {
            assertThat(model.dimensions()).isOne();
            assertThat(model.embedQuery(row.path("text").textValue())[0]).isCloseTo((float) mean, within(1e-3f));
        }
    }

    @Test
    void run_outputOfAnotherName_foundByItsShape() throws IOException {
        Embeddings.open(folder(TinyOnnx.network(TinyOnnx.INT64, "output_0"))).close();
    }

    @Test
    void load_unknownInput_named() throws IOException {
        String folder = folder(TinyOnnx.network(TinyOnnx.INT64, "last_hidden_state", "task_id"));

        assertThatThrownBy(() -> Embeddings.open(folder))
                .satisfies(hasReason(Reason.INVALID_REQUEST))
                .hasMessageContaining("asks for the input task_id")
                .hasMessageContaining("input_ids");
    }

    /** A network that looks for the end of a text at the end of the row gets no row that is filled up. */
    @Test
    void run_finishedVectorsAndPaddingLeft_onlyTextsOfOneLengthTogether() throws IOException {
        Path folder = Fixture.copy("tiny-xlmr-cls", temporary.resolve("left"));
        Files.move(
                folder.resolve("onnx/model_sentence.onnx"),
                folder.resolve("onnx/model.onnx"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"padding_side\": \"left\"}");
        List<JsonNode> rows = Fixture.list(Fixture.expected("tiny-xlmr-cls").path("texts"));

        try (EmbeddingFunction model = Embeddings.open("local:" + folder)) {
            List<float[]> vectors = model.embedDocuments(
                    rows.stream().map(row -> row.path("text").textValue()).toList());
            for (int i = 0; i < rows.size(); i++) {
                assertThat(vectors.get(i))
                        .containsExactly(Fixture.floats(rows.get(i).path("embedding")), within(1e-5f));
            }
        }
    }

    /** Some tokenizers add nothing: then the empty text has no tokens. */
    @Test
    void embed_noTokensAtAll_finiteVector() throws IOException {
        Path folder = Fixture.copy("tiny-qwen-last", temporary.resolve("bare"));
        var tokenizer = (ObjectNode)
                Fixture.JSON.readTree(folder.resolve("tokenizer.json").toFile());
        tokenizer.putNull("post_processor");
        Fixture.JSON.writeValue(folder.resolve("tokenizer.json").toFile(), tokenizer);

        try (EmbeddingFunction model = Embeddings.open("local:" + folder)) {
            float[] nothing = model.embedDocuments(List.of("")).get(0);
            for (float value : nothing) {
                assertThat(value).isFinite();
            }
            assertThat(model.embedDocuments(List.of("java", "")).get(1)).containsExactly(nothing);
        }
    }

    private String folder(byte[] network) throws IOException {
        Path folder = Fixture.copy("tiny-bert-mean", temporary.resolve("tiny"));
        Files.write(folder.resolve("onnx/model.onnx"), network);
        return "local:" + folder;
    }
}
