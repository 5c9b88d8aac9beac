package io.github.jtidb.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A condition on a table's fields:
 *
 * <pre>{@code
 * Filter.and(Filter.eq("topic", "food"), Filter.or(Filter.gt("price", 10), Filter.like("name", "Java%")))
 * }</pre>
 *
 * <p>A field is named as in Java or as its column. Values are always bound and fields are looked up in the table's schema, so
 * neither can become SQL. As in SQL, a row whose field is null satisfies no comparison with a value, and no negation of one;
 * {@link #exists} and a comparison with null ask for it. Immutable, as far as its values are.
 */
public sealed interface Filter {

    /** How a field is compared with a value. Immutable. */
    enum Operator {
        /** Equal. */
        EQ,
        /** Not equal. */
        NE,
        /** Greater. */
        GT,
        /** Greater or equal. */
        GTE,
        /** Less. */
        LT,
        /** Less or equal. */
        LTE
    }

    /**
     * A field compared with a value. Immutable.
     *
     * @param field the Java field's name, or the column's
     * @param operator how; only EQ and NE compare with null, with enums and with UUIDs
     * @param value the value, of the field's type
     */
    record Comparison(
            String field, Operator operator, @Nullable Object value) implements Filter {}

    /**
     * A field that has one of some values. Immutable.
     *
     * @param field the Java field's name, or the column's
     * @param values the values, of the field's type; none at all takes no row
     */
    record In(String field, List<Object> values) implements Filter {

        /**
         * Copies the values.
         *
         * @param field the field's name
         * @param values the values, none of them null
         */
        public In {
            if (values.contains(null)) {
                throw new IllegalArgumentException("The values for field '" + field
                        + "' must not be null: ask for null with Filter.eq(\"" + field + "\", null).");
            }
            values = List.copyOf(values);
        }
    }

    /**
     * A text field that matches a pattern. Immutable.
     *
     * @param field the Java field's name, or the column's
     * @param pattern {@code %} stands for any characters, {@code _} for one, a backslash makes the next one itself
     */
    record Like(String field, String pattern) implements Filter {}

    /**
     * The rows that every part takes. Immutable.
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
     * The rows that a part takes. Immutable.
     *
     * @param parts the conditions; none at all takes no row
     */
    record Or(List<Filter> parts) implements Filter {

        /**
         * Copies the parts.
         *
         * @param parts the conditions
         */
        public Or {
            parts = List.copyOf(parts);
        }
    }

    /**
     * The rows that a condition refuses. Immutable.
     *
     * @param part the condition
     */
    record Not(Filter part) implements Filter {}

    /**
     * The rows whose field has a value.
     *
     * @param field the Java field's name, or the column's
     * @param value the value; null asks for the rows that have none
     * @return the condition
     */
    static Filter eq(String field, @Nullable Object value) {
        return new Comparison(field, Operator.EQ, value);
    }

    /**
     * The rows whose field has another value.
     *
     * @param field the Java field's name, or the column's
     * @param value the value; null asks for the rows that have one
     * @return the condition
     */
    static Filter ne(String field, @Nullable Object value) {
        return new Comparison(field, Operator.NE, value);
    }

    /**
     * The rows whose field is greater.
     *
     * @param field the Java field's name, or the column's
     * @param value the bound
     * @return the condition
     */
    static Filter gt(String field, Object value) {
        return new Comparison(field, Operator.GT, value);
    }

    /**
     * The rows whose field is greater or equal.
     *
     * @param field the Java field's name, or the column's
     * @param value the bound
     * @return the condition
     */
    static Filter gte(String field, Object value) {
        return new Comparison(field, Operator.GTE, value);
    }

    /**
     * The rows whose field is less.
     *
     * @param field the Java field's name, or the column's
     * @param value the bound
     * @return the condition
     */
    static Filter lt(String field, Object value) {
        return new Comparison(field, Operator.LT, value);
    }

    /**
     * The rows whose field is less or equal.
     *
     * @param field the Java field's name, or the column's
     * @param value the bound
     * @return the condition
     */
    static Filter lte(String field, Object value) {
        return new Comparison(field, Operator.LTE, value);
    }

    /**
     * The rows whose field has one of some values.
     *
     * @param field the Java field's name, or the column's
     * @param values the values; none at all takes no row
     * @return the condition
     * @throws IllegalArgumentException if a value is null
     */
    static Filter in(String field, Collection<?> values) {
        return new In(field, Collections.unmodifiableList(new ArrayList<>(values)));
    }

    /**
     * The rows whose field has none of some values.
     *
     * @param field the Java field's name, or the column's
     * @param values the values; none at all takes every row
     * @return the condition
     * @throws IllegalArgumentException if a value is null
     */
    static Filter notIn(String field, Collection<?> values) {
        return not(in(field, values));
    }

    /**
     * The rows whose text matches a pattern.
     *
     * @param field the Java field's name, or the column's; a text field
     * @param pattern {@code %} stands for any characters, {@code _} for one, a backslash makes the next one itself
     * @return the condition
     */
    static Filter like(String field, String pattern) {
        return new Like(field, pattern);
    }

    /**
     * The rows whose field has a value.
     *
     * @param field the Java field's name, or the column's
     * @return the condition
     */
    static Filter exists(String field) {
        return ne(field, null);
    }

    /**
     * The rows that every part takes.
     *
     * @param parts the conditions; none at all takes every row
     * @return the condition
     */
    static Filter and(Filter... parts) {
        return new And(List.of(parts));
    }

    /**
     * The rows that a part takes.
     *
     * @param parts the conditions; none at all takes no row
     * @return the condition
     */
    static Filter or(Filter... parts) {
        return new Or(List.of(parts));
    }

    /**
     * The rows that a condition refuses; where it compares a null field with a value it neither takes nor refuses.
     *
     * @param part the condition
     * @return the condition
     */
    static Filter not(Filter part) {
        return new Not(part);
    }

    /**
     * Reads a condition from a map, as pytidb and Mongo write it: {@code {"topic": "food", "price": {"$gt": 10, "$lte": 20},
     * "$or": [{…}, {…}]}}. All entries must hold. The operators, in upper or lower case, are {@code $eq $ne $gt $gte $lt $lte
     * $in $nin $like $exists} on a field, {@code $not} on either, and {@code $and $or} with a list.
     *
     * @param conditions the map
     * @return the condition
     * @throws IllegalArgumentException if an operator is unknown or has a value that it cannot take; the message lists them
     */
    static Filter of(Map<String, ? extends @Nullable Object> conditions) {
        return FilterMap.read(conditions);
    }
}
