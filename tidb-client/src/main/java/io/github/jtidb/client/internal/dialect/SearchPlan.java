package io.github.jtidb.client.internal.dialect;

import io.github.jtidb.client.Filter;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.TableSchema;
import org.jspecify.annotations.Nullable;

/**
 * What one vector search asks for, checked and ready to be rendered. Immutable.
 *
 * @param table the table
 * @param column the vector column
 * @param query a {@code float[]}, or the text itself where the server embeds it
 * @param filter what the rows must satisfy, or null
 * @param range what distances are wanted, or null for all
 * @param limit how many rows at most, 1 or more
 */
public record SearchPlan(
        TableSchema table,
        ColumnSchema column,
        Object query,
        @Nullable Filter filter,
        @Nullable Range range,
        int limit) {

    /**
     * Distances from one to another, both included.
     *
     * @param lower the smallest
     * @param upper the largest
     */
    public record Range(double lower, double upper) {}

    /** The column's vector details. */
    public ColumnSchema.Vector vector() {
        return column.vector().orElseThrow();
    }
}
