package io.github.jtidb.embedding.internal.local;

import static io.github.jtidb.embedding.internal.Reasons.hasReason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.Truncation;
import io.github.jtidb.vector.VectorMath;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the options of a model in a folder do, and which are refused. */
@Timeout(120)
class LocalOptionsTest {

    private static final ModelOptions BERT = Embeddings.model(Fixture.model("tiny-bert-mean"));
    private static final JsonNode EXPECTED = Fixture.expected("tiny-bert-mean");
    private static final String LONG = Fixture.text(EXPECTED, "long");

    @Test
    void truncation_none_refusedBeforeTheWork() {
        List<String> progress = Collections.synchronizedList(new ArrayList<>());
        try (EmbeddingFunction model = BERT.truncation(Truncation.NONE)
                .progress((task, done, total) -> progress.add(task))
                .open()) {
            int tokens = Fixture.row(EXPECTED, "long")
                    .path("tokens_before_truncation")
                    .asInt();
            assertThatThrownBy(() -> model.embedDocuments(List.of("short", LONG)))
                    .satisfies(hasReason(Reason.INVALID_REQUEST))
                    .hasMessageContaining("texts[1] has " + tokens + " tokens, and the model reads 32")
                    .hasMessageNotContaining(LONG.substring(0, 10));
            assertThat(progress).isEmpty();
            assertThatThrownBy(() -> model.embedQuery(LONG)).hasMessageContaining("has " + tokens + " tokens");
            assertThat(model.embedDocuments(List.of("short"))).hasSize(1);
        }
    }

    @Test
    void truncation_start_theEndStays() {
        try (EmbeddingFunction model = BERT.truncation(Truncation.START).open();
                EmbeddingFunction whole = BERT.open()) {
            String words = "one two three ".repeat(100);

            // Each of the words is one token or more, so that 32 tokens hold none of the first ones.
            assertThat(model.embedQuery("alpha beta " + words)).containsExactly(model.embedQuery(words));
            assertThat(whole.embedQuery("alpha beta " + words)).isNotEqualTo(whole.embedQuery(words));
            assertThat(model.embedQuery(words + "alpha")).isNotEqualTo(model.embedQuery(words));
            assertThat(whole.embedQuery(words + "alpha")).containsExactly(whole.embedQuery(words));
        }
    }

    @Test
    void maxTokens_less_cutThere() {
        try (EmbeddingFunction model = BERT.option("maxTokens", 9).open();
                EmbeddingFunction whole = BERT.open()) {
            // Nine tokens.
            String fits = Fixture.text(EXPECTED, "short");
            assertThat(model.embedQuery(fits)).containsExactly(whole.embedQuery(fits));
            assertThat(model.embedQuery(fits + " and more")).containsExactly(whole.embedQuery(fits));
        }
        assertRefused(BERT.option("maxTokens", 33), "maxTokens", "at most the model's own 32", "got 33");
        assertRefused(BERT.option("maxTokens", "9"), "maxTokens", "int of 1 or more", "String");
    }

    @Test
    void prompts_given_inPlaceOfTheModels() {
        ModelOptions e5 = Embeddings.model(Fixture.model("tiny-e5-prompts"));
        JsonNode expected = Fixture.expected("tiny-e5-prompts");
        String text = Fixture.text(expected, "sentence");
        float[] bare = Fixture.floats(Fixture.row(expected, "sentence").path("embedding"));
        float[] asDocument =
                Fixture.floats(Fixture.row(expected, "sentence@document").path("embedding"));
        try (EmbeddingFunction model =
                e5.queryPrompt("").documentPrompt("passage: ").open()) {
            assertThat(model.embedQuery(text)).containsExactly(bare, within(1e-5f));
            assertThat(model.embedDocuments(List.of(text)).get(0)).containsExactly(asDocument, within(1e-5f));
        }
    }

