package io.github.jtidb.client;

import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.schema.Column;
import io.github.jtidb.schema.FullTextField;
import io.github.jtidb.schema.Id;
import io.github.jtidb.schema.Index;
import io.github.jtidb.schema.TableModel;
import io.github.jtidb.schema.Text;
import io.github.jtidb.schema.VectorField;
import io.github.jtidb.schema.VectorField.IndexPolicy;
import io.github.jtidb.vector.DistanceMetric;
import io.github.jtidb.vector.VectorMath;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table classes that tests store, and an embedding function quick enough for all of them. */
public final class Samples {

    private Samples() {}

    /** The class of the README. */
    @TableModel("sample_documents")
    public record Document(
            @Id @Nullable Integer id,
            @Text @Nullable String content,

            @VectorField(sourceField = "content", model = "local/all-MiniLM-L6-v2")
            float @Nullable [] embedding) {}

    /** Vectors that the caller brings, and something to filter by. */
    @TableModel("points")
    public record Point(
            @Id int id,
            @Nullable String kind,

            @VectorField(dimensions = 4, metric = DistanceMetric.COSINE)
            float @Nullable [] cosine,

            @VectorField(dimensions = 4, metric = DistanceMetric.L2)
            float @Nullable [] l2,

            @VectorField(dimensions = 4, metric = DistanceMetric.L1)
            float @Nullable [] l1,

            @VectorField(dimensions = 4, metric = DistanceMetric.NEGATIVE_INNER_PRODUCT)
            float @Nullable [] product) {}

    /** One vector field. */
    @TableModel("places")
    public record Place(
            @Id @Nullable Long id,
            @Nullable String name,

            @VectorField(dimensions = 2, metric = DistanceMetric.L2)
            float @Nullable [] position) {}

    /** Texts embedded by {@link Words}. */
    @TableModel("notes")
    public record Note(
            @Id @Nullable Long id,
            @Nullable String topic,
            @Text @Nullable String body,

            @VectorField(sourceField = "body", model = "test/words")
            float @Nullable [] vector) {}

    /** What a record in a JSON column looks like. */
    public record Size(int width, int height) {}

    /** An enum column. */
    public enum Colour {
        RED,
        GREEN
    }

    /** A column of every type. */
    @TableModel("everything")
    public record Everything(
            @Id UUID id,
            boolean flag,
            byte tiny,
            short small,
            int number,
            long big,
            float single,
            double twice,
            @Nullable Boolean maybe,
            @Nullable Long count,
            @Nullable Double ratio,
            @Column(precision = 12, scale = 4) @Nullable BigDecimal price,
            @Nullable String name,
            @Text @Nullable String text,
            @Nullable Colour colour,
            @Column(length = 16) byte @Nullable [] hash,
            byte @Nullable [] content,
            @Nullable LocalDate day,
            @Nullable LocalTime time,
            @Nullable LocalDateTime local,
            @Nullable Instant instant,
            @Nullable Map<String, Object> attributes,
            @Nullable List<String> tags,
            @Nullable Size size,
            @VectorField(dimensions = 3) float @Nullable [] vector) {

        /** The smallest values, and null wherever it may be. */
        static Everything least() {
            return new Everything(
                    new UUID(0, 0),
                    false,
                    Byte.MIN_VALUE,
                    Short.MIN_VALUE,
                    Integer.MIN_VALUE,
                    Long.MIN_VALUE,
                    -Float.MAX_VALUE,
                    -Double.MAX_VALUE,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }

        /** The largest values, or the most troublesome. */
        static Everything most() {
            return new Everything(
                    new UUID(-1, -1),
                    true,
                    Byte.MAX_VALUE,
                    Short.MAX_VALUE,
                    Integer.MAX_VALUE,
                    Long.MAX_VALUE,
                    Float.MIN_VALUE,
                    Double.MIN_VALUE,
                    true,
                    Long.MAX_VALUE,
                    0.1,
                    new BigDecimal("-12345678.1234"),
                    "naïve \uD83D\uDE80 'quoted' \\ \"",
                    "日本語\n\t",
                    Colour.GREEN,
                    new byte[] {0, 39, 92, -1},
                    new byte[100_000],
                    LocalDate.of(1000, 1, 1),
                    LocalTime.of(23, 59, 59, 999_999_000),
                    LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000),
                    Instant.parse("2026-03-29T01:30:00.000001Z"),
                    Map.of("a", List.of(1, true, "x"), "b", Map.of("c", 1.5)),
                    List.of("x", "y'"),
                    new Size(3, 4),
                    new float[] {1e-30f, -0.1f, 3e38f});
        }
    }

