package io.github.jtidb.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a column what its Java type does not. It is optional, except on {@code BigDecimal}.
 *
 * <p>{@link #name} fits every column; {@link #nullable} all but vectors; the rest only the columns named there. An element
 * that does not fit is an error, never ignored. Immutable.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Column {

    /**
     * The column's name, by the rules of {@link TableModel#value}. It also must not begin with {@code $}, which marks an
     * operator in a filter, or with {@code _distance}, {@code _score} or {@code _match_score}, which searches return,
     * or with {@code _tidb_}.
     *
     * @return the name, or empty (the default) for the Java name in snake case: an underscore goes before each upper-case
     *     letter that follows a lower-case letter or a digit, and before one that follows an upper-case letter and precedes
     *     a lower-case letter; then all is lower-cased ({@code createdAt} is {@code created_at}, {@code URLValue} is
     *     {@code url_value})
     */
    String name() default "";

    /**
     * The most that a {@code String} without {@link Text} holds, in characters (1 to 16383), or a {@code byte[]}, in bytes
     * (1 to 65535).
     *
     * @return the length, or 0 (the default) for 255 characters, or a BLOB
     */
    int length() default 0;

    /**
     * How many decimal digits a {@code BigDecimal} has in all, 1 to 65. It has no default, so that nothing is rounded unasked.
     *
     * @return the number of digits, 0 when not given
     */
    int precision() default 0;

    /**
     * How many of a {@code BigDecimal}'s digits stand after the point, 0 to 30 and at most {@link #precision}. It has no
     * default, so that nothing is rounded unasked.
     *
     * @return the number of digits, -1 when not given
     */
    int scale() default -1;

    /**
     * Whether the column may hold null. Primitive and key columns never do, vector columns always do.
     *
     * @return false for NOT NULL, true by default
     */
    boolean nullable() default true;

    /**
     * Whether no two rows may have the same value here: a unique index named {@code uq_} and the column's name.
     *
     * @return true for unique, false by default
     */
    boolean unique() default false;

    /**
     * The value of a row that gives none, as a literal: a number, {@code true} or {@code false}, text, the name of an enum
     * constant, a UUID, an ISO 8601 date, time or date-time, or for the two date-time types {@code CURRENT_TIMESTAMP}. It
     * must fit the column without loss. Generated keys, TEXT, JSON, VARBINARY, BLOB and VECTOR columns take none.
     *
     * @return the literal, or empty (the default) for none
     */
    String defaultValue() default "";
}
