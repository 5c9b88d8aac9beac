package io.github.jtidb.client;

import java.util.Collection;
import java.util.Locale;

/**
 * A field of a table, with the type of its values: makes the same filters as {@link Filter}, but a name or type that is wrong
 * does not compile. The annotation processor writes a class of them beside each table class, {@code Document_} beside
 * {@code Document}:
 *
 * <pre>{@code
 * table.query().filter(Document_.id.gt(3).and(Document_.content.like("Java%"))).orderBy(Document_.id).toList();
 * }</pre>
 *
 * <p>Immutable.
 *
 * @param <V> the type of its values
 */
public class Field<V> {

    private final String name;

    private Field(String name) {
        this.name = name;
    }

    /**
     * A field that is compared for equality.
     *
     * @param name the Java field's name, or the column's
     * @param <V> the type of its values
     * @return the field
     */
    public static <V> Field<V> of(String name) {
        return new Field<>(name);
    }

    /**
     * A field whose values have an order.
     *
     * @param name the Java field's name, or the column's
     * @param <V> the type of its values
     * @return the field
     */
    public static <V> Ordered<V> ordered(String name) {
        return new Ordered<>(name);
    }

    /**
     * A field of text.
     *
     * @param name the Java field's name, or the column's
     * @return the field
     */
    public static Text text(String name) {
        return new Text(name);
    }

    /**
     * A field of JSON.
     *
     * @param name the Java field's name, or the column's
     * @return the field
     */
    public static Json json(String name) {
        return new Json(name);
    }

    /**
     * The field's name, as {@link Filter} takes it.
     *
     * @return the Java field's name, or a path into it
     */
    public final String name() {
        return name;
    }

    /**
     * The rows whose field has a value.
     *
     * @param value the value
     * @return the condition
     */
    public final Filter eq(V value) {
        return Filter.eq(name, value);
    }

    /**
     * The rows whose field has another value.
     *
     * @param value the value
     * @return the condition
     */
    public final Filter ne(V value) {
        return Filter.ne(name, value);
    }

    /**
     * The rows whose field has one of some values.
     *
     * @param values the values; none at all takes no row
     * @return the condition
     * @throws IllegalArgumentException if a value is null
     */
    public final Filter in(Collection<? extends V> values) {
        return Filter.in(name, values);
    }

    /**
     * The rows whose field has none of some values.
     *
     * @param values the values; none at all takes every row
     * @return the condition
     * @throws IllegalArgumentException if a value is null
     */
    public final Filter notIn(Collection<? extends V> values) {
        return Filter.notIn(name, values);
    }

    /**
     * The rows whose field has a value, whichever.
     *
     * @return the condition
     */
    public final Filter exists() {
        return Filter.exists(name);
    }

    /**
     * The rows whose field has no value.
     *
     * @return the condition
     */
    public final Filter isNull() {
        return Filter.eq(name, null);
    }

    /**
     * The field's name.
     *
     * @return as {@link #name} gives it
     */
    @Override
    public final String toString() {
        return name;
    }

    /**
     * A field whose values have an order. Immutable.
     *
     * @param <V> the type of its values
     */
    public static class Ordered<V> extends Field<V> {

        private Ordered(String name) {
            super(name);
        }

        /**
         * The rows whose field is greater.
         *
         * @param value the bound
         * @return the condition
         */
        public final Filter gt(V value) {
            return new Filter.Comparison(name(), Filter.Operator.GT, value);
        }

        /**
         * The rows whose field is greater or equal.
         *
         * @param value the bound
         * @return the condition
         */
        public final Filter gte(V value) {
            return new Filter.Comparison(name(), Filter.Operator.GTE, value);
        }

        /**
         * The rows whose field is less.
         *
         * @param value the bound
         * @return the condition
         */
        public final Filter lt(V value) {
            return new Filter.Comparison(name(), Filter.Operator.LT, value);
        }

        /**
         * The rows whose field is less or equal.
         *
         * @param value the bound
         * @return the condition
         */
        public final Filter lte(V value) {
            return new Filter.Comparison(name(), Filter.Operator.LTE, value);
        }

        /**
         * The rows whose field is neither less than one value nor greater than another.
         *
         * @param least the least value that counts
         * @param most the greatest value that counts
         * @return the condition
         */
        public final Filter between(V least, V most) {
            return gte(least).and(lte(most));
        }
    }

    /** A field of text. Immutable. */
    public static final class Text extends Ordered<String> {

        private Text(String name) {
            super(name);
        }

        /**
         * The rows whose text matches a pattern.
         *
         * @param pattern {@code %} stands for any characters, {@code _} for one, a backslash makes the next one itself
         * @return the condition
         */
        public Filter like(String pattern) {
            return Filter.like(name(), pattern);
        }
    }

    /**
     * A field of JSON, or what a path into it finds. The field itself is only asked whether it {@link #exists}; paths are
     * compared with texts, numbers and booleans. Immutable.
     */
    public static final class Json extends Ordered<Object> {

        private Json(String name) {
            super(name);
        }

        /**
         * What is found under a key, and there under the next one.
         *
         * @param keys the keys, as they are in the JSON
         * @return the path
         */
        public Json path(String... keys) {
            StringBuilder path = new StringBuilder(name());
            for (String key : keys) {
                path.append(".\"")
                        .append(key.replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"');
            }
            return new Json(path.toString());
        }

        /**
         * What stands at a position of a list.
         *
         * @param position 0 for the first
         * @return the path
         */
        public Json at(int position) {
            return new Json(String.format(Locale.ROOT, "%s[%d]", name(), position));
        }

        /**
         * The rows where the path finds a text that matches a pattern.
         *
         * @param pattern {@code %} stands for any characters, {@code _} for one, a backslash makes the next one itself
         * @return the condition
         */
        public Filter like(String pattern) {
            return Filter.like(name(), pattern);
        }
    }
}
