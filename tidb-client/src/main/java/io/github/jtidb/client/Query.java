package io.github.jtidb.client;

import io.github.jtidb.client.internal.dialect.QueryPlan;
import io.github.jtidb.client.internal.mapping.Values;
import io.github.jtidb.client.internal.table.BoundTable;
import io.github.jtidb.schema.ColumnSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reading of rows, described step by step and run by {@link #toList()}:
 *
 * <pre>{@code
 * List<Document> page = table.query().filter(Filter.gt("id", 3)).orderByDescending("id").limit(10).offset(20).toList();
 * }</pre>
 *
 * <p>Each step gives a new query and leaves the old one as it is. Immutable.
 *
 * @param <T> the table's class
 */
public final class Query<T> {

    private final BoundTable<T> table;
    private final QueryPlan plan;

    Query(BoundTable<T> table) {
        this(table, new QueryPlan(table.schema(), null, List.of(), Long.MAX_VALUE, 0));
    }

    private Query(BoundTable<T> table, QueryPlan plan) {
        this.table = table;
        this.plan = plan;
    }

    /**
     * Keeps only the rows that a condition takes. Called again, a row must satisfy both.
     *
     * @param condition the condition
     * @return the query with it
     * @throws io.github.jtidb.schema.SchemaException if it names a field that the table has not
     * @throws IllegalArgumentException if it compares a field with a value of another type
     */
    public Query<T> filter(Filter condition) {
        table.session().dialect().check(table.schema(), condition);
        Filter both = plan.filter() == null ? condition : Filter.allOf(plan.filter(), condition);
        return with(both, plan.order(), plan.limit(), plan.offset());
    }

    /**
     * Keeps only the rows that a condition takes, given as a map.
     *
     * @param conditions as {@link Filter#of(Map)} reads them
     * @return the query with it
     * @throws io.github.jtidb.schema.SchemaException if it names a field that the table has not
     * @throws IllegalArgumentException if it makes no sense, or compares a field with a value of another type
     */
    public Query<T> filter(Map<String, ? extends @Nullable Object> conditions) {
        return filter(Filter.of(conditions));
    }

    /**
     * Orders by a field, the smallest first. Called again, that field decides among rows that are equal so far; the key
     * decides at the end, and alone if no field is given.
     *
     * @param field the Java field's name, or the column's
     * @return the query with it
     * @throws io.github.jtidb.schema.SchemaException if the table has no such field
     * @throws IllegalArgumentException if the field has no order: a vector, JSON or bytes
     */
    public Query<T> orderBy(String field) {
        return ordered(field, false);
    }

    /**
     * Orders by a field, the largest first.
     *
     * @param field the Java field's name, or the column's
     * @return the query with it
     * @throws io.github.jtidb.schema.SchemaException if the table has no such field
     * @throws IllegalArgumentException if the field has no order: a vector, JSON or bytes
     */
    public Query<T> orderByDescending(String field) {
        return ordered(field, true);
    }

    /**
     * Orders by a field, the smallest first, as {@link #orderBy(String)} does.
     *
     * @param field the field
     * @return the query with it
     * @throws io.github.jtidb.schema.SchemaException if the table has no such field
     * @throws IllegalArgumentException if the field has no order: a vector, JSON or bytes
     */
    public Query<T> orderBy(Field<?> field) {
        return orderBy(field.name());
    }

    /**
     * Orders by a field, the largest first, as {@link #orderByDescending(String)} does.
     *
     * @param field the field
     * @return the query with it
     * @throws io.github.jtidb.schema.SchemaException if the table has no such field
     * @throws IllegalArgumentException if the field has no order: a vector, JSON or bytes
     */
    public Query<T> orderByDescending(Field<?> field) {
        return orderByDescending(field.name());
    }

    private Query<T> ordered(String field, boolean descending) {
        ColumnSchema column = table.schema().requireColumn(field);
        if (!Values.isComparable(column)) {
            throw new IllegalArgumentException("Field '" + column.field() + "' of table '"
                    + table.schema().name() + "' is " + column.type() + " and has no order.");
        }
        List<QueryPlan.Order> order = new ArrayList<>(plan.order());
        order.add(new QueryPlan.Order(column, descending));
        return with(plan.filter(), order, plan.limit(), plan.offset());
    }

    /**
     * Sets how many rows are read at most; all of them unless set.
     *
     * @param rows 1 or more
     * @return the query with it
     * @throws IllegalArgumentException if it is 0 or negative
     */
    public Query<T> limit(long rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("The limit of a query must be 1 or more, got " + rows + ".");
        }
        return with(plan.filter(), plan.order(), rows, plan.offset());
    }

    /**
     * Sets how many rows are left out first.
     *
     * @param rows 0 or more
     * @return the query with it
     * @throws IllegalArgumentException if it is negative
     */
    public Query<T> offset(long rows) {
        if (rows < 0) {
            throw new IllegalArgumentException("The offset of a query must be 0 or more, got " + rows + ".");
        }
        return with(plan.filter(), plan.order(), plan.limit(), rows);
    }

    /**
     * Runs the query.
     *
     * @return the rows, in order
     * @throws IllegalStateException if the client is closed
     * @throws StatementException if the database refuses
     */
    public List<T> toList() {
        return table.read(table.session().dialect().select(plan));
    }

    private Query<T> with(@Nullable Filter filter, List<QueryPlan.Order> order, long limit, long offset) {
        return new Query<>(table, new QueryPlan(table.schema(), filter, order, limit, offset));
    }
}
