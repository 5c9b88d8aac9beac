package io.github.jtidb.client.internal.table;

import io.github.jtidb.client.Fusion;
import io.github.jtidb.client.SearchType;
import io.github.jtidb.client.internal.dialect.MatchPlan;
import io.github.jtidb.client.internal.dialect.SearchPlan;
import io.github.jtidb.client.internal.ranking.MaximalMarginalRelevance;
import io.github.jtidb.client.internal.ranking.Reranking;
import io.github.jtidb.embedding.Reranker;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.TableSchema;
import io.github.jtidb.vector.DistanceMetric;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks what was said of a search and fills in what was not. Thread-safe. */
final class SearchPlanner {

    /** Fusion, reranking and diversity choose from so many rows for each one wanted, and from so many more at least. */
    private static final long FETCHED_PER_ROW = 3;

    private static final long FETCHED_MORE = 20;

    private final BoundTable<?> table;
    private final TableSchema schema;

    SearchPlanner(BoundTable<?> table) {
        this.table = table;
        this.schema = table.schema();
    }

    /** Plans a search; a text is embedded. */
    PlannedSearch plan(SearchSpec spec) {
        return plan(spec, true);
    }

    /** The same without embedding a text, for what depends on no values: its vector is all zeros. */
    PlannedSearch outline(SearchSpec spec) {
        return plan(spec, false);
    }

    private PlannedSearch plan(SearchSpec spec, boolean embedding) {
        check(spec);
        ColumnSchema vector = spec.type() == SearchType.FULL_TEXT ? null : vectorColumn(spec);
        ColumnSchema text = spec.type() == SearchType.VECTOR ? null : textColumn(spec);
        ColumnSchema document = spec.reranker() == null ? null : document(spec, vector, text);
        List<ColumnSchema> shown = spec.columns() == null ? schema.columns() : spec.columns();
        List<ColumnSchema> read = schema.columns().stream()
                .filter(column -> shown.contains(column)
                        || Objects.equals(column, document)
                        || (spec.diversity().isPresent() && Objects.equals(column, vector)))
                .toList();
        return new PlannedSearch(
                vector == null ? null : byVector(spec, vector, read, embedding),
                text == null ? null : byText(spec, text, read),
                Objects.requireNonNullElseGet(spec.fusion(), Fusion::rrf),
                document == null ? null : reranking(spec, document),
                vector == null ? null : diversity(spec, vector),
                shown,
                spec.limit());
    }

    // ------------------------------------------------------------------ what does not go together

    private static void check(SearchSpec spec) {
        if (spec.limit() == 0) {
            throw new IllegalStateException("A search needs a limit: add limit(10), say, before it is run.");
        }
        checkQueries(spec);
        if (!spec.skipNullVectors() && spec.range() != null) {
            throw new IllegalStateException(
                    "Rows without a vector have no distance, and no range of distances holds them:"
                            + " leave out skipNullVectors(false), or the range.");
        }
        if (spec.candidates().isEmpty()) {
            return;
        }
        int candidates = spec.candidates().getAsInt();
        if (spec.prefilter()) {
            throw new IllegalStateException("prefilter() measures every row that the filter takes, and numCandidate("
                    + candidates + ") asks for fewer: set one of them.");
        }
        if (spec.type() == SearchType.FULL_TEXT && spec.reranker() == null) {
            throw new IllegalStateException("A full-text search has candidates only for a reranker: leave out"
                    + " numCandidate(" + candidates + "), or add rerank(…).");
        }
        if (candidates < spec.limit()) {
            throw new IllegalStateException("numCandidate(" + candidates + ") is less than limit(" + spec.limit()
                    + "): expected at least as many candidates as rows.");
        }
    }

    private static void checkQueries(SearchSpec spec) {
        boolean text = spec.text() != null;
        boolean vector = spec.vector() != null;
        if (spec.type() == SearchType.VECTOR && !text && !vector) {
            throw new IllegalStateException("A vector search needs a query: add text(…) or vector(…).");
        }
        if (spec.type() != SearchType.VECTOR && !text) {
            throw new IllegalStateException("A search of type " + spec.type() + " needs words: add text(…).");
        }
        if (spec.type() == SearchType.VECTOR && text && vector && spec.reranker() == null) {
            throw new IllegalStateException(
                    "A vector search takes a text or a vector, and has both: leave one out, make it"
                            + " SearchType.HYBRID, or add rerank(…), which reads the text.");
        }
        if (spec.reranker() != null && !text) {
            throw new IllegalStateException("A reranker reads the query's words: add text(…).");
        }
    }

    // ------------------------------------------------------------------ columns

    private ColumnSchema vectorColumn(SearchSpec spec) {
        return spec.vectorColumn() != null
                ? spec.vectorColumn()
                : only(schema.vectorColumns(), "vector", "vectorField(…)", "a float[] field with @VectorField");
    }

    private ColumnSchema textColumn(SearchSpec spec) {
        return spec.textColumn() != null
                ? spec.textColumn()
                : only(schema.fullTextColumns(), "full-text", "textField(…)", "a String field with @FullTextField");
    }

