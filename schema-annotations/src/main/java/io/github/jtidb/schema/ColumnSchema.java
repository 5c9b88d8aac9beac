package io.github.jtidb.schema;

import io.github.jtidb.vector.DistanceMetric;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One column of a table: its name, its SQL type and what it asks of its values.
 *
 * <p>Two are equal when everything they say is equal. Immutable.
 */
public final class ColumnSchema {

    private final String name;
    private final String field;
    private final Type javaType;
    private final SqlType sqlType;
    private final Constraints constraints;
    private final Optional<String> defaultValue;
    private final Optional<Vector> vector;
    private final Optional<FullText> fullText;

    ColumnSchema(
            String name,
            String field,
            Type javaType,
            SqlType sqlType,
            Constraints constraints,
            Optional<String> defaultValue,
            Optional<Vector> vector,
            Optional<FullText> fullText) {
        this.name = name;
        this.field = field;
        this.javaType = javaType;
        this.sqlType = sqlType;
        this.constraints = constraints;
        this.defaultValue = defaultValue;
        this.vector = vector;
        this.fullText = fullText;
    }

    ColumnSchema withVector(Vector changed) {
        return new ColumnSchema(
                name, field, javaType, sqlType, constraints, defaultValue, Optional.of(changed), fullText);
    }

    /**
     * The column's name in the database, not quoted.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * The name of the record component or field.
     *
     * @return the Java name
     */
    public String field() {
        return field;
    }

    /**
     * The declared type of the record component or field, type arguments included.
     *
     * @return a class or a parameterised type
     */
    public Type javaType() {
        return javaType;
    }

    /**
     * The column's SQL type.
     *
     * @return the type
     */
    public ColumnType type() {
        return sqlType.type();
    }

    /**
     * The declared length: characters of VARCHAR and CHAR, bytes of VARBINARY.
     *
     * @return the length, 0 for the other types
     */
    public int length() {
        return sqlType.length();
    }

    /**
     * All digits of a DECIMAL; the digits of a second's fraction of TIME and DATETIME, which are 6.
     *
     * @return the number of digits, 0 for the other types
     */
    public int precision() {
        return sqlType.precision();
    }

    /**
     * The digits of a DECIMAL after the point.
     *
     * @return the number of digits, 0 for the other types
     */
    public int scale() {
        return sqlType.scale();
    }

    /**
     * Whether the column may hold null.
     *
     * @return false for NOT NULL
     */
    public boolean nullable() {
        return constraints.nullable();
    }

    /**
     * Whether the column is the table's key, or a part of it.
     *
     * @return true for a key column
     */
    public boolean key() {
        return constraints.key();
    }

    /**
     * Whether the database generates the key of a row that brings none.
     *
     * @return true for AUTO_INCREMENT
     */
    public boolean autoIncrement() {
        return constraints.autoIncrement();
    }

    /**
     * Whether the column alone is declared unique. Its index is among {@link TableSchema#indexes}.
     *
     * @return true for {@code @Column(unique = true)}
     */
    public boolean unique() {
        return constraints.unique();
    }

    /**
     * The default value, checked and in the one form that SQL takes: plain numbers, {@code true} or {@code false}, text
     * without quotes, {@code 2026-01-31}, {@code 23:59:59.000000}, {@code 2026-01-31 23:59:59.000000}, or
     * {@code CURRENT_TIMESTAMP}. Where {@link #javaType} is Instant, both date-times are in UTC.
     *
     * @return the value, or empty for none
     */
    public Optional<String> defaultValue() {
        return defaultValue;
    }

    /**
     * What is known of a vector column.
     *
     * @return the details, present for VECTOR only
     */
    public Optional<Vector> vector() {
        return vector;
    }

    /**
     * What is known of a column searched by words.
     *
     * @return the details, present for {@link FullTextField} only
     */
    public Optional<FullText> fullText() {
        return fullText;
    }

    private List<Object> state() {
        return List.of(name, field, javaType, sqlType, constraints, defaultValue, vector, fullText);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ColumnSchema column && state().equals(column.state());
    }

    @Override
    public int hashCode() {
        return state().hashCode();
    }

    /**
     * The column in brief, for messages; not SQL.
     *
     * @return such as {@code price DECIMAL(19,4)}
     */
    @Override
    public String toString() {
        String size = switch (type()) {
            case DECIMAL -> "(" + precision() + "," + scale() + ")";
            case VARCHAR, CHAR, VARBINARY -> "(" + length() + ")";
            case VECTOR ->
                vector.map(Vector::dimensions)
                        .filter(OptionalInt::isPresent)
                        .map(known -> "(" + known.getAsInt() + ")")
                        .orElse("");
            default -> "";
        };
        return name + " " + type() + size;
    }

    /**
     * What is known of a vector column. Immutable.
     *
     * @param dimensions the number of dimensions, 1 to 16383, or empty when the model decides
     * @param metric how distance is measured
     * @param index whether to create a vector index
     * @param sourceField the Java field name of the column whose text is embedded, or empty for none
     * @param model the embedding model as {@code provider/model}, or empty for none
     */
    public record Vector(
            OptionalInt dimensions,
            DistanceMetric metric,
            VectorField.IndexPolicy index,
            Optional<String> sourceField,
            Optional<String> model) {

        Vector withSourceField(String resolved) {
            return new Vector(dimensions, metric, index, Optional.of(resolved), model);
        }

        Vector withDimensions(int known) {
            return new Vector(OptionalInt.of(known), metric, index, sourceField, model);
        }
    }

    /**
     * What is known of a column searched by words. Immutable.
     *
     * @param parser how the text is cut into words
     * @param indexed whether to create a full-text index
     */
    public record FullText(FullTextField.Parser parser, boolean indexed) {}
}
