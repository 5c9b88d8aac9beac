package io.github.jtidb.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An ordinary index over one or more columns, written inside {@link TableModel#indexes}.
 *
 * <p>TEXT, JSON, BLOB and VECTOR columns cannot be in one, and its columns take at most 3072 bytes together (a character
 * counts as four), as on TiDB. Immutable.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Index {

    /**
     * The indexed columns, in this order.
     *
     * @return Java field names or column names, at least one, each once
     */
    String[] columns();

    /**
     * Whether no two rows may have the same values in these columns; rows with a null among them never collide.
     *
     * @return true for a unique index, false by default
     */
    boolean unique() default false;

    /**
     * The index's name, by the rules of {@link TableModel#value}; {@code PRIMARY} is taken.
     *
     * @return the name, or empty (the default) for {@code idx_}, {@code uq_} when unique, and the column names joined by
     *     underscores
     */
    String name() default "";
}
