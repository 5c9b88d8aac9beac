package io.github.jtidb.client.internal.table;

import io.github.jtidb.client.SearchHit;
import io.github.jtidb.client.internal.dialect.Dialect;
import io.github.jtidb.client.internal.dialect.SearchPlan;
import io.github.jtidb.client.internal.dialect.Sql;
import io.github.jtidb.vector.DistanceMetric;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Runs searches. Thread-safe. */
public final class SearchRunner {

    private SearchRunner() {}

    /**
     * Runs a plan: by index where there is one, and exactly where that finds too few rows, since a filter may have dropped
     * what the index proposed.
     */
    public static <T> List<SearchHit<T>> run(BoundTable<T> table, SearchPlan plan) {
        Dialect dialect = table.session().dialect();
        Optional<Sql> indexed = dialect.indexedSearch(plan);
        if (indexed.isPresent()) {
            List<SearchHit<T>> hits = query(table, plan, indexed.get());
            if (hits.size() == plan.limit()) {
                return hits;
            }
        }
        return query(table, plan, dialect.search(plan));
    }

    private static <T> List<SearchHit<T>> query(BoundTable<T> table, SearchPlan plan, Sql sql) {
        DistanceMetric metric = plan.metric();
        return table.session().query(sql, row -> hit(table, metric, row)).stream()
                // A vector without direction has no distance under cosine; such rows come last and are no hits.
                .filter(hit -> !Double.isNaN(hit.distance()))
                // A server may trust its index to have ordered the rows, and an index may only estimate.
                .sorted(Comparator.comparingDouble(SearchHit::distance))
                .toList();
    }

    private static <T> SearchHit<T> hit(BoundTable<T> table, DistanceMetric metric, ResultSet row) throws SQLException {
        double distance = row.getDouble(Dialect.DISTANCE);
        if (row.wasNull()) {
            distance = Double.NaN;
        }
        return new SearchHit<>(table.mapper().read(row), distance, Double.NaN, metric.score(distance));
    }
}
