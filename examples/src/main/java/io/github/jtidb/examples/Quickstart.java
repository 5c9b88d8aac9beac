package io.github.jtidb.examples;

import io.github.jtidb.client.IfExists;
import io.github.jtidb.client.SearchHit;
import io.github.jtidb.client.Table;
import io.github.jtidb.client.TiDBClient;
import io.github.jtidb.schema.Id;
import io.github.jtidb.schema.TableModel;
import io.github.jtidb.schema.Text;
import io.github.jtidb.schema.VectorField;
import java.nio.file.Path;
import java.util.List;

/** Stores sentences in an embedded database and finds them by meaning: no server, no key. */
public final class Quickstart {

    // [readme: class]
    @TableModel("sample_documents")
    public record Document(
            @Id Integer id,
            @Text String content,

            @VectorField(sourceField = "content", model = "local/all-MiniLM-L6-v2")
            float[] embedding) {}
    // [readme]

    private Quickstart() {}

    /** Runs it. */
    public static void main(String[] args) {
        System.out.println("Opening the database and the model ...");
        // [readme: search]
        try (TiDBClient client = TiDBClient.embedded(Path.of("data", "quickstart"))) {
            Table<Document> table = client.createTable(Document.class, IfExists.OVERWRITE);
            table.bulkInsert(List.of(
                    new Document(1, "Java: Object-oriented language for cross-platform development.", null),
                    new Document(2, "Java coffee: Bold Indonesian beans with low acidity.", null),
                    new Document(3, "Java island: Densely populated, home to Jakarta.", null),
                    new Document(4, "Java's syntax is used in Android apps.", null),
                    new Document(5, "Dark roast Java beans enhance espresso blends.", null)));

            List<SearchHit<Document>> hits = table.search("How to start learning Java programming?")
                    .limit(2)
                    .toList();
            // [readme]
            Hits.print("How to start learning Java programming?", hits, Document::id, Document::content);
            machineLearning(client);
        }
    }

    private static void machineLearning(TiDBClient client) {
        Table<Document> table = client.createTable(Document.class, IfExists.OVERWRITE);
        table.bulkInsert(List.of(
                new Document(1, "Machine learning algorithms can identify patterns in data.", null),
                new Document(2, "Deep learning uses neural networks with multiple layers.", null),
                new Document(3, "Natural language processing helps computers understand text.", null),
                new Document(4, "Computer vision enables machines to interpret images.", null),
                new Document(5, "Reinforcement learning learns through trial and error.", null)));

        String question = "How do neural networks work?";
        Hits.print(question, table.search(question).limit(3).toList(), Document::id, Document::content);
    }
}
