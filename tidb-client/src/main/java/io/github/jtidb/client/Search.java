package io.github.jtidb.client;

import io.github.jtidb.client.internal.dialect.SearchPlan;
import io.github.jtidb.client.internal.table.BoundTable;
import io.github.jtidb.client.internal.table.SearchRunner;
import io.github.jtidb.client.internal.table.SearchSpec;
import io.github.jtidb.embedding.Reranker;
import io.github.jtidb.embedding.internal.Async;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.TableSchema;
import io.github.jtidb.vector.DistanceMetric;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A search for rows by meaning, by words, or by both, described step by step and run by {@link #toList()}:
 *
 * <pre>{@code
 * List<SearchHit<Document>> hits = table.search("How to start learning Java programming?").limit(2).toList();
 *
 * List<SearchHit<Document>> both = table.search("java coffee", SearchType.HYBRID)
 *         .filter(Filter.gt("id", 3))
 *         .fusion(Fusion.weighted(0.7, 0.3))
 *         .limit(5)
 *         .toList();
 * }</pre>
 *
 * <p>A hybrid search, one with a reranker, and one that is diversified choose their hits from more rows than are wanted:
 * three times the limit, and 20 more than it at least, or {@link #numCandidate}.
 *
 * <p>The steps refuse at once what they can: {@link IllegalStateException} for a step that the search's type does not have,
 * {@link IllegalArgumentException} for a value out of its range. Where only the whole tells, running it does. Each step gives
 * a new search and leaves the old one as it is. Immutable.
 *
 * @param <T> the table's class
 */
public final class Search<T> {

    /** More candidates than an index is asked for. */
    private static final int MOST_CANDIDATES = 10_000;

    private static final Set<SearchType> BY_VECTOR = EnumSet.of(SearchType.VECTOR, SearchType.HYBRID);
    private static final Set<SearchType> BY_TEXT = EnumSet.of(SearchType.FULL_TEXT, SearchType.HYBRID);

    private final BoundTable<T> table;
    private final SearchSpec spec;

    Search(BoundTable<T> table, SearchType type) {
        this(table, new SearchSpec(type));
    }

    private Search(BoundTable<T> table, SearchSpec spec) {
        this.table = table;
        this.spec = spec;
    }

    private Search<T> with(SearchSpec changed) {
        return new Search<>(table, changed);
    }

    private void require(Set<SearchType> types, String step) {
        if (!types.contains(spec.type())) {
            throw new IllegalStateException(step + " is a step of searches of type "
                    + types.stream().map(SearchType::name).sorted().collect(Collectors.joining(" and "))
                    + ", and this one is " + spec.type() + ": leave it out.");
        }
    }

    // ------------------------------------------------------------------ what is looked for

    /**
     * Sets the query's text: the words of a full-text or hybrid search, and what is embedded where no {@link #vector} is set.
     * Beside the vector of a vector search it serves the reranker alone.
     *
     * @param query some words
     * @return the search with it
     * @throws IllegalArgumentException if it is blank
     * @throws IllegalStateException if a text is set already
     */
    public Search<T> text(String query) {
        if (query.isBlank()) {
            throw new IllegalArgumentException("The query text is blank: expected some words.");
        }
        if (spec.text() != null) {
            throw new IllegalStateException("The search's text is set twice: set it once.");
        }
        return with(spec.withText(query));
    }

    /**
     * Sets the query's vector, for a vector or hybrid search.
     *
     * @param query a vector of as many dimensions as the vector field has; it is copied
     * @return the search with it
     * @throws IllegalStateException if a vector is set already, or the search is a full-text search
     */
    public Search<T> vector(float[] query) {
        require(BY_VECTOR, "vector(…)");
        if (spec.vector() != null) {
            throw new IllegalStateException("The search's vector is set twice: set it once.");
        }
        return with(spec.withVector(query.clone()));
    }

    /**
     * Chooses the vector field to search, for a class that has several.
     *
     * @param field the Java field's name, or the column's
     * @return the search with it
     * @throws io.github.jtidb.schema.SchemaException if the table has no such field
     * @throws IllegalArgumentException if it is no vector field
     * @throws IllegalStateException if the search is a full-text search
     */
    public Search<T> vectorField(String field) {
        require(BY_VECTOR, "vectorField(…)");
        return with(spec.withVectorColumn(oneOf(schema().vectorColumns(), "a vector field", field)));
    }

    /**
     * Chooses the full-text field to search, for a class that has several.
     *
     * @param field the Java field's name, or the column's
     * @return the search with it
     * @throws io.github.jtidb.schema.SchemaException if the table has no such field
     * @throws IllegalArgumentException if it is no full-text field
     * @throws IllegalStateException if the search is a vector search
     */
    public Search<T> textField(String field) {
        require(BY_TEXT, "textField(…)");
        return with(spec.withTextColumn(oneOf(schema().fullTextColumns(), "a full-text field", field)));
    }

    /**
     * Measures distance in another way than the field declares. No index serves that: every row is measured.
     *
     * @param metric how
     * @return the search with it
     * @throws IllegalStateException if the search is a full-text search
     */
    public Search<T> distanceMetric(DistanceMetric metric) {
        require(BY_VECTOR, "distanceMetric(…)");
        return with(spec.withMetric(Objects.requireNonNull(metric, "metric")));
    }

    // ------------------------------------------------------------------ which rows

    /**
     * Keeps only the rows that a condition takes. Called again, a row must satisfy both.
     *
     * @param condition the condition
     * @return the search with it
     * @throws io.github.jtidb.schema.SchemaException if it names a field that the table has not
     * @throws IllegalArgumentException if it compares a field with a value of another type
     */
    public Search<T> filter(Filter condition) {
        table.session().dialect().check(schema(), condition);
        Filter both = spec.filter() == null ? condition : Filter.allOf(spec.filter(), condition);
        return with(spec.withFilter(both));
    }

    /**
     * Keeps only the rows that a condition takes, given as a map.
     *
     * @param conditions as {@link Filter#of(Map)} reads them
     * @return the search with it
     * @throws io.github.jtidb.schema.SchemaException if it names a field that the table has not
     * @throws IllegalArgumentException if it makes no sense, or compares a field with a value of another type
     */
    public Search<T> filter(Map<String, ? extends @Nullable Object> conditions) {
        return filter(Filter.of(conditions));
    }

    /**
     * Has the filter come first, and every row that it takes measured: exact, and slow where it takes many. Otherwise an index
     * may propose the nearest rows, from which the filter then takes its own. A search by words always filters first.
     *
     * @return the search with it
     */
    public Search<T> prefilter() {
        return with(spec.withPrefilter());
    }

    /**
     * Keeps only the rows that are not farther than a distance. In a hybrid search this holds for what is found by vector; a
     * row beyond it can still be found by its words, and then has no distance.
     *
     * @param most the largest distance wanted, as the metric defines it; 0 counts, too
     * @return the search with it
     * @throws IllegalArgumentException if it is not a number
     * @throws IllegalStateException if a threshold or a range is set already, or the search is a full-text search
     */
    public Search<T> distanceThreshold(double most) {
        return distanceRange(-Double.MAX_VALUE, most);
    }

    /**
     * Keeps only the rows at some distances, as {@link #distanceThreshold} does.
     *
     * @param least the smallest distance wanted
     * @param most the largest distance wanted
     * @return the search with it
     * @throws IllegalArgumentException if one is not a number, or the smallest is larger than the largest
     * @throws IllegalStateException if a threshold or a range is set already, or the search is a full-text search
     */
    public Search<T> distanceRange(double least, double most) {
        require(BY_VECTOR, "A distance threshold or range");
        if (!Double.isFinite(least) || !Double.isFinite(most) || least > most) {
            throw new IllegalArgumentException(
                    "A range of distances goes from a number to one that is not smaller, got " + least + " to " + most
                            + ".");
        }
        if (spec.range() != null) {
            throw new IllegalStateException("The search's range of distances is set twice: set it once.");
        }
        return with(spec.withRange(new SearchPlan.Range(least, most)));
    }

    /**
     * Says whether rows that have no distance are left out, as they are by default: those without a vector, and under COSINE
     * those whose vector is all zeros. Else they come after all others, by key, with a distance of NaN and a score of negative
     * infinity (in a hybrid search, where vectors add nothing to them, the score that their words give, or 0). Every row is
     * measured then, whatever the index; a distance threshold or range cannot be set beside it.
     *
     * @param skip false to find them, too
     * @return the search with it
     * @throws IllegalStateException if the search is a full-text search
     */
    public Search<T> skipNullVectors(boolean skip) {
        require(BY_VECTOR, "skipNullVectors(…)");
        return with(spec.withSkipNullVectors(skip));
    }

    /**
     * Sets how many rows an index is to propose before filter and distances drop some; where that leaves too few, every row is
     * measured. Without an index all rows are candidates. In a search that chooses its hits from more rows than are wanted, it is
     * their number, for each of the two lists of a hybrid search.
     *
     * @param rows the limit to 10,000
     * @return the search with it
     * @throws IllegalArgumentException if it is outside 1 to 10,000
     */
    public Search<T> numCandidate(int rows) {
        if (rows < 1 || rows > MOST_CANDIDATES) {
            throw new IllegalArgumentException(
                    "The number of candidates must be from 1 to " + MOST_CANDIDATES + ", got " + rows + ".");
        }
        return with(spec.withCandidates(rows));
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
        return with(spec.withLimit(rows));
    }

    // ------------------------------------------------------------------ in which order

    /**
     * Sets how a hybrid search makes one order of two; {@link Fusion#rrf()} unless set.
     *
     * @param fusion how
     * @return the search with it
     * @throws IllegalStateException if the search is no hybrid search
     */
    public Search<T> fusion(Fusion fusion) {
        require(EnumSet.of(SearchType.HYBRID), "fusion(…)");
        return with(spec.withFusion(Objects.requireNonNull(fusion, "fusion")));
    }

    /**
     * Has a reranker order what was found, by the text that the searched vectors were made of, or else by the full-text
     * field.
     *
     * @param reranker what orders
     * @return the search with it
     * @see #rerank(Reranker, String)
     */
    public Search<T> rerank(Reranker reranker) {
        return with(spec.withReranker(Objects.requireNonNull(reranker, "reranker"), null));
    }

    /**
     * Has a reranker order what was found, after any fusion. It is given the query's text, which must be set, and the texts of
     * all candidates; its scores become the hits'. Rows without text come last, with a score of negative infinity.
     *
     * @param reranker what orders
     * @param field the field it reads, of type String: the Java field's name, or the column's
     * @return the search with it
     * @throws io.github.jtidb.schema.SchemaException if the table has no such field
     * @throws IllegalArgumentException if it holds no text
     */
    public Search<T> rerank(Reranker reranker, String field) {
        List<ColumnSchema> texts = schema().columns().stream()
                .filter(column -> column.javaType() == String.class)
                .toList();
        ColumnSchema column = oneOf(texts, "a text field", field);
        return with(spec.withReranker(Objects.requireNonNull(reranker, "reranker"), column));
    }

    /**
     * Chooses hits that are unlike each other, by maximal marginal relevance (Carbonell and Goldstein, 1998). The first is the
     * best; each further one has the largest
     *
     * <pre>{@code lambda · relevance - (1 - lambda) · likeness}</pre>
     *
     * <p>with its relevance, the score brought to 0 (the candidates' lowest) to 1 (their highest), and its likeness to that
     * hit chosen before that it is most like: from the distance {@code d} of their vectors {@code 1 - d / 2} under COSINE,
     * {@code 1 - 2 · atan(d) / π} under L2 and L1, {@code 1/2 - atan(d) / π} under NEGATIVE_INNER_PRODUCT, and 0 where one
     * has no vector. Of equals the one that ranked before is chosen. The hits come in the order of choice and keep their scores.
     *
     * @param lambda from 0, the most diverse, to 1, by relevance alone
     * @return the search with it
     * @throws IllegalArgumentException if it is outside its range
     * @throws IllegalStateException if the search is a full-text search
     */
    public Search<T> diversify(double lambda) {
        require(BY_VECTOR, "diversify(…)");
        if (!(lambda >= 0 && lambda <= 1)) {
            throw new IllegalArgumentException("The lambda of diversify must be from 0 to 1, got " + lambda + ".");
        }
        return with(spec.withDiversity(lambda));
    }

    // ------------------------------------------------------------------ with which fields

    /**
     * Reads only some fields and the key. In the hits' rows the others are null, and zero or false where they are primitive: do
     * not write such a row back. A record whose constructor refuses null cannot be read so.
     *
     * @param fields the Java fields' names, or the columns', one or more
     * @return the search with it
     * @throws io.github.jtidb.schema.SchemaException if the table has no such field
     * @throws IllegalArgumentException if no field is named
     * @throws IllegalStateException if the fields are chosen already
     */
    public Search<T> select(String... fields) {
        if (fields.length == 0) {
            throw new IllegalArgumentException("select() names no field: expected one or more.");
        }
        List<ColumnSchema> named =
                Arrays.stream(fields).map(schema()::requireColumn).toList();
        return showing(named::contains);
    }

    /**
     * Reads all fields but the vectors, which are null in the hits' rows; most of what a search transfers is vectors.
     *
     * @return the search with it
     * @throws IllegalArgumentException if the table has no vector field
     * @throws IllegalStateException if the fields are chosen already
     */
    public Search<T> withoutVectors() {
        if (schema().vectorColumns().isEmpty()) {
            throw new IllegalArgumentException(
                    "Table '" + schema().name() + "' has no vector field to leave out: drop withoutVectors().");
        }
        return showing(column -> column.vector().isEmpty());
    }

    private Search<T> showing(Predicate<ColumnSchema> shown) {
        if (spec.columns() != null) {
            throw new IllegalStateException(
                    "The search's fields are chosen twice: choose them once, with select(…) or withoutVectors().");
        }
        return with(spec.withColumns(schema().columns().stream()
                .filter(column -> column.key() || shown.test(column))
                .toList()));
    }

    // ------------------------------------------------------------------ running it

    /**
     * Runs the search. A text that is compared with vectors is embedded first, here or by the server, whichever embeds the
     * field. A hybrid search runs its two parts side by side.
     *
     * @return the best rows: by distance, match score or fused score, and then by key; fewer than the limit only where no more
     *     are there
     * @throws IllegalStateException if no limit or no query is set, steps contradict each other, or the client is closed
     * @throws IllegalArgumentException if the query's vector does not fit the field: another length, NaN, infinite, or all
     *     zeros under cosine; or it is a text and the field has no model; or the class has several fields to search, or none
     * @throws io.github.jtidb.embedding.EmbeddingException if the text cannot be embedded, or a reranker fails
     * @throws NotSupportedException if the database cannot search by words
     * @throws StatementException if the database refuses
     */
    public List<SearchHit<T>> toList() {
        return new SearchRunner<>(table).hits(spec);
    }

    /**
     * Runs the search on another thread. Cancelling the future interrupts the search.
     *
     * @return what {@link #toList()} gives or throws
     * @throws IllegalStateException if the table is bound to a transaction, which has one thread
     */
    public CompletableFuture<List<SearchHit<T>>> toListAsync() {
        if (table.session().isTransaction()) {
            throw new IllegalStateException("A transaction's searches run on its own thread: call toList().");
        }
        return Async.supply(this::toList);
    }

    /**
     * Runs the search as {@link #toList()} does, and gives the rows alone.
     *
     * @return the rows, the best first
     */
    public List<T> toRows() {
        return toList().stream().map(SearchHit::row).toList();
    }

    /**
     * Runs the search as {@link #toList()} does, and gives no instances but values.
     *
     * @return for each hit the values of the fields that were read by the Java fields' names, and then {@code _distance},
     *     {@code _match_score} and {@code _score}; null for what a hit does not have
     */
    public List<Map<String, @Nullable Object>> toMaps() {
        return new SearchRunner<>(table).maps(spec);
    }

    /**
     * Runs the search as {@link #toList()} does, at once.
     *
     * @return the hits, the best first
     */
    public Stream<SearchHit<T>> stream() {
        return toList().stream();
    }

    /**
     * The statements that the search runs, without running them or embedding a text. Where there are two by vector, the second
     * runs only if the first, which an index can serve, finds too few rows.
     *
     * @return SQL with {@code ?} for each value, in order
     * @throws IllegalStateException as {@link #toList()}
     * @throws IllegalArgumentException as {@link #toList()}
     */
    public List<String> sql() {
        return new SearchRunner<>(table).sql(spec);
    }

    /**
     * What the database says of how it would run each statement of {@link #sql()}. A text is embedded, but nothing is searched.
     *
     * @return each statement and the database's plan for it, which may hold the query's values; for people to read
     */
    public String explain() {
        return new SearchRunner<>(table).explain(spec);
    }

    private TableSchema schema() {
        return table.schema();
    }

    private ColumnSchema oneOf(List<ColumnSchema> columns, String expected, String field) {
        ColumnSchema column = schema().requireColumn(field);
        if (!columns.contains(column)) {
            throw new IllegalArgumentException("Field '" + field + "' of table '" + schema().name() + "' is "
                    + column.type() + ", expected " + expected + ": "
                    + columns.stream().map(ColumnSchema::field).collect(Collectors.joining(", ")));
        }
        return column;
    }
}
