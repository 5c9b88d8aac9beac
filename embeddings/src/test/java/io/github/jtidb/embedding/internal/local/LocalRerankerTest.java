package io.github.jtidb.embedding.internal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.embedding.Reranker;
import io.github.jtidb.embedding.Truncation;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cross-encoder gives the scores that sentence-transformers gives. */
@Timeout(120)
class LocalRerankerTest {

    private static final String FIXTURE = "tiny-cross-encoder";
    private static final JsonNode EXPECTED = Fixture.expected(FIXTURE);

    @TempDir
    Path temporary;

    @Test
    void tokens_referencePairs_same() {
        try (Tokenizer tokenizer = Tokenizer.load(FIXTURE, url("tokenizer.json"), false)) {
            for (JsonNode pair : EXPECTED.path("pairs")) {
                Tokens all = tokenizer.encode(
                        pair.path("query").textValue(), pair.path("document").textValue());
                assertThat(all.count())
                        .isEqualTo(pair.path("tokens_before_truncation").asInt());
                Tokens tokens = all.cut(48, Truncation.END);
                assertThat(tokens.ids()).containsExactly(Fixture.longs(pair.path("input_ids")));
                assertThat(tokens.types()).containsExactly(Fixture.longs(pair.path("token_type_ids")));
            }
        }
    }

    @Test
    void rerank_identityInTheConfig_rawScores() {
        try (Reranker reranker = Embeddings.model(Fixture.model(FIXTURE)).openReranker()) {
            assertScores(reranker, "logit");
        }
    }

    @Test
    void rerank_nothingInTheConfig_sigmoid() throws IOException {
        Path folder = Fixture.copy(FIXTURE, temporary.resolve("m"));
        Files.writeString(
                folder.resolve("config.json"),
                Files.readString(folder.resolve("config.json")).replace("activation_fn", "other"));
        try (Reranker reranker = Embeddings.model("local:" + folder).openReranker()) {
            assertScores(reranker, "sigmoid");
        }
    }

    private static void assertScores(Reranker reranker, String field) {
        for (JsonNode pair : EXPECTED.path("pairs")) {
            List<Reranker.Result> results = reranker.rerank(
                    pair.path("query").textValue(),
                    List.of(pair.path("document").textValue()),
                    1);
            assertThat(results).hasSize(1);
            assertThat(results.get(0).score()).isCloseTo(pair.path(field).asDouble(), within(1e-5));
        }
    }

    @Test
    void rerank_manyDocuments_bestFirst() {
        List<String> documents = Fixture.list(EXPECTED.path("documents")).stream()
                .map(JsonNode::textValue)
                .toList();
        try (Reranker reranker = Embeddings.model(Fixture.model(FIXTURE)).openReranker()) {
            for (JsonNode ranking : EXPECTED.path("ranking_by_query")) {
                String query = ranking.path("query").textValue();
                List<Integer> order = Fixture.list(ranking.path("document_order")).stream()
                        .map(JsonNode::asInt)
                        .toList();
                assertThat(reranker.rerank(query, documents, documents.size()))
                        .extracting(Reranker.Result::index)
                        .containsExactlyElementsOf(order);
                assertThat(reranker.rerank(query, documents, 3))
                        .extracting(Reranker.Result::index)
                        .containsExactlyElementsOf(order.subList(0, 3));
            }
        }
    }

    @Test
    void rerank_truncationNone_pairNamed() {
        try (Reranker reranker = Embeddings.model(Fixture.model(FIXTURE))
                .truncation(Truncation.NONE)
                .openReranker()) {
            assertThatThrownBy(() -> reranker.rerank("java", List.of("a", "word ".repeat(100)), 1))
                    .isInstanceOf(EmbeddingException.class)
                    .hasMessageContaining("the query with documents[1] has ")
                    .hasMessageContaining("reads 48");
        }
    }

    @Test
    void rerank_badArguments_named() {
        Reranker reranker = Embeddings.model(Fixture.model(FIXTURE)).openReranker();
        assertThatThrownBy(() -> reranker.rerank("java", List.of("a"), 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("topN");
        assertThatThrownBy(() -> reranker.rerank("java", Arrays.asList("a", null), 1))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("documents[1] is null");
        reranker.close();
        reranker.close();
        assertThatThrownBy(() -> reranker.rerank("java", List.of("a"), 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(FIXTURE);
    }

    @Test
    void openReranker_modelOfEmbeddings_saysSo() {
        assertThatThrownBy(
                        () -> Embeddings.model(Fixture.model("tiny-bert-mean")).openReranker())
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("is no reranker")
                .hasMessageContaining("one label");
        assertThatThrownBy(() -> Embeddings.model(Fixture.model(FIXTURE))
                        .option("pooling", "mean")
                        .openReranker())
                .hasMessageContaining("takes no option of the name pooling");
    }

    private static URL url(String file) {
        return ModelFiles.in(FIXTURE, Fixture.folder(FIXTURE)).require(file, "");
    }
}
