package io.github.jtidb.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a member the table's key. Several make a composite key, in the order of declaration.
 *
 * <p>A key that can be null is generated: a sole key of type {@code Integer} or {@code Long} is AUTO_INCREMENT unless
 * {@link #autoIncrement} says no. The caller always gives primitive keys, keys of other types, and composite keys. Key
 * columns are NOT NULL.
 *
 * <p>Whole numbers, booleans, {@code BigDecimal}, {@code String} up to 768 characters, {@code UUID}, enums, and dates and
 * times can be keys. {@code float} and {@code double} cannot, since they hardly ever compare equal; nor can {@code byte[]},
 * TEXT, JSON and vectors. Immutable.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Id {

    /**
     * Whether the database may generate the key, where the rule above allows it.
     *
     * @return false to give every key oneself, true by default
     */
    boolean autoIncrement() default true;
}