    private ColumnSchema only(List<ColumnSchema> columns, String kind, String step, String remedy) {
        if (columns.size() != 1) {
            throw new IllegalArgumentException("Table '" + schema.name() + "' has " + columns.size() + " " + kind
                    + " fields, expected one: "
                    + (columns.isEmpty() ? "add " + remedy + "." : "choose one with " + step + ": " + names(columns)));
        }
        return columns.get(0);
    }

    private ColumnSchema document(SearchSpec spec, @Nullable ColumnSchema vector, @Nullable ColumnSchema text) {
        if (spec.rerankColumn() != null) {
            return spec.rerankColumn();
        }
        if (vector != null && vector.vector().orElseThrow().sourceField().isPresent()) {
            return schema.requireColumn(
                    vector.vector().orElseThrow().sourceField().get());
        }
        if (text != null) {
            return text;
        }
        throw new IllegalArgumentException("Table '" + schema.name()
                + "' does not tell what the reranker is to read, since its vector field has no source field: name a text"
                + " field, rerank(reranker, field).");
    }

    private static String names(List<ColumnSchema> columns) {
        return columns.stream().map(ColumnSchema::field).collect(Collectors.joining(", "));
    }

    // ------------------------------------------------------------------ plans

    private SearchPlan byVector(SearchSpec spec, ColumnSchema column, List<ColumnSchema> read, boolean embedding) {
        DistanceMetric metric = metric(spec, column);
        return new SearchPlan(
                schema,
                read,
                column,
                metric,
                query(spec, column, metric, embedding),
                spec.filter(),
                spec.range(),
                fetched(spec),
                // Where many are fetched, they are the candidates, and the dialect knows how many an index needs for
                // them.
                chooses(spec) ? OptionalInt.empty() : spec.candidates(),
                spec.prefilter(),
                !spec.skipNullVectors());
    }

    private MatchPlan byText(SearchSpec spec, ColumnSchema column, List<ColumnSchema> read) {
        return new MatchPlan(schema, read, column, Objects.requireNonNull(spec.text()), spec.filter(), fetched(spec));
    }

    private Reranking reranking(SearchSpec spec, ColumnSchema document) {
        Reranker reranker = Objects.requireNonNull(spec.reranker());
        return new Reranking(
                reranker, Objects.requireNonNull(spec.text()), table.mapper().position(document));
    }

    private @Nullable MaximalMarginalRelevance diversity(SearchSpec spec, ColumnSchema column) {
        if (spec.diversity().isEmpty()) {
            return null;
        }
        return new MaximalMarginalRelevance(
                spec.diversity().getAsDouble(), table.mapper().position(column), metric(spec, column));
    }

    private static DistanceMetric metric(SearchSpec spec, ColumnSchema column) {
        return Objects.requireNonNullElse(
                spec.metric(), column.vector().orElseThrow().metric());
    }

    /** Whether hits are chosen from more rows than are wanted. */
    private static boolean chooses(SearchSpec spec) {
        return spec.type() == SearchType.HYBRID
                || spec.reranker() != null
                || spec.diversity().isPresent();
    }

    private static int fetched(SearchSpec spec) {
        if (!chooses(spec)) {
            return spec.limit();
        }
        long byDefault = Math.max(spec.limit() * FETCHED_PER_ROW, spec.limit() + FETCHED_MORE);
        return spec.candidates().orElse((int) Math.min(byDefault, Integer.MAX_VALUE));
    }

    // ------------------------------------------------------------------ the query's vector

    private Object query(SearchSpec spec, ColumnSchema column, DistanceMetric metric, boolean embedding) {
        if (spec.vector() != null) {
            return checked(column, metric, spec.vector());
        }
        String text = Objects.requireNonNull(spec.text());
        if (table.session().dialect().embedsOnServer(column)) {
            return text;
        }
        String model = column.vector()
                .flatMap(ColumnSchema.Vector::model)
                .orElseThrow(() -> new IllegalArgumentException("Field '" + column.field() + "' of table '"
                        + schema.name() + "' has no model to embed the query: search with a float[], or declare"
                        + " @VectorField(model = …)."));
        return embedding
                ? checked(column, metric, table.functions().get(model).embedQuery(text))
                : new float[dimensions(column)];
    }

    private float[] checked(ColumnSchema column, DistanceMetric metric, float[] vector) {
        if (vector.length != dimensions(column)) {
            throw new IllegalArgumentException("The query vector has " + vector.length + " dimensions, but field '"
                    + column.field() + "' of table '" + schema.name() + "' has " + dimensions(column) + ".");
        }
        boolean zero = true;
        for (int i = 0; i < vector.length; i++) {
            if (!Float.isFinite(vector[i])) {
                throw new IllegalArgumentException(
                        "The query vector must be finite, got " + vector[i] + " at position " + i + ".");
            }
            zero &= vector[i] == 0;
        }
        if (zero && metric == DistanceMetric.COSINE) {
            throw new IllegalArgumentException(
                    "The query vector is all zeros and has no direction, which COSINE compares: give another vector.");
        }
        return vector;
    }

    private static int dimensions(ColumnSchema column) {
        return column.vector().orElseThrow().dimensions().orElseThrow();
    }
}
