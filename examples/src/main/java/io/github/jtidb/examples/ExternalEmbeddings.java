package io.github.jtidb.examples;

import io.github.jtidb.client.IfExists;
import io.github.jtidb.client.Table;
import io.github.jtidb.client.TiDBClient;
import io.github.jtidb.client.TiDBClientBuilder;
import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.embedding.ImageInput;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.ColumnType;
import io.github.jtidb.schema.TableSchema;
import io.github.jtidb.vector.VectorMath;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Embeds by a local model, Ollama, OpenAI's interface, DashScope and CLIP, as far as they are there, and searches in seekdb. */
public final class ExternalEmbeddings {

    private static final String QUESTION = "How to start learning Java programming?";

    private ExternalEmbeddings() {}

    /** Runs it. */
    public static void main(String[] args) {
        if (!Needs.isSet("SEEKDB_URL") && !Needs.isSet("TIDB_DATABASE_URL")) {
            System.out.println("The rows go into the embedded database. For seekdb, set SEEKDB_URL, such as"
                    + " mysql://root@127.0.0.1:2881/test; for TiDB, set TIDB_DATABASE_URL.");
        }
        localModel();
        rawOutput();
        ollama();
        openAi();
        dashScope();
        clip();
    }

    /** A folder as sentence-transformers writes it, or a model that comes as a jar. */
    private static void localModel() {
        title("A local model");
        if (!Needs.isSet("MODEL_FOLDER")) {
            System.out.println("  For a folder of sentence-transformers with an ONNX file, set MODEL_FOLDER.");
        }
        storeAndSearch(local());
    }

    private static ModelOptions local() {
        return Embeddings.model(
                Needs.isSet("MODEL_FOLDER") ? "local:" + Needs.variable("MODEL_FOLDER") : "local/all-MiniLM-L6-v2");
    }

    /** What the network itself says, at its own scale: of a folder, its first token. */
    private static void rawOutput() {
        title("Raw output");
        ModelOptions raw = local().normalize(false);
        storeAndSearch(Needs.isSet("MODEL_FOLDER") ? raw.option("pooling", "cls") : raw);
    }

    /** Today's interface gives unit vectors, the older one those of the model. */
    private static void ollama() {
        title("Ollama");
        ModelOptions model = Embeddings.model("ollama/" + orElse("OLLAMA_MODEL", "bge-m3"));
        try {
            storeAndSearch(model);
            storeAndSearch(model.option("legacy", true));
        } catch (EmbeddingException e) {
            System.out.println(
                    "  " + e.getMessage() + ". Set OLLAMA_HOST if it is elsewhere, OLLAMA_MODEL for another model.");
        }
    }

    /** OpenAI, or whoever speaks like it at OPENAI_BASE_URL. */
    private static void openAi() {
        title("OpenAI's interface");
        if (!Needs.isSet("OPENAI_API_KEY") && !Needs.isSet("OPENAI_BASE_URL")) {
            System.out.println(
                    "  Set OPENAI_API_KEY, OPENAI_BASE_URL for another server, OPENAI_MODEL for another model.");
            return;
        }
        storeAndSearch(Embeddings.model("openai/" + orElse("OPENAI_MODEL", "text-embedding-3-small"))
                .requestDimensions(1024));
    }

    /** DashScope's own interface, which tells queries from documents. */
    private static void dashScope() {
        title("DashScope");
        if (!Needs.isSet("DASHSCOPE_API_KEY")) {
            System.out.println("  Set DASHSCOPE_API_KEY.");
            return;
        }
        storeAndSearch(Embeddings.model("dashscope/text-embedding-v4").requestDimensions(1024));
    }

