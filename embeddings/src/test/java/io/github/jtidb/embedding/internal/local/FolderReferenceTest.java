package io.github.jtidb.embedding.internal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.Truncation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models in folders give the tokens and vectors that sentence-transformers gives. */
@Timeout(120)
class FolderReferenceTest {

    private static final float TOLERANCE = 1e-5f;

    /** Of values up to 3. */
    private static final float RAW_TOLERANCE = 3e-5f;

    @TempDir
    Path temporary;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tiny-bert-mean",
                "tiny-xlmr-cls",
                "tiny-qwen-last",
                "tiny-e5-prompts",
                "tiny-e5-prompts-new",
                "tiny-dense"
            })
    void tokens_referenceTexts_same(String name) {
        JsonNode expected = Fixture.expected(name);
        ModelOptions options = Embeddings.model(Fixture.model(name));
        ModelPlan plan = FolderModel.read(
                ModelFiles.in(options.model(), Fixture.folder(name)),
                LocalOptions.forVectors(options, LocalOptions.Origin.FOLDER));

        assertThat(plan.maxTokens()).isEqualTo(expected.path("max_seq_length").asInt());
        assertThat(plan.normalizes()).isEqualTo(expected.path("normalize").asBoolean());
        assertThat(plan.padToken()).isEqualTo(expected.path("pad_token_id").asLong());
        Fitting fitting = new Fitting(name, plan.maxTokens(), Truncation.END);
        try (Tokenizer tokenizer = Tokenizer.load(name, plan.vocabulary(), plan.lowerCase())) {
            for (JsonNode row : expected.path("texts")) {
                Tokens all = tokenizer.encode(
                        row.path("prompt").asText() + row.path("text").textValue());
                Tokens tokens = fitting.fit(all, "");
                String as = row.path("name").asText();
                if (!plan.lowerCase()) {
                    // The reference counts tokens without making the text lower case.
                    assertThat(all.count())
                            .as(as)
                            .isEqualTo(row.path("tokens_before_truncation").asInt());
                }
                assertThat(tokens.ids()).as(as).containsExactly(Fixture.longs(row.path("input_ids")));
                assertThat(tokens.types()).as(as).containsExactly(Fixture.longs(row.path("token_type_ids")));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tiny-bert-mean, ",
        "tiny-xlmr-cls, ",
        // The network pools and normalises by itself.
        "tiny-xlmr-cls, model_sentence.onnx",
        // The weights lie beside the network.
        "tiny-xlmr-cls, ext",
        "tiny-qwen-last, ",
        "tiny-qwen-last, model_nopos.onnx",
        "tiny-qwen-last, onnx/model_kv.onnx",
        "tiny-e5-prompts, ",
        "tiny-e5-prompts-new, ",
        "tiny-dense, "
    })
    void embed_referenceTexts_sameAloneAndInAList(String name, String variant) {
        JsonNode expected = Fixture.expected(name);
        ModelOptions options = Embeddings.model(Fixture.model(name));
        options = variant == null ? options : options.option("variant", variant);
        List<JsonNode> rows = Fixture.list(expected.path("texts"));
        try (EmbeddingFunction model = options.open();
                EmbeddingFunction bare = options.documentPrompt("").open()) {
            assertThat(model.dimensions()).isEqualTo(expected.path("dimension").asInt());
            List<float[]> documents = model.embedDocuments(
                    rows.stream().map(row -> row.path("text").textValue()).toList());
            List<float[]> bareDocuments = bare.embedDocuments(
                    rows.stream().map(row -> row.path("text").textValue()).toList());
            for (int i = 0; i < rows.size(); i++) {
                JsonNode row = rows.get(i);
                String text = row.path("text").textValue();
                float[] reference = Fixture.floats(row.path("embedding"));
                String as = row.path("name").asText();
                if (row.path("prompt_name").asText().equals("query")) {
                    assertThat(model.embedQuery(text)).as(as).containsExactly(reference, within(TOLERANCE));
                    continue;
                }
                boolean prompted = !row.path("prompt").asText().isEmpty();
                EmbeddingFunction right = prompted ? model : bare;
                float[] listed = (prompted ? documents : bareDocuments).get(i);
                assertThat(listed).as(as).containsExactly(reference, within(TOLERANCE));
                // To the last bit.
                assertThat(right.embedDocuments(List.of(text)).get(0)).as(as).containsExactly(listed);
            }
        }
    }

    @Test
    void embed_poolings_allModesAlone() throws Exception {
        JsonNode variants = Fixture.expected("tiny-bert-mean").path("pooling_variants");
        int checked = 0;
        for (JsonNode variant : variants.path("variants")) {
            Path folder = Fixture.copy("tiny-bert-mean", temporary.resolve("v" + checked++));
            Files.writeString(
                    folder.resolve("1_Pooling/config.json"),
                    "{\"pooling_mode\": " + variant.path("pooling_mode") + "}");
            checkVariant(folder, variants, variant);
        }
        assertThat(checked).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource({
        "0, pooling_mode_cls_token",
        "1, pooling_mode_mean_tokens",
        "1, nothing_said",
        "2, pooling_mode_max_tokens",
        "3, pooling_mode_mean_sqrt_len_tokens",
        "4, pooling_mode_weightedmean_tokens",
        "5, pooling_mode_lasttoken"
    })
    void embed_oldFlags_sameModes(int number, String flag) throws Exception {
        JsonNode variants = Fixture.expected("tiny-bert-mean").path("pooling_variants");
        Path folder = Fixture.copy("tiny-bert-mean", temporary.resolve("flags"));
        Files.writeString(folder.resolve("1_Pooling/config.json"), "{\"" + flag + "\": true}");

        checkVariant(folder, variants, variants.path("variants").get(number));
    }

    @Test
    void embed_severalFlags_inTheOrderOfSentenceTransformers() throws Exception {
        JsonNode variants = Fixture.expected("tiny-bert-mean").path("pooling_variants");
        Path folder = Fixture.copy("tiny-bert-mean", temporary.resolve("flags"));
        Files.writeString(
                folder.resolve("1_Pooling/config.json"),
                "{\"pooling_mode_mean_tokens\": true, \"pooling_mode_cls_token\": true}");

        // cls, then mean.
        checkVariant(folder, variants, variants.path("variants").get(6));
    }

    private static void checkVariant(Path folder, JsonNode variants, JsonNode variant) {
        JsonNode expected = Fixture.expected("tiny-bert-mean");
        try (EmbeddingFunction model =
                Embeddings.model("local:" + folder).normalize(false).open()) {
            for (int i = 0; i < variants.path("texts").size(); i++) {
                String text =
                        Fixture.text(expected, variants.path("texts").get(i).asText());
                assertThat(model.embedQuery(text))
                        .as("%s of text %d", variant.path("pooling_mode"), i)
                        .containsExactly(
                                Fixture.floats(variant.path("embeddings").get(i)), within(RAW_TOLERANCE));
            }
        }
    }
}
