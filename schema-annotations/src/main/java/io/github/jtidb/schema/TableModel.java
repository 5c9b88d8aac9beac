package io.github.jtidb.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a record or a plain class a table: each of its members is a column.
 *
 * <pre>{@code
 * @TableModel("sample_documents")
 * public record Document(
 *     @Id Integer id,
 *     @Text String content,
 *     @VectorField(sourceField = "content", model = "local/all-MiniLM-L6-v2") float[] embedding) {}
 * }</pre>
 *
 * <p>The columns of a record are its components; those of a class are its fields, the superclass's first, without static
 * and transient ones. At least one member carries {@link Id}. A member needs no annotation when its type says enough:
 *
 * <table>
 * <caption>Java types and the columns they become</caption>
 * <tr><th>Java</th><th>Column</th></tr>
 * <tr><td>boolean, byte, short, int, long, float, double</td>
 *     <td>BOOLEAN, TINYINT, SMALLINT, INT, BIGINT, FLOAT, DOUBLE; NOT NULL, nullable for the wrapper classes</td></tr>
 * <tr><td>BigDecimal</td><td>DECIMAL(precision, scale) of its {@link Column}, which it needs</td></tr>
 * <tr><td>String</td><td>VARCHAR(255), or the length of its {@link Column}; TEXT with {@link Text}</td></tr>
 * <tr><td>an enum</td><td>VARCHAR holding the constant's name</td></tr>
 * <tr><td>UUID</td><td>CHAR(36)</td></tr>
 * <tr><td>byte[]</td><td>BLOB; VARBINARY with a length</td></tr>
 * <tr><td>LocalDate, LocalTime, LocalDateTime</td><td>DATE, TIME(6), DATETIME(6)</td></tr>
 * <tr><td>Instant</td><td>DATETIME(6) in UTC, whatever the time zone of the session</td></tr>
 * <tr><td>Map, Collection, List, Set, a record</td><td>JSON</td></tr>
 * <tr><td>float[]</td><td>VECTOR, with {@link VectorField}</td></tr>
 * </table>
 *
 * <p>Any other type is refused. The annotation is not inherited: a subclass of a table class needs its own. Immutable.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface TableModel {

    /**
     * The table's name: 1 to 64 characters, without control characters, back quotes, dots, characters outside Unicode's
     * basic plane, white space at either end, or the prefix {@code _jtidb}.
     *
     * @return the name, or empty (the default) for the simple class name in snake case, by the rule of {@link Column#name}
     */
    String value() default "";

    /**
     * The table's ordinary indexes. Vector and full-text indexes come from {@link VectorField} and {@link FullTextField}.
     *
     * @return the indexes, none by default
     */
    Index[] indexes() default {};
}