    /** Defaults, indexes, and a name that only quoting saves. */
    @TableModel(
            value = "select",
            indexes = {@Index(columns = {"owner", "createdAt"})})
    public record Ordered(
            @Id @Nullable Integer id,
            @Column(name = "from", nullable = false) String owner,

            @Column(nullable = false, defaultValue = "it's \\ new") @Nullable
            String state,

            @Column(defaultValue = "7") @Nullable Integer priority,

            @Column(defaultValue = "CURRENT_TIMESTAMP") @Nullable
            LocalDateTime createdAt,

            @Column(unique = true) @Nullable String code,

            @VectorField(dimensions = 3, metric = DistanceMetric.L2, index = IndexPolicy.NONE)
            float @Nullable [] vector) {}

    /** Indexes that not every server can build. */
    @TableModel("articles")
    public record Article(
            @Id @Nullable Integer id,
            @FullTextField @Nullable String body,

            @VectorField(dimensions = 3, metric = DistanceMetric.L2, index = IndexPolicy.REQUIRED)
            float @Nullable [] vector) {}

    /** Text that a TiDB server embeds where it can. */
    @TableModel("server_documents")
    public record ServerDocument(
            @Id @Nullable Integer id,
            @Text @Nullable String content,

            @VectorField(sourceField = "content", model = "nvidia_nim/baai/bge-m3", dimensions = 1024)
            float @Nullable [] embedding) {}

    /** A key of two parts. */
    @TableModel("grades")
    public record Grade(@Id String student, @Id int course, double mark) {}

    /** A plain class with an inherited field. */
    public static class Entity {
        @Id
        @Nullable
        Integer id;
    }

    /** A plain class. */
    @TableModel("products")
    public static class Product extends Entity {
        static int instances;

        @Nullable
        String name;

        transient String shown = "";

        private Product() {
            instances++;
        }

        Product(String name) {
            this.name = name;
        }
    }

    /** A plain class that only its constructor fills. */
    @TableModel("carriers")
    public static class Carrier {
        @Id
        final int id;

        @Nullable
        final String name;

        final double mark;

        @VectorField(dimensions = 2, index = IndexPolicy.NONE)
        final float @Nullable [] vector;

        Carrier(double mark, @Nullable String name, int id, float @Nullable [] vector) {
            this.id = id;
            this.name = name;
            this.mark = mark;
            this.vector = vector;
        }
    }

    /** Counts words in 64 buckets: near where the words are the same. */
    public static final class Words implements EmbeddingFunction {

        /** How many texts it has embedded. */
        int texts;

        /** Whether it was closed. */
        boolean closed;

        @Override
        public String model() {
            return "test/words";
        }

        @Override
        public int dimensions() {
            return 64;
        }

        @Override
        public float[] embedQuery(String text) {
            float[] vector = new float[dimensions()];
            for (String word : text.toLowerCase(Locale.ROOT).split("\\W+", -1)) {
                vector[Math.floorMod(word.hashCode(), vector.length)]++;
            }
            texts++;
            return VectorMath.normalize(vector);
        }

        @Override
        public List<float[]> embedDocuments(List<String> list) {
            return list.stream().map(this::embedQuery).toList();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
