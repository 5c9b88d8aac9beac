package io.github.jtidb.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A condition on a table's fields:
 *
 * <pre>{@code
 * Filter.eq("topic", "food").and(Filter.gt("price", 10).or(Filter.like("meta.owner.name", "Java%")))
 * }</pre>
 *
 * <p>A field is named as in Java or as its column; {@link Field} does so with types. Values are always bound and fields are
 * looked up in the table's schema, so neither can become SQL; only {@link #rawSql} is SQL. As in SQL, a row whose field is
 * null satisfies no comparison with a value, and no negation of one; {@link #exists} and a comparison with null ask for it.
 *
 * <p>Wherever a field is named, a path into a JSON field may stand, of keys and positions in lists: {@code meta.owner.id},
 * {@code meta.tags[0]}, {@code meta."a.b"} for keys with dots, brackets, quotes or backslashes, the last two after a
 * backslash. What a path finds is compared with a text, a number or a boolean, by its kind: a value of another kind is
 * unequal to it, and neither greater nor less. A path that leads nowhere, or to JSON's null, is null. Immutable, as far as
 * its values are.
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
     * The rows that SQL takes. Immutable, as far as its values are.
     *
     * @param sql a condition in the database's own SQL, with {@code :name} for each value
     * @param parameters the value of each name
     */
    record RawSql(String sql, Map<String, @Nullable Object> parameters) implements Filter {

        /**
         * Copies the parameters.
         *
         * @param sql the condition
         * @param parameters the value of each name
         */
        public RawSql {
            if (sql.isBlank()) {
                throw new IllegalArgumentException("The SQL of a filter is blank: expected a condition.");
            }
            parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        }
    }

    /**
     * The rows that both conditions take.
     *
     * @param other the other condition
     * @return the condition
     */
    default Filter and(Filter other) {
        return new And(with(this instanceof And and ? and.parts() : List.of(this), other));
    }

    /**
     * The rows that one of two conditions takes.
     *
     * @param other the other condition
     * @return the condition
     */
    default Filter or(Filter other) {
        return new Or(with(this instanceof Or or ? or.parts() : List.of(this), other));
    }

    /** A chain of steps becomes one list, so that a long one is not a deep one. */
    private static List<Filter> with(List<Filter> parts, Filter last) {
        List<Filter> all = new ArrayList<>(parts);
        all.add(last);
        return all;
    }

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
     * @param field the Java field's name, or the column's; a text or JSON field
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
    static Filter allOf(Filter... parts) {
        return new And(List.of(parts));
    }

    /**
     * The rows that a part takes.
     *
     * @param parts the conditions; none at all takes no row
     * @return the condition
     */
    static Filter anyOf(Filter... parts) {
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
     * The rows that SQL of your own takes, such as {@code rawSql("price > :most OR kind = :kind", Map.of("most", 3, "kind",
     * "x"))}.
     *
     * <p><strong>The text becomes part of the statement as it is.</strong> Never put into it what comes from outside, not even
     * quoted: that is what the parameters are for. It names columns, not Java fields, without their table, in the SQL of the
     * database in use.
     *
     * @param sql a condition, with {@code :name} for each value; what stands in quotes or comments is left alone, by MySQL's
     *     rules
     * @param parameters the value of each name; a collection becomes its elements with commas between them, for {@code IN}
     * @return the condition
     * @throws IllegalArgumentException if the SQL is blank; when the filter is used, if a name has no value, a value no name,
     *     a collection no element, or the SQL a {@code ?}
     */
    static Filter rawSql(String sql, Map<String, ? extends @Nullable Object> parameters) {
        return new RawSql(sql, new LinkedHashMap<>(parameters));
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
