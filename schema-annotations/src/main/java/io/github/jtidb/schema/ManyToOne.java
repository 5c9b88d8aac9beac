package io.github.jtidb.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a field that holds a row of another table, found by its key:
 *
 * <pre>{@code
 * @TableModel("chunks")
 * public record Chunk(@Id Integer id, Integer userId, @Text String content, @ManyToOne("userId") User user) {}
 * }</pre>
 *
 * <p>The field is no column. It is filled when rows are read, null where the key is null or no row has it, and is not written:
 * what counts then is the field with the key. Fields of the same kind in the related row stay null. Immutable.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface ManyToOne {

    /**
     * The field of this class that holds the key of the related row; its type is that of the other table's only key.
     *
     * @return the Java field's name, or the column's
     */
    String value();
}
