package io.github.jtidb.client;

import io.github.jtidb.client.internal.dialect.SearchPlan;
import io.github.jtidb.client.internal.table.BoundTable;
import io.github.jtidb.client.internal.table.SearchRunner;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.vector.DistanceMetric;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A search for the rows nearest to a query, described step by step and run by {@link #toList()}:
 *
 * <pre>{@code
 * List<SearchHit<Document>> hits = table.search("How to start learning Java programming?").limit(2).toList();
 * }</pre>
 *
 * <p>Each step gives a new search and leaves the old one as it is. Immutable.
 *
 * @param <T> the table's class
 */
public final class Search<T> {

    private final BoundTable<T> table;
    private final Object query;
    private final @Nullable ColumnSchema column;
    private final @Nullable Filter filter;
    private final SearchPlan.@Nullable Range range;
    private final int limit;

    Search(BoundTable<T> table, Object query) {
        this(table, query, null, null, null, 0);
    }

    private Search(
            BoundTable<T> table,
            Object query,
            @Nullable ColumnSchema column,
            @Nullable Filter filter,
            SearchPlan.@Nullable Range range,
            int limit) {
        this.table = table;
        this.query = query;
        this.column = column;
        this.filter = filter;
        this.range = range;
        this.limit = limit;
    }

    /**
     * Chooses the vector field to search, for a class that has several.
     *
     * @param field the Java field's name, or the column's
     * @return the search with it
     * @throws io.github.jtidb.schema.SchemaException if the table has no such field
     * @throws IllegalArgumentException if it is no vector field
     */
    public Search<T> vectorField(String field) {
        ColumnSchema chosen = table.schema().requireColumn(field);
        if (chosen.vector().isEmpty()) {
            throw new IllegalArgumentException("Field '" + field + "' of table '"
                    + table.schema().name() + "' is " + chosen.type() + ", expected a vector field: " + vectorFields());
        }
        return new Search<>(table, query, chosen, filter, range, limit);
    }

    /**
     * Keeps only the rows that a condition takes. Called again, a row must satisfy both.
     *
     * @param condition the condition
     * @return the search with it
     * @throws io.github.jtidb.schema.SchemaException if it names a field that the table has not
     * @throws IllegalArgumentException if it compares a field with a value of another type
     */
    public Search<T> filter(Filter condition) {
        Filter both = filter == null ? condition : Filter.allOf(filter, condition);
        Search<T> search = new Search<>(table, query, column, both, range, limit);
        table.session().dialect().check(table.schema(), condition);
        return search;
    }

    /**
     * Keeps only the rows that have each of the values, one a field.
     *
     * @param values field names and the values they must have; null asks for the rows that have none
     * @return the search with it
     * @throws io.github.jtidb.schema.SchemaException if it names a field that the table has not
     * @throws IllegalArgumentException if a value is of another type than its field, or an operator is used
     * @see Filter#of(Map)
     */
    public Search<T> filter(Map<String, ? extends @Nullable Object> values) {
        return filter(Filter.of(values));
    }

    /**
     * Keeps only the rows that are not farther than a distance.
     *
     * @param most the largest distance wanted, as the field's metric defines it; 0 counts, too
     * @return the search with it
     * @throws IllegalArgumentException if it is not a number
     * @throws IllegalStateException if a threshold or a range is set already
     */
    public Search<T> distanceThreshold(double most) {
        return distanceRange(-Double.MAX_VALUE, most);
    }

    /**
     * Keeps only the rows at some distances.
     *
     * @param least the smallest distance wanted
     * @param most the largest distance wanted
     * @return the search with it
     * @throws IllegalArgumentException if one is not a number, or the smallest is larger than the largest
     * @throws IllegalStateException if a threshold or a range is set already
     */
    public Search<T> distanceRange(double least, double most) {
        if (!Double.isFinite(least) || !Double.isFinite(most) || least > most) {
            throw new IllegalArgumentException(
                    "A range of distances goes from a number to one that is not smaller, got " + least + " to " + most
                            + ".");
        }
        if (range != null) {
            throw new IllegalStateException("The search's range of distances is set twice: set it once.");
        }
        return new Search<>(table, query, column, filter, new SearchPlan.Range(least, most), limit);
    }

    /**
     * Sets how many rows are wanted; every search needs it.
     *
     * @param rows 1 or more
     * @return the search with it
     * @throws IllegalArgumentException if it is 0 or negative
     */
    public Search<T> limit(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("The limit of a search must be 1 or more, got " + rows + ".");
        }
        return new Search<>(table, query, column, filter, range, rows);
    }

    /**
     * Runs the search. A text query is embedded first, here or by the server, whichever embeds the field. Rows without a
     * vector are never found, nor is one whose distance is undefined (all zeros under cosine).
     *
     * @return the nearest rows, nearest first and then by key; fewer than the limit only where no more are there
     * @throws IllegalStateException if no limit is set, or the client is closed
     * @throws IllegalArgumentException if the query's vector does not fit the field: another length, NaN, infinite, or all
     *     zeros under cosine; or it is a text and the field has no model; or the class has several vector fields and none is
     *     chosen
     * @throws io.github.jtidb.embedding.EmbeddingException if the text cannot be embedded
     * @throws StatementException if the database refuses
     */
    public List<SearchHit<T>> toList() {
        if (limit == 0) {
            throw new IllegalStateException("A search needs a limit: add limit(10), say, before toList().");
        }
        ColumnSchema chosen = column == null ? onlyVectorField() : column;
        return SearchRunner.run(
                table,
                new SearchPlan(
                        table.schema(),
                        table.schema().columns(),
                        chosen,
                        chosen.vector().orElseThrow().metric(),
                        resolvedQuery(chosen),
                        filter,
                        range,
                        limit,
                        OptionalInt.empty(),
                        false));
    }

    private ColumnSchema onlyVectorField() {
        List<ColumnSchema> columns = table.schema().vectorColumns();
        if (columns.size() != 1) {
            throw new IllegalArgumentException("Table '" + table.schema().name() + "' has " + columns.size()
                    + " vector fields, expected one: "
                    + (columns.isEmpty()
                            ? "add a float[] field with @VectorField."
                            : "choose one with vectorField(…): " + vectorFields()));
        }
        return columns.get(0);
    }

    private String vectorFields() {
        return table.schema().vectorColumns().stream().map(ColumnSchema::field).collect(Collectors.joining(", "));
    }

    private Object resolvedQuery(ColumnSchema chosen) {
        if (query instanceof float[] vector) {
            return checked(chosen, vector);
        }
        if (table.session().dialect().embedsOnServer(chosen)) {
            return query;
        }
        String model = chosen.vector()
                .flatMap(ColumnSchema.Vector::model)
                .orElseThrow(() -> new IllegalArgumentException("Field '" + chosen.field() + "' of table '"
                        + table.schema().name() + "' has no model to embed the query: search with a float[], or declare"
                        + " @VectorField(model = …)."));
        return checked(chosen, table.functions().get(model).embedQuery((String) query));
    }

    private float[] checked(ColumnSchema chosen, float[] vector) {
        ColumnSchema.Vector field = chosen.vector().orElseThrow();
        int dimensions = field.dimensions().orElseThrow();
        if (vector.length != dimensions) {
            throw new IllegalArgumentException("The query vector has " + vector.length + " dimensions, but field '"
                    + chosen.field() + "' of table '" + table.schema().name() + "' has " + dimensions + ".");
        }
        boolean zero = true;
        for (int i = 0; i < vector.length; i++) {
            if (!Float.isFinite(vector[i])) {
                throw new IllegalArgumentException(
                        "The query vector must be finite, got " + vector[i] + " at position " + i + ".");
            }
            zero &= vector[i] == 0;
        }
        if (zero && field.metric() == DistanceMetric.COSINE) {
            throw new IllegalArgumentException(
                    "The query vector is all zeros and has no direction, which COSINE compares: give another vector.");
        }
        return vector;
    }
}
