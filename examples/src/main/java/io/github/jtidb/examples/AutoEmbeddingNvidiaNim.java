package io.github.jtidb.examples;

import io.github.jtidb.client.IfExists;
import io.github.jtidb.client.Table;
import io.github.jtidb.client.TiDBClient;
import io.github.jtidb.schema.Id;
import io.github.jtidb.schema.TableModel;
import io.github.jtidb.schema.Text;
import io.github.jtidb.schema.VectorField;
import java.util.List;
import java.util.Map;

/** TiDB Cloud embeds by NVIDIA NIM, in SQL and by a class: needs TIDB_DATABASE_URL (or TIDB_HOST …) and NVIDIA_API_KEY. */
public final class AutoEmbeddingNvidiaNim {

    private static final String QUESTION = "How to start learning Java programming?";

    /** TiDB fills the vector whenever it stores the text, and embeds the texts that are searched for. */
    @TableModel("nim_documents")
    public record Document(
            @Id Integer id,
            @Text String content,

            @VectorField(sourceField = "content", model = "nvidia_nim/baai/bge-m3")
            float[] embedding) {}

    /** The same with a larger model. */
    @TableModel("nim_documents_4096")
    public record LargeDocument(
            @Id Integer id,
            @Text String content,

            @VectorField(sourceField = "content", model = "nvidia_nim/nvidia/nv-embed-v1")
            float[] embedding) {}

    private AutoEmbeddingNvidiaNim() {}

    /** Runs it. */
    public static void main(String[] args) {
        Needs.environment(
                "This example lets TiDB Cloud Starter embed with NVIDIA NIM.",
                "TIDB_DATABASE_URL|TIDB_HOST",
                "NVIDIA_API_KEY|NVIDIA_NIM_API_KEY");
        try (TiDBClient client = TiDBClient.fromEnv()) {
            // Sets the server's global variable for the key; this needs the privilege, and is done once for a cluster.
            client.configureEmbeddingProvider("nvidia_nim", Needs.variable("NVIDIA_API_KEY", "NVIDIA_NIM_API_KEY"));
            bySql(client);
            byClass(client);
            largeModel(client);
        }
    }

    /** What you would write by hand. */
    private static void bySql(TiDBClient client) {
        client.execute("DROP TABLE IF EXISTS nim_sample_documents");
        client.execute("CREATE TABLE nim_sample_documents (id INT PRIMARY KEY, content TEXT, embedding VECTOR(1024)"
                + " GENERATED ALWAYS AS (EMBED_TEXT('nvidia_nim/baai/bge-m3', content)) STORED)");
        for (Sentence sentence : Sentence.ABOUT_JAVA) {
            client.execute(
                    "INSERT INTO nim_sample_documents (id, content) VALUES (:id, :content)",
                    Map.of("id", sentence.id(), "content", sentence.content()));
        }
        List<Sentence> nearest = client.query(
                        "SELECT id, content FROM nim_sample_documents"
                                + " ORDER BY VEC_EMBED_COSINE_DISTANCE(embedding, :question) LIMIT 2",
                        Map.of("question", QUESTION))
                .toList(Sentence.class);
        System.out.println("By SQL:");
        nearest.forEach(sentence -> System.out.println("  " + sentence.id() + "  " + sentence.content()));
    }

    /** The same by a class: the statement that creates the table, and those that search it, are written for you. */
    private static void byClass(TiDBClient client) {
        Table<Document> table = client.createTable(Document.class, IfExists.OVERWRITE);
        table.bulkInsert(Sentence.ABOUT_JAVA.stream()
                .map(sentence -> new Document(sentence.id(), sentence.content(), null))
                .toList());
        Hits.print(QUESTION, table.search(QUESTION).limit(2).toList(), Document::id, Document::content);
    }

    private static void largeModel(TiDBClient client) {
        Table<LargeDocument> table = client.createTable(LargeDocument.class, IfExists.OVERWRITE);
        table.bulkInsert(Sentence.ABOUT_JAVA.stream()
                .map(sentence -> new LargeDocument(sentence.id(), sentence.content(), null))
                .toList());
        Hits.print(
                QUESTION + " (nv-embed-v1)",
                table.search(QUESTION).limit(2).toList(),
                LargeDocument::id,
                LargeDocument::content);
    }
}