    @Test
    void requestDimensions_fewer_cutAndNormalised() {
        try (EmbeddingFunction whole = BERT.open();
                EmbeddingFunction cut = BERT.requestDimensions(8).open();
                EmbeddingFunction same =
                        BERT.requestDimensions(32).dimensions(32).open()) {
            float[] vector = whole.embedQuery("java");
            assertThat(cut.dimensions()).isEqualTo(8);
            assertThat(cut.embedQuery("java"))
                    .containsExactly(VectorMath.normalize(Arrays.copyOf(vector, 8)), within(1e-6f));
            assertThat(same.embedQuery("java")).containsExactly(vector);
        }
        assertRefused(BERT.requestDimensions(33), "33", "32");
        assertRefused(BERT.requestDimensions(8).normalize(false), "normalize(true)");
        assertRefused(BERT.requestDimensions(8).dimensions(32), "dimensions (32)", "requestDimensions (8)");
    }

    @Test
    void dimensions_wrong_refused() {
        assertRefused(BERT.dimensions(384), "384", "32");
        BERT.dimensions(32).open().close();
    }

    @Test
    void normalize_false_theModelsLastStepLeftOut() {
        try (EmbeddingFunction raw = BERT.normalize(false).open();
                EmbeddingFunction unit = BERT.open()) {
            assertThat(VectorMath.norm(raw.embedQuery("java"))).isGreaterThan(1.5);
            assertThat(VectorMath.normalize(raw.embedQuery("java"))).containsExactly(unit.embedQuery("java"));
        }
    }

    @Test
    void progress_manyTexts_upToTheEnd() {
        List<Long> done = new ArrayList<>();
        List<String> tasks = new ArrayList<>();
        int count = Engine.WINDOW * 2 + 1;
        try (EmbeddingFunction model = BERT.progress((task, now, total) -> {
                    // One at a time, so these lists need no lock.
                    tasks.add(task);
                    done.add(now);
                    assertThat(total).isEqualTo(count);
                })
                .open()) {
            List<float[]> vectors = model.embedDocuments(Collections.nCopies(count, "java"));
            assertThat(vectors).hasSize(count).allMatch(vector -> Arrays.equals(vector, vectors.get(0)));
        }
        assertThat(tasks).containsOnly("embedding " + count + " texts");
        assertThat(done).isSorted().endsWith((long) count).hasSizeGreaterThan(2);
    }

    @Test
    void open_optionsThatMeanNothingHere_refusedByName() {
        assertRefused(BERT.apiKey("secret"), "takes no option apiKey", "truncation");
        assertRefused(BERT.baseUrl(URI.create("http://x.test")), "takes no option baseUrl");
        assertRefused(BERT.timeout(Duration.ofSeconds(1)).maxBatchSize(3), "takes no option maxBatchSize, timeout");
        assertRefused(BERT.header("a", "b"), "takes no option header");
        assertRefused(BERT.option("varient", "x"), "takes no option of the name varient", "variant");
        assertRefused(BERT.option("variant", 3), "variant", "expected a text, got a Integer");
        ModelOptions jar = Embeddings.model("local/all-MiniLM-L6-v2-q");
        assertRefused(jar.option("variant", "quantized"), "takes no option of the name variant");
        assertRefused(jar.option("revision", "main"), "takes no option of the name revision");
    }

    @Test
    void queryThreads_oneOrTwo_sameVectors() {
        try (EmbeddingFunction one = BERT.option("queryThreads", 1).open();
                EmbeddingFunction two = BERT.option("queryThreads", 2).open()) {
            for (JsonNode row : EXPECTED.path("texts")) {
                String text = row.path("text").textValue();
                assertThat(two.embedQuery(text)).containsExactly(one.embedQuery(text));
            }
        }
    }

    private static void assertRefused(ModelOptions options, String... parts) {
        assertThatThrownBy(options::open)
                .satisfies(hasReason(Reason.INVALID_REQUEST))
                .hasMessageContaining(options.model())
                .hasMessageContainingAll(parts)
                .hasMessageNotContaining("secret");
    }
}
