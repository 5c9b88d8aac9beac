package io.github.jtidb.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A condition on a table's columns. Values are always bound and fields are looked up in the table's schema, so neither can
 * become SQL. Immutable.
 */
public sealed interface Filter {

    /**
     * The rows whose field has a value.
     *
     * @param field the Java field's name, or the column's
     * @param value the value, of the field's type; null asks for the rows that have none
     */
    record Equal(String field, @Nullable Object value) implements Filter {

        /**
         * Checks the field's name.
         *
         * @param field the Java field's name, or the column's
         * @param value the value, or null
         */
        public Equal {
            Objects.requireNonNull(field, "field");
        }
    }

    /**
     * The rows that every part takes.
     *
     * @param parts the conditions; none at all takes every row
     */
    record And(List<Filter> parts) implements Filter {

        /**
         * Copies the parts.
         *
         * @param parts the conditions
         */
        public And {
            parts = List.copyOf(parts);
        }
    }

    /**
     * The rows whose field has a value.
     *
     * @param field the Java field's name, or the column's
     * @param value the value, of the field's type; null asks for the rows that have none
     * @return the condition
     */
    static Filter eq(String field, @Nullable Object value) {
        return new Equal(field, value);
    }

    /**
     * The rows that every part takes.
     *
     * @param parts the conditions
     * @return the condition
     */
    static Filter and(Filter... parts) {
        return new And(List.of(parts));
    }

    /**
     * The rows that have each of the values, one a field.
     *
     * @param values field names and the values they must have; null asks for the rows that have none
     * @return the condition
     * @throws IllegalArgumentException if a key or a value holds an operator such as {@code $gt}: only equality is there yet
     */
    static Filter of(Map<String, ? extends @Nullable Object> values) {
        List<Filter> parts = new ArrayList<>(values.size());
        values.forEach((field, value) -> {
            if (field.startsWith("$") || value instanceof Map) {
                throw new IllegalArgumentException(
                        "Filter operators are not supported yet: expected a field name and the "
                                + "value it must have, got the key '" + field + "' with "
                                + (value instanceof Map ? "a map" : "a value") + ". Use Filter.eq and Filter.and.");
            }
            parts.add(eq(field, value));
        });
        return new And(parts);
    }
}
