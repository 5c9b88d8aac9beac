package io.github.jtidb.client.internal.table;

import io.github.jtidb.client.Fusion;
import io.github.jtidb.client.internal.dialect.Dialect;
import io.github.jtidb.client.internal.dialect.MatchPlan;
import io.github.jtidb.client.internal.dialect.SearchPlan;
import io.github.jtidb.client.internal.dialect.Sql;
import io.github.jtidb.client.internal.ranking.MaximalMarginalRelevance;
import io.github.jtidb.client.internal.ranking.Reranking;
import io.github.jtidb.schema.ColumnSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A search checked and ready to be run: by vector, by words, or by both. Immutable.
 *
 * @param byVector the search by vector, or null
 * @param byText the search by words, or null
 * @param fusion how what the two find becomes one list, where there are two
 * @param reranking what orders the list anew, or null
 * @param diversity what chooses from the list, or null
 * @param shown the columns that the hits show, in the table's order
 * @param limit how many hits at most
 */
record PlannedSearch(
        @Nullable SearchPlan byVector,
        @Nullable MatchPlan byText,
        Fusion fusion,
        @Nullable Reranking reranking,
        @Nullable MaximalMarginalRelevance diversity,
        List<ColumnSchema> shown,
        int limit) {

    /** The search by vector that an index can serve, if there is one. */
    static Optional<Sql> indexed(Dialect dialect, SearchPlan plan) {
        return plan.unmeasured() ? Optional.empty() : dialect.indexedSearch(plan);
    }

    /** The statements, in order. */
    List<Sql> statements(Dialect dialect) {
        List<Sql> statements = new ArrayList<>();
        if (byVector != null) {
            indexed(dialect, byVector).ifPresent(statements::add);
            statements.add(dialect.search(byVector));
        }
        if (byText != null) {
            statements.add(dialect.match(byText));
        }
        return statements;
    }
}
