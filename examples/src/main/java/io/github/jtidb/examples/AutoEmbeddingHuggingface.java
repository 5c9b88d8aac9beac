package io.github.jtidb.examples;

import io.github.jtidb.client.IfExists;
import io.github.jtidb.client.Table;
import io.github.jtidb.client.TiDBClient;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.ColumnType;
import io.github.jtidb.schema.Id;
import io.github.jtidb.schema.TableModel;
import io.github.jtidb.schema.TableSchema;
import io.github.jtidb.schema.Text;
import io.github.jtidb.schema.VectorField;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** TiDB Cloud embeds by five Hugging Face models: needs TIDB_DATABASE_URL (or TIDB_HOST …) and HF_TOKEN. */
public final class AutoEmbeddingHuggingface {

    private static final String QUESTION = "How to start learning Java programming?";

    /** Vectors of 1024, 384, 768 and 1024 values: the library knows. */
    private static final List<String> MODELS = List.of(
            "huggingface/BAAI/bge-m3",
            "huggingface/sentence-transformers/all-MiniLM-L6-v2",
            "huggingface/sentence-transformers/all-mpnet-base-v2",
            "huggingface/Qwen/Qwen3-Embedding-0.6B");

    /** TiDB fills the vector whenever it stores the text, and embeds the texts that are searched for. */
    @TableModel("hf_documents")
    public record Document(
            @Id Integer id,
            @Text String content,

            @VectorField(sourceField = "content", model = "huggingface/intfloat/multilingual-e5-large")
            float[] embedding) {}

    private AutoEmbeddingHuggingface() {}

    /** Runs it. */
    public static void main(String[] args) {
        Needs.environment(
                "This example lets TiDB Cloud Starter embed with models of Hugging Face.",
                "TIDB_DATABASE_URL|TIDB_HOST",
                "HF_TOKEN|HUGGINGFACE_API_KEY");
        try (TiDBClient client = TiDBClient.fromEnv()) {
            // Sets the server's global variable for the key; this needs the privilege, and is done once for a cluster.
            client.configureEmbeddingProvider("huggingface", Needs.variable("HF_TOKEN", "HUGGINGFACE_API_KEY"));

            Table<Document> table = client.createTable(Document.class, IfExists.OVERWRITE);
            table.bulkInsert(Sentence.ABOUT_JAVA.stream()
                    .map(sentence -> new Document(sentence.id(), sentence.content(), null))
                    .toList());
            Hits.print(
                    QUESTION + " (multilingual-e5-large)",
                    table.search(QUESTION).limit(2).toList(),
                    Document::id,
                    Document::content);

            MODELS.forEach(model -> withoutClass(client, model));
        }
    }

    /** A model that is known only when the program runs: the table is described by code, and its rows are maps. */
    private static void withoutClass(TiDBClient client, String model) {
        TableSchema schema = TableSchema.builder("hf_documents_by_model")
                .column(ColumnSchema.builder("id", ColumnType.INT).key())
                .column(ColumnSchema.builder("content", ColumnType.TEXT))
                .column(ColumnSchema.builder("embedding", ColumnType.VECTOR)
                        .sourceField("content")
                        .model(model))
                .build();
        Table<Map<String, @Nullable Object>> table = client.createTable(schema, IfExists.OVERWRITE);
        table.bulkInsert(
                Sentence.ABOUT_JAVA.stream().map(AutoEmbeddingHuggingface::row).toList());
        Hits.print(
                QUESTION + " (" + model + ")",
                table.search(QUESTION).limit(2).toList(),
                row -> String.valueOf(row.get("id")),
                row -> String.valueOf(row.get("content")));
    }

    private static Map<String, @Nullable Object> row(Sentence sentence) {
        return Map.of("id", sentence.id(), "content", sentence.content());
    }
}