    /** Pictures are stored, and found by words and by another picture. */
    private static void clip() {
        title("CLIP");
        if (!Needs.isSet("CLIP_FOLDER")) {
            System.out.println("  Set CLIP_FOLDER to a model of CLIP's family with its ONNX files.");
            return;
        }
        Map<String, BufferedImage> pictures = Map.of(
                "a red circle", picture(Color.RED, new Ellipse2D.Float(40, 40, 144, 144)),
                "a blue square", picture(Color.BLUE, new Rectangle2D.Float(40, 40, 144, 144)),
                "a green line", picture(Color.GREEN, new Rectangle2D.Float(20, 104, 184, 16)));
        try (EmbeddingFunction clip = Embeddings.open("local:" + Needs.variable("CLIP_FOLDER"));
                TiDBClient client = database().build()) {
            Table<Map<String, @Nullable Object>> table = client.createTable(
                    schema(ColumnSchema.builder("embedding", ColumnType.VECTOR).dimensions(clip.dimensions())),
                    IfExists.OVERWRITE);
            List<String> names = pictures.keySet().stream().sorted().toList();
            List<float[]> vectors = clip.embedImages(names.stream()
                    .map(name -> ImageInput.of(pictures.get(name)))
                    .toList());
            for (int i = 0; i < names.size(); i++) {
                table.insert(Map.of("id", i + 1, "content", names.get(i), "embedding", vectors.get(i)));
            }
            print("The words: a blue square", table, clip.embedQuery("a blue square"));
            BufferedImage disc = picture(Color.RED, new Ellipse2D.Float(60, 60, 100, 100));
            print("A picture of a smaller red circle", table, clip.embedImage(ImageInput.of(disc)));
        }
    }

    private static BufferedImage picture(Color color, Shape shape) {
        BufferedImage picture = new BufferedImage(224, 224, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, 224, 224);
        pen.setColor(color);
        pen.fill(shape);
        pen.dispose();
        return picture;
    }

    /** The same for every model: the client embeds what is stored, and what is searched for. */
    private static void storeAndSearch(ModelOptions options) {
        try (EmbeddingFunction model = options.open();
                TiDBClient client = database().embeddingFunction(model).build()) {
            float[] vector = model.embedQuery(QUESTION);
            System.out.println(String.format(
                    Locale.ROOT,
                    "  %s: %d numbers, %.4f %.4f %.4f ..., length %.4f",
                    model.model(),
                    vector.length,
                    vector[0],
                    vector[1],
                    vector[2],
                    VectorMath.norm(vector)));
            Table<Map<String, @Nullable Object>> table = client.createTable(
                    schema(ColumnSchema.builder("embedding", ColumnType.VECTOR)
                            .sourceField("content")
                            .model(model.model())),
                    IfExists.OVERWRITE);
            table.bulkInsert(Sentence.ABOUT_JAVA.stream()
                    .<Map<String, @Nullable Object>>map(
                            sentence -> Map.of("id", sentence.id(), "content", sentence.content()))
                    .toList());
            print(QUESTION, table, vector);
        }
    }

    private static void print(String question, Table<Map<String, @Nullable Object>> table, float[] vector) {
        Hits.print(
                question,
                table.search(vector).limit(2).toList(),
                row -> String.valueOf(row.get("id")),
                row -> String.valueOf(row.get("content")));
    }

    private static TableSchema schema(ColumnSchema.Builder embedding) {
        return TableSchema.builder("external_embeddings")
                .column(ColumnSchema.builder("id", ColumnType.INT).key())
                .column(ColumnSchema.builder("content", ColumnType.TEXT))
                .column(embedding)
                .build();
    }

    private static TiDBClientBuilder database() {
        if (Needs.isSet("SEEKDB_URL") || Needs.isSet("TIDB_DATABASE_URL")) {
            return TiDBClient.builder()
                    .url(Needs.variable("SEEKDB_URL", "TIDB_DATABASE_URL"))
                    .ensureDatabase(true);
        }
        return TiDBClient.builder().folder(Path.of("data", "external-embeddings"));
    }

    private static String orElse(String variable, String usual) {
        return Needs.isSet(variable) ? Needs.variable(variable) : usual;
    }

    private static void title(String title) {
        System.out.println();
        System.out.println(title);
    }
}
