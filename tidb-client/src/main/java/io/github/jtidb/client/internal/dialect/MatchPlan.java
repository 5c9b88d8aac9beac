package io.github.jtidb.client.internal.dialect;

import io.github.jtidb.client.Filter;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.TableSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one search by words asks for, checked and ready to be rendered. Immutable.
 *
 * @param table the table
 * @param columns the columns that are read, in the table's order; the key's are among them
 * @param column the full-text column
 * @param query the words; a row that has one of them matches
 * @param filter what the rows must satisfy, too, or null
 * @param limit how many rows at most, 1 or more
 */
public record MatchPlan(
        TableSchema table,
        List<ColumnSchema> columns,
        ColumnSchema column,
        String query,
        @Nullable Filter filter,
        int limit) {

    public MatchPlan {
        columns = List.copyOf(columns);
    }
}
