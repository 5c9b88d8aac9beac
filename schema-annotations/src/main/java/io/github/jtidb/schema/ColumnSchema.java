package io.github.jtidb.schema;

import io.github.jtidb.vector.DistanceMetric;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;
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
    private final Filling filling;
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
        this(name, field, javaType, sqlType, constraints, Filling.ofClass(defaultValue), vector, fullText);
    }

    private ColumnSchema(
            String name,
            String field,
            Type javaType,
            SqlType sqlType,
            Constraints constraints,
            Filling filling,
            Optional<Vector> vector,
            Optional<FullText> fullText) {
        this.name = name;
        this.field = field;
        this.javaType = javaType;
        this.sqlType = sqlType;
        this.constraints = constraints;
        this.filling = filling;
        this.vector = vector;
        this.fullText = fullText;
    }

    ColumnSchema withVector(Vector changed) {
        return new ColumnSchema(name, field, javaType, sqlType, constraints, filling, Optional.of(changed), fullText);
    }

    ColumnSchema withDefault(String checked) {
        Filling changed = new Filling(Optional.of(checked), true, filling.generated());
        return new ColumnSchema(name, field, javaType, sqlType, constraints, changed, vector, fullText);
    }

    /**
     * Begins a column without a class, as in {@link TableSchema#builder}. Its rows hold the Java type that takes every value:
     * Boolean, Byte, Short, Integer, Long, Float, Double, BigDecimal, String, {@code byte[]}, LocalDate, LocalTime,
     * LocalDateTime, {@code float[]}, and for JSON maps, lists and plain values.
     *
     * @param name the column's name in the database, not quoted
     * @param type its SQL type
     * @return a builder of a column that may hold null
     */
    public static Builder builder(String name, ColumnType type) {
        return new Builder(name, type);
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
     * The name of the record component or field; the column's own name where there is no class.
     *
     * @return the Java name
     */
    public String field() {
        return field;
    }

    /**
     * The declared type of the record component or field, type arguments included; without a class the type that
     * {@link #builder} tells.
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
     * All digits of a DECIMAL; the digits of a second's fraction of TIME and DATETIME, which are 6 for those of a class.
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
        return filling.defaultValue();
    }

    /**
     * Whether the database fills in a value for a row that gives none: {@link #defaultValue}, or an expression that only it
     * knows.
     *
     * @return true if there is a default
     */
    public boolean hasDefault() {
        return filling.hasDefault();
    }

    /**
     * Whether the database computes every value of the column, which then cannot be written.
     *
     * @return the answer of a database where the column was read, or empty: then whoever creates the table decides, as with
     *     vectors that the server can embed
     */
    public Optional<Boolean> generated() {
        return filling.generated();
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
     * @return the details, present for {@link FullTextField} and its like only
     */
    public Optional<FullText> fullText() {
        return fullText;
    }

    private List<Object> state() {
        return List.of(name, field, javaType, sqlType, constraints, filling, vector, fullText);
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
     * @param sourceField the field name of the column whose text is embedded, or empty for none
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

    /**
     * Describes a column step by step. What it says is checked by {@link TableSchema.Builder#build}. Not thread-safe.
     *
     * <pre>{@code
     * ColumnSchema.builder("embedding", ColumnType.VECTOR).sourceField("content").model("local/all-MiniLM-L6-v2");
     * }</pre>
     */
    public static final class Builder {

        private final String name;
        private final ColumnType type;
        private SqlType size;
        private boolean nullable = true;
        private boolean key;
        private boolean autoIncrement;
        private boolean unique;
        private Filling filling = Filling.ofClass(Optional.empty());
        private Vector vector = ColumnRules.VECTOR;
        private Optional<FullText> fullText = Optional.empty();
        private boolean vectorGiven;

        private Builder(String name, ColumnType type) {
            this.name = Objects.requireNonNull(name, "name");
            this.type = Objects.requireNonNull(type, "type");
            this.size = ColumnRules.size(type);
        }

        /**
         * Sets the length of a VARCHAR (255 unless set), CHAR or VARBINARY.
         *
         * @param most characters, 1 to 16383, of CHAR to 255; bytes of VARBINARY, 1 to 65535
         * @return this builder
         */
        public Builder length(int most) {
            size = SqlType.sized(type, most);
            return this;
        }

        /**
         * Sets the digits of a DECIMAL, which needs it.
         *
         * @param digits all digits, 1 to 65
         * @param afterPoint those after the point, 0 to 30
         * @return this builder
         */
        public Builder decimal(int digits, int afterPoint) {
            size = new SqlType(type, 0, digits, afterPoint);
            return this;
        }

        /**
         * Sets how fine a TIME or DATETIME is.
         *
         * @param digits the digits of a second's fraction, 0 to 6; 6 unless set
         * @return this builder
         */
        public Builder fraction(int digits) {
            size = new SqlType(type, 0, digits, 0);
            return this;
        }

        /** {@return this builder, for a column that is NOT NULL} */
        public Builder notNull() {
            nullable = false;
            return this;
        }

        /** {@return this builder, for a column that is the key, or a part of it, and NOT NULL} */
        public Builder key() {
            key = true;
            return notNull();
        }

        /** {@return this builder, for a column where a row that brings no value gets the next number} */
        public Builder autoIncrement() {
            autoIncrement = true;
            return this;
        }

        /** {@return this builder, for a column in which no two rows may have the same value} */
        public Builder unique() {
            unique = true;
            return this;
        }

        /**
         * Sets the default value.
         *
         * @param literal as in {@link Column#defaultValue}; for CHAR any text that fits
         * @return this builder
         */
        public Builder defaultValue(String literal) {
            filling = new Filling(Optional.of(literal), true, filling.generated());
            return this;
        }

        /**
         * Says that the database has a default for the column that only it knows, as {@link ColumnSchema#hasDefault}. Such a
         * column is described, not created.
         *
         * @return this builder
         */
        public Builder hasDefault() {
            filling = new Filling(filling.defaultValue(), true, filling.generated());
            return this;
        }

        /**
         * Says whether the database computes the column, as {@link ColumnSchema#generated}.
         *
         * @param computed what is known
         * @return this builder
         */
        public Builder generated(boolean computed) {
            filling = new Filling(filling.defaultValue(), filling.hasDefault(), Optional.of(computed));
            return this;
        }

        /**
         * Sets the number of dimensions of a VECTOR.
         *
         * @param number 1 to 16383; not needed with a model, which tells it
         * @return this builder
         */
        public Builder dimensions(int number) {
            return vector(
                    new Vector(OptionalInt.of(number), vector.metric, vector.index, vector.sourceField, vector.model));
        }

        /**
         * Sets how the distance of a VECTOR is measured.
         *
         * @param measure the metric; COSINE unless set
         * @return this builder
         */
        public Builder metric(DistanceMetric measure) {
            return vector(new Vector(vector.dimensions, measure, vector.index, vector.sourceField, vector.model));
        }

        /**
         * Sets whether to create a vector index for a VECTOR.
         *
         * @param policy the policy; AUTO unless set
         * @return this builder
         */
        public Builder index(VectorField.IndexPolicy policy) {
            return vector(new Vector(vector.dimensions, vector.metric, policy, vector.sourceField, vector.model));
        }

        /**
         * Sets the text column that is embedded into a VECTOR; needs {@link #model}.
         *
         * @param field its name
         * @return this builder
         */
        public Builder sourceField(String field) {
            return vector(vector.withSourceField(field));
        }

        /**
         * Sets the model that embeds text for a VECTOR.
         *
         * @param embedding the model, as {@code provider/model}
         * @return this builder
         */
        public Builder model(String embedding) {
            return vector(new Vector(
                    vector.dimensions, vector.metric, vector.index, vector.sourceField, Optional.of(embedding)));
        }

        /**
         * Makes a text column one that is searched by words.
         *
         * @param parser how the text is cut into words
         * @param indexed whether to create a full-text index
         * @return this builder
         */
        public Builder fullText(FullTextField.Parser parser, boolean indexed) {
            fullText = Optional.of(new FullText(parser, indexed));
            return this;
        }

        private Builder vector(Vector changed) {
            vector = changed;
            vectorGiven = true;
            return this;
        }

        ColumnSchema build(Type table) {
            boolean isVector = type == ColumnType.VECTOR;
            ColumnRules.refuseVector(table, name, type, vectorGiven);
            ColumnSchema column = new ColumnSchema(
                    name,
                    name,
                    ColumnRules.javaType(type),
                    size,
                    new Constraints(nullable, key, autoIncrement, unique),
                    filling,
                    isVector ? Optional.of(vector) : Optional.empty(),
                    fullText);
            return ColumnRules.checked(table, column);
        }
    }
}
