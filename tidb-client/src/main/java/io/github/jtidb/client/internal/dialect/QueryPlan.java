package io.github.jtidb.client.internal.dialect;

import io.github.jtidb.client.Filter;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.TableSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one reading of rows asks for, checked and ready to be rendered. Immutable.
 *
 * @param table the table
 * @param filter what the rows must satisfy, or null
 * @param order what they are ordered by, before the key
 * @param limit how many rows at most
 * @param offset how many to leave out first
 */
public record QueryPlan(TableSchema table, @Nullable Filter filter, List<Order> order, long limit, long offset) {

    /** Copies the order. */
    public QueryPlan {
        order = List.copyOf(order);
    }

    /**
     * One column to order by.
     *
     * @param column the column
     * @param descending whether the largest comes first
     */
    public record Order(ColumnSchema column, boolean descending) {}
}
