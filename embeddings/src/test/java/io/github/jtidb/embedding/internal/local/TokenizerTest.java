package io.github.jtidb.embedding.internal.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.embedding.Truncation;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerTest {

    private static Tokenizer tokenizer;
    private static Fitting fitting;

    @BeforeAll
    static void load() {
        String model = JarModel.ALL.get(0).name();
        LocalOptions options = LocalOptions.forVectors(Embeddings.model(model), LocalOptions.Origin.JAR);
        ModelPlan plan = JarModel.ALL.get(0).plan(options);
        tokenizer = Tokenizer.load(model, plan.vocabulary(), plan.lowerCase());
        fitting = new Fitting(model, plan.maxTokens(), Truncation.END);
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    @Test
    void encode_referenceTexts() {
        for (Reference expected : Reference.of("local/all-MiniLM-L6-v2")) {
            long[] ids = encode(expected.text());
            int tokens = expected.tokens();
            assertThat(ids).as(expected.name()).hasSize(tokens);
            assertThat(ids).startsWith(expected.firstIds());
            assertThat(Arrays.copyOfRange(ids, tokens - expected.lastIds().length, tokens))
                    .containsExactly(expected.lastIds());
        }
    }

    @Test
    void encode_shortText_notPadded() {
        assertThat(encode("java")).containsExactly(101, 9262, 102);
    }

    @Test
    void encode_overLong_keepsTheStartAndTheSpecialTokens() {
        String text = Texts.words(300, new Random(1));
        String fits = firstWords(text, 254);

        assertThat(encode(text)).hasSize(256).containsExactly(encode(fits));
        assertThat(encode(firstWords(text, 253))).hasSize(255);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n ", "\u00a0", "\0", "\ud83d", "\ude80"})
    void encode_nothingToRead_onlySpecialTokens(String text) {
        assertThat(encode(text)).containsExactly(101, 102);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja\0va", "ja\ud83dva", "ja\ude80va", "\ud83djava", "java\ude80"})
    void encode_nulOrLoneSurrogate_skipped(String text) {
        assertThat(encode(text)).containsExactly(encode("java"));
    }

    @Test
    void encode_loneSurrogateBesideAPair_leavesThePairAlone() {
        assertThat(encode("\ud83d java \ud83d\ude80")).containsExactly(encode(" java \ud83d\ude80"));
        // [UNK] for the rocket.
        assertThat(encode("java \ud83d\ude80")).containsExactly(101, 9262, 100, 102);
    }

    private static long[] encode(String text) {
        return fitting.fit(tokenizer.encode(text), "").ids();
    }

    private static String firstWords(String text, int count) {
        return String.join(" ", Arrays.asList(text.split(" ")).subList(0, count));
    }
}
