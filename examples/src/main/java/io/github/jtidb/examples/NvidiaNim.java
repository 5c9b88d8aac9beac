package io.github.jtidb.examples;

import io.github.jtidb.client.IfExists;
import io.github.jtidb.client.Table;
import io.github.jtidb.client.TiDBClient;
import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.Truncation;
import io.github.jtidb.examples.chat.ChatModel;
import io.github.jtidb.examples.chat.OpenAiChat;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.ColumnType;
import io.github.jtidb.schema.TableSchema;
import io.github.jtidb.vector.Similarity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Embeds, compares and answers with NVIDIA NIM: NVIDIA_API_KEY, or NVIDIA_BASE_URL of a NIM of yours; else a local model. */
public final class NvidiaNim {

    private static final String MODEL = "nvidia_nim/nvidia/nv-embedqa-e5-v5";

    private static final List<String> QUESTIONS = List.of(
            "How cold does it get on the Kola peninsula?",
            "Which dishes is Portugal famous for?",
            "Do you remember what I am called?",
            "Why are we here at all?",
            "Is it enough to enjoy oneself?");

    private static final List<String> ANSWERS = List.of(
            "Winters on the Kola peninsula are long and harsh, with frost of thirty degrees.",
            "Portugal is known for salted cod, grilled sardines and custard tarts.",
            "I keep no record of people's names.",
            "People find very different reasons for their lives.",
            "Taking pleasure in small things is a fine way to live.");

    private static final List<String> FACTS = List.of(
            "Mira worked for the harbour master of Porto until 2019.",
            "Mira keeps bees on the roof of the town library.",
            "The town library opens at nine.",
            "Porto lies where the Douro meets the sea.");

    private static final String RULE = "Answer solely based on the following context:\n<Documents>\n%s\n</Documents>\n";

    private NvidiaNim() {}

    /** Runs it; an argument is the language of the answer. */
    public static void main(String[] args) throws IOException {
        boolean remote = Needs.isSet("NVIDIA_API_KEY") || Needs.isSet("NVIDIA_BASE_URL");
        System.out.println(
                remote
                        ? "Embedding with " + MODEL + "."
                        : "Neither NVIDIA_API_KEY nor NVIDIA_BASE_URL is set: the local model does the same.");
        try (EmbeddingFunction model = options(remote).open()) {
            queryAndDocument(model);
            similarities(model, Path.of("data", "nvidia-nim.png"));
            answer(model, remote, args.length == 0 ? "English" : args[0]);
        }
        longText(remote);
    }

    private static ModelOptions options(boolean remote) {
        if (!remote) {
            return Embeddings.model("local/all-MiniLM-L6-v2");
        }
        // The key comes from NVIDIA_API_KEY. A NIM of yours needs none: it has an address.
        ModelOptions options = Embeddings.model(MODEL);
        return Needs.isSet("NVIDIA_BASE_URL")
                ? options.baseUrl(URI.create(Needs.variable("NVIDIA_BASE_URL")))
                : options;
    }

    /** A question and what is stored go through different calls: the model treats them differently. */
    private static void queryAndDocument(EmbeddingFunction model) {
        // [readme: embed]
        float[] question = model.embedQuery(QUESTIONS.get(0));
        List<float[]> answers = model.embedDocuments(ANSWERS);
        CompletableFuture<float[]> later = model.embedQueryAsync(QUESTIONS.get(1));
        // [readme]

        System.out.println("A question has " + question.length + " values, " + answers.size() + " documents have "
                + answers.get(0).length + " each, and one embedded beside has " + later.join().length + ".");
    }

    /** Each question is most like the answer that stands in its own column. */
    private static void similarities(EmbeddingFunction model, Path picture) throws IOException {
        List<float[]> questions = QUESTIONS.stream().map(model::embedQuery).toList();
        // [readme: similarities]
        float[][] matrix = Similarity.matrix(questions, model.embedDocuments(ANSWERS));
        // [readme]
        List<String> rows = names("Q", QUESTIONS.size());
        List<String> columns = names("A", ANSWERS.size());
        System.out.println();
        System.out.println("      "
                + columns.stream().map(name -> String.format("%6s", name)).collect(Collectors.joining()));
        for (int row = 0; row < matrix.length; row++) {
            StringBuilder line = new StringBuilder(String.format("  %-4s", rows.get(row)));
            for (float similarity : matrix[row]) {
                line.append(String.format(Locale.ROOT, "%6.2f", similarity));
            }
            System.out.println(line + "  " + QUESTIONS.get(row));
        }
        HeatMap.write(matrix, rows, columns, picture);
        System.out.println("The same as a picture: examples/" + picture);
    }

    private static List<String> names(String letter, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> letter + i).toList();
    }

    /** Finds what is known about a question, and has a language model answer from nothing else. */
    private static void answer(EmbeddingFunction model, boolean remote, String language) {
        String question = "Where did Mira work?";
        String system = RULE.formatted(String.join("\n", nearest(model, question, 2))) + "Answer in " + language + ".";
        System.out.println();
        System.out.println(question);
        if (!remote) {
            System.out.println("No language model without a NIM; it would be told:");
            System.out.println(system.indent(2) + "  " + question);
            return;
        }
        ChatModel chat = OpenAiChat.nvidiaNim("meta/llama-3.1-8b-instruct", System.getenv());
        System.out.println("  " + chat.answer(system, question));
    }

    private static List<String> nearest(EmbeddingFunction model, String question, int limit) {
        TableSchema schema = TableSchema.builder("facts")
                .column(ColumnSchema.builder("id", ColumnType.INT).key().autoIncrement())
                .column(ColumnSchema.builder("content", ColumnType.TEXT))
                .column(ColumnSchema.builder("embedding", ColumnType.VECTOR)
                        .sourceField("content")
                        .model(model.model()))
                .build();
        try (TiDBClient client = TiDBClient.builder().embeddingFunction(model).build()) {
            Table<Map<String, @Nullable Object>> table = client.createTable(schema, IfExists.OVERWRITE);
            List<Map<String, @Nullable Object>> rows = new ArrayList<>();
            FACTS.forEach(fact -> rows.add(Map.of("content", fact)));
            table.bulkInsert(rows);
            return table.search(question).limit(limit).toRows().stream()
                    .map(row -> String.valueOf(row.get("content")))
                    .toList();
        }
    }

    /** A text that the model cannot read whole is refused, or loses its beginning or its end. */
    private static void longText(boolean remote) {
        String text = "The river rises in the hills and reaches the sea. ".repeat(400);
        System.out.println();
        for (Truncation truncation : Truncation.values()) {
            try (EmbeddingFunction model =
                    options(remote).truncation(truncation).open()) {
                System.out.println("truncation " + truncation + ": " + model.embedQuery(text).length + " values");
            } catch (EmbeddingException e) {
                System.out.println("truncation " + truncation + ": " + e.getMessage());
            }
        }
    }
}
