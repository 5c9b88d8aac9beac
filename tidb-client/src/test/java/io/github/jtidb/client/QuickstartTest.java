package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.jtidb.client.Samples.Document;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job: sentences in, the right ones out, with the real model. */
@NullUnmarked // Keys and vectors of rows that were stored are known not to be null.
class QuickstartTest {

    @Test
    void search_byMeaning_ranksTheSentences(@TempDir Path folder) {
        try (TiDBClient client = TiDBClient.embedded(folder)) {
            Table<Document> table = client.createTable(Document.class, IfExists.OVERWRITE);
            List<Document> inserted = table.bulkInsert(sentences(
                    "Java: Object-oriented language for cross-platform development.",
                    "Java coffee: Bold Indonesian beans with low acidity.",
                    "Java island: Densely populated, home to Jakarta.",
                    "Java's syntax is used in Android apps.",
                    "Dark roast Java beans enhance espresso blends."));
            assertThat(inserted).allSatisfy(row -> assertThat(row.embedding()).hasSize(384));

            List<SearchHit<Document>> hits = table.search("How to start learning Java programming?")
                    .limit(2)
                    .toList();

            assertThat(hits).extracting(hit -> hit.row().id()).containsExactly(1, 4);
            assertThat(hits).allSatisfy(hit -> {
                assertThat(hit.score()).isCloseTo(1 - hit.distance(), within(1e-12));
                assertThat(hit.matchScore()).isNaN();
                assertThat(hit.row().embedding())
                        .isEqualTo(inserted.get(hit.row().id() - 1).embedding());
            });

            table = client.createTable(Document.class, IfExists.OVERWRITE);
            table.bulkInsert(sentences(
                    "Machine learning algorithms can identify patterns in data.",
                    "Deep learning uses neural networks with multiple layers.",
                    "Natural language processing helps computers understand text.",
                    "Computer vision enables machines to interpret images.",
                    "Reinforcement learning learns through trial and error."));
            hits = table.search("How do neural networks work?").limit(3).toList();
            assertThat(hits).hasSize(3);
            assertThat(hits.get(0).row().id()).isEqualTo(2);
        }
    }

    private static List<Document> sentences(String... contents) {
        return IntStream.range(0, contents.length)
                .mapToObj(i -> new Document(i + 1, contents[i], null))
                .toList();
    }
}
