package io.github.jtidb.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Keeps a {@code String} in a TEXT column that is searched by words. Immutable. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface FullTextField {

    /**
     * How the text is cut into words.
     *
     * @return the parser, {@link Parser#MULTILINGUAL} by default
     */
    Parser parser() default Parser.MULTILINGUAL;

    /**
     * Whether to create a full-text index; without one the column can be searched by words once somebody else has made it.
     *
     * @return false for no index, true by default
     */
    boolean index() default true;

    /** How text is cut into words. Immutable. */
    enum Parser {
        /** Any mix of languages, Chinese, Japanese and Korean included. */
        MULTILINGUAL,
        /** English, cut at spaces and punctuation. */
        STANDARD
    }
}
