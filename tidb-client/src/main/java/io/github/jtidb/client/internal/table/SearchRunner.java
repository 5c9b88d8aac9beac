package io.github.jtidb.client.internal.table;

import io.github.jtidb.client.NotSupportedException;
import io.github.jtidb.client.SearchHit;
import io.github.jtidb.client.StatementException;
import io.github.jtidb.client.internal.dialect.Dialect;
import io.github.jtidb.client.internal.dialect.MatchPlan;
import io.github.jtidb.client.internal.dialect.SearchPlan;
import io.github.jtidb.client.internal.dialect.Sql;
import io.github.jtidb.client.internal.ranking.Candidate;
import io.github.jtidb.client.internal.ranking.HybridMerge;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.TableSchema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Runs searches on a table. Thread-safe.
 *
 * @param <T> the table's class
 */
public final class SearchRunner<T> {

    private static final String SCORE = "_score";

    private final BoundTable<T> table;
    private final Dialect dialect;

    /** A runner. */
    public SearchRunner(BoundTable<T> table) {
        this.table = table;
        this.dialect = table.session().dialect();
    }

    /** Runs a search and gives its hits. */
    public List<SearchHit<T>> hits(SearchSpec spec) {
        PlannedSearch search = new SearchPlanner(table).plan(spec);
        return related(run(search)).stream()
                .map(row -> new SearchHit<>(
                        table.mapper().instance(row.values(), search.shown()),
                        row.distance(),
                        row.matchScore(),
                        row.score()))
                .toList();
    }

    /** Runs a search and gives the values of its hits by their fields' names, with distance and scores. */
    public List<Map<String, @Nullable Object>> maps(SearchSpec spec) {
        PlannedSearch search = new SearchPlanner(table).plan(spec);
        return related(run(search)).stream().map(row -> map(search, row)).toList();
    }

    private List<Candidate> related(List<Candidate> rows) {
        table.related()
                .load(table.session(), rows.stream().map(Candidate::values).toList());
        return rows;
    }

    private Map<String, @Nullable Object> map(PlannedSearch search, Candidate row) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (ColumnSchema column : search.shown()) {
            map.put(column.field(), row.values()[table.mapper().position(column)]);
        }
        int field = table.schema().columns().size();
        for (TableSchema.Relation relation : table.schema().relations()) {
            map.put(relation.field(), row.values()[field++]);
        }
        map.put(Dialect.DISTANCE, finite(row.distance()));
        map.put(Dialect.MATCH_SCORE, finite(row.matchScore()));
        map.put(SCORE, finite(row.score()));
        return map;
    }

    private static @Nullable Double finite(double number) {
        return Double.isFinite(number) ? number : null;
    }

    /** The statements of a search, without running it. */
    public List<String> sql(SearchSpec spec) {
        return new SearchPlanner(table)
                .outline(spec).statements(dialect).stream().map(Sql::text).toList();
    }

    /** What the database says of the statements of a search. */
    public String explain(SearchSpec spec) {
        StringJoiner plans = new StringJoiner("\n\n");
        for (Sql statement : new SearchPlanner(table).plan(spec).statements(dialect)) {
            StringJoiner plan = new StringJoiner("\n").add(statement.text());
            table.session()
                    .query(dialect.explain(statement), SearchRunner::line)
                    .forEach(plan::add);
            plans.add(plan.toString());
        }
        return plans.toString();
    }

    private static String line(ResultSet row) throws SQLException {
        StringJoiner line = new StringJoiner("\t");
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            line.add(Objects.requireNonNullElse(row.getString(i), ""));
        }
        return line.toString();
    }

    // ------------------------------------------------------------------ finding and ordering

    private List<Candidate> run(PlannedSearch search) {
        List<Candidate> found = find(search);
        if (search.reranking() != null) {
            // What is to be unlike each other is chosen from all of them.
            int wanted = search.diversity() == null ? search.limit() : found.size();
            found = search.reranking().apply(found, wanted);
        }
        if (search.diversity() != null) {
            found = search.diversity().choose(found, search.limit());
        }
        return found.subList(0, Math.min(found.size(), search.limit()));
    }

    private List<Candidate> find(PlannedSearch search) {
        SearchPlan byVector = search.byVector();
        MatchPlan byText = search.byText();
        if (byText == null) {
            return byVector(Objects.requireNonNull(byVector));
        }
        if (byVector == null) {
            return byText(byText);
        }
        if (table.session().isTransaction()) {
            // It has one connection.
            List<Candidate> near = byVector(byVector);
            return HybridMerge.merge(near, byText(byText), search.fusion(), byVector.metric());
        }
        SideBySide.Both<List<Candidate>> both = SideBySide.run(() -> byVector(byVector), () -> byText(byText));
        return HybridMerge.merge(both.first(), both.second(), search.fusion(), byVector.metric());
    }

    /**
     * By index where there is one, and exactly where that finds too few rows, since a filter may have dropped what the index
     * proposed.
     */
    private List<Candidate> byVector(SearchPlan plan) {
        Optional<Sql> indexed = PlannedSearch.indexed(dialect, plan);
        if (indexed.isPresent()) {
            List<Candidate> found = byVector(plan, indexed.get());
            if (found.size() == plan.limit()) {
                return found;
            }
        }
        return byVector(plan, dialect.search(plan));
    }

    private List<Candidate> byVector(SearchPlan plan, Sql sql) {
        return table.session().query(sql, row -> measured(plan, row)).stream()
                // A vector without direction has no distance under cosine.
                .filter(row -> plan.unmeasured() || !Double.isNaN(row.distance()))
                // A server may trust its index to have ordered the rows, and an index may only estimate.
                .sorted(Comparator.comparingDouble(Candidate::distance))
                .toList();
    }

    private Candidate measured(SearchPlan plan, ResultSet row) throws SQLException {
        double distance = row.getDouble(Dialect.DISTANCE);
        if (row.wasNull()) {
            distance = Double.NaN;
        }
        double score = Double.isNaN(distance)
                ? Double.NEGATIVE_INFINITY
                : plan.metric().score(distance);
        @Nullable Object[] values = table.mapper().values(row, plan.columns());
        return new Candidate(table.mapper().key(values), values, distance, Double.NaN, score);
    }

    private List<Candidate> byText(MatchPlan plan) {
        try {
            return table.session().query(dialect.match(plan), row -> matched(plan, row)).stream()
                    .sorted(Comparator.comparingDouble(Candidate::matchScore).reversed())
                    .toList();
        } catch (StatementException e) {
            if (dialect.lacksFullText(e)) {
                throw new NotSupportedException(
                        "Field '" + plan.column().field() + "' of table '"
                                + plan.table().name()
                                + "' cannot be searched by words: the server has no full-text search, or the field no index"
                                + " for it. On TiDB Cloud Starter, create the table with @FullTextField; on a server without"
                                + " FTS_MATCH_WORD, search by vector.",
                        e);
            }
            throw e;
        }
    }

    private Candidate matched(MatchPlan plan, ResultSet row) throws SQLException {
        double score = row.getDouble(Dialect.MATCH_SCORE);
        @Nullable Object[] values = table.mapper().values(row, plan.columns());
        return new Candidate(table.mapper().key(values), values, Double.NaN, score, score);
    }
}
