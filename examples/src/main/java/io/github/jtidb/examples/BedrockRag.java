package io.github.jtidb.examples;

import io.github.jtidb.client.IfExists;
import io.github.jtidb.client.SearchHit;
import io.github.jtidb.client.Table;
import io.github.jtidb.client.TiDBClient;
import io.github.jtidb.client.TiDBClientBuilder;
import io.github.jtidb.client.Tls;
import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.examples.chat.BedrockChat;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.ColumnType;
import io.github.jtidb.schema.TableSchema;
import io.github.jtidb.vector.DistanceMetric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Answers "What is TiDB?" from the rows it finds: Titan and Llama 3 on Amazon Bedrock, and TiDB. */
public final class BedrockRag {

    private static final String TITAN = "bedrock/amazon.titan-embed-text-v2:0";
    private static final String LOCAL = "local/all-MiniLM-L6-v2";

    /** Its first part says where it may run: in Europe, name eu.meta.llama3-2-3b-instruct-v1:0 on the command line. */
    private static final String LLAMA = "us.meta.llama3-2-3b-instruct-v1:0";

    private static final String QUESTION = "What is TiDB?";

    private static final List<String> CONTENTS = List.of(
            "TiDB is an open source distributed SQL database that speaks the protocol of MySQL.",
            "Paris is the capital of France and lies on the Seine.",
            "A TiDB cluster keeps its rows in TiKV and, for analytical queries, as columns in TiFlash.",
            "Arabica beans grow best in the shade, high above the sea.",
            "TiDB stores vectors beside other columns and finds the nearest of them by an index.");

    private BedrockRag() {}

    /** Runs it, with the language model that the first argument names, if there is one. */
    public static void main(String[] args) {
        try (EmbeddingFunction model = model();
                TiDBClient client = database().embeddingFunction(model).build()) {
            Table<Map<String, Object>> table = client.createTable(schema(model), IfExists.OVERWRITE);
            table.bulkInsert(rows());

            List<SearchHit<Map<String, Object>>> hits =
                    table.search(QUESTION).limit(3).toList();
            System.out.println(QUESTION);
            for (SearchHit<Map<String, Object>> hit : hits) {
                System.out.println(String.format(
                        Locale.ROOT, "  %.4f  %s", hit.distance(), hit.row().get("content")));
            }

            String prompt = prompt(hits);
            if (model.model().equals(TITAN)) {
                String llama = args.length == 0 ? LLAMA : args[0];
                System.out.println(llama + " answers:");
                System.out.println(new BedrockChat(llama, System.getenv()).answer(prompt, QUESTION));
            } else {
                System.out.println("With keys for Amazon Bedrock, " + LLAMA + " would be asked:");
                System.out.println(prompt + "\n" + QUESTION);
            }
        }
    }

    /** Titan with vectors of 512 numbers and of length one, or the local model where there are no keys. */
    private static EmbeddingFunction model() {
        try {
            return Embeddings.model(TITAN)
                    .requestDimensions(512)
                    .normalize(true)
                    .open();
        } catch (EmbeddingException e) {
            System.out.println("Titan cannot be asked, so " + LOCAL + " embeds in its place. " + e.getMessage() + ".");
            return Embeddings.open(LOCAL);
        }
    }

    /** The server that the environment names, by TLS that verifies its certificate and its name, unless TIDB_TLS says other. */
    private static TiDBClientBuilder database() {
        Map<String, String> environment = System.getenv();
        String host = environment.get("TIDB_HOST");
        if (host == null) {
            System.out.println(
                    "TIDB_HOST is not set, so the rows go into the embedded database. For a server, set TIDB_HOST,"
                            + " TIDB_PORT, TIDB_USERNAME, TIDB_PASSWORD and TIDB_DATABASE, and TIDB_TLS=DISABLED for one"
                            + " without TLS.");
            return TiDBClient.builder().folder(Path.of("data", "bedrock-rag"));
        }
        return TiDBClient.builder()
                .host(host)
                .port(Integer.parseInt(environment.getOrDefault("TIDB_PORT", "4000")))
                .user(environment.getOrDefault("TIDB_USERNAME", "root"))
                .password(environment.getOrDefault("TIDB_PASSWORD", ""))
                .database(environment.getOrDefault("TIDB_DATABASE", "test"))
                .ensureDatabase(true)
                .tls(Tls.valueOf(environment.getOrDefault("TIDB_TLS", "VERIFY_IDENTITY")));
    }

    /** With as many dimensions as the model has, and an index by L2 distance where the database builds one. */
    private static TableSchema schema(EmbeddingFunction model) {
        return TableSchema.builder("bedrock_rag")
                .column(ColumnSchema.builder("id", ColumnType.INT).key())
                .column(ColumnSchema.builder("content", ColumnType.TEXT))
                .column(ColumnSchema.builder("embedding", ColumnType.VECTOR)
                        .sourceField("content")
                        .model(model.model())
                        .metric(DistanceMetric.L2))
                .build();
    }

    private static List<Map<String, Object>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String content : CONTENTS) {
            rows.add(Map.of("id", rows.size() + 1, "content", content));
        }
        return rows;
    }

    private static String prompt(List<SearchHit<Map<String, Object>>> hits) {
        StringBuilder prompt = new StringBuilder("Answer solely based on the following context:\n<Documents>\n");
        hits.forEach(hit -> prompt.append(hit.row().get("content")).append('\n'));
        return prompt.append("</Documents>").toString();
    }
}
