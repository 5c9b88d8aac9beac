package io.github.jtidb.client.internal.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.SchemaException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns Java values into what JDBC takes and back, by the column's type. A value that the column would change, such as a
 * decimal with too many digits, is refused instead. Thread-safe.
 */
public final class Values {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** How many nanoseconds the last of so many digits of a second's fraction counts. */
    private static final int[] NANOS_OF_DIGIT = {
        1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000
    };

    private Values() {}

    /** Whether the database compares values of a column, for equality or order. */
    public static boolean isComparable(ColumnSchema column) {
        return switch (column.type()) {
            case VECTOR, JSON, BLOB -> false;
            default -> true;
        };
    }

    /**
     * A value as JDBC takes it.
     *
     * @param value a Java value of the column's Java type, or one that stands for it without loss; not null
     * @throws IllegalArgumentException if the value does not fit the column
     */
    public static Object encode(VectorCodec codec, ColumnSchema column, Object value) {
        Object encoded = switch (column.type()) {
            case BOOLEAN -> value instanceof Boolean ? value : null;
            case TINYINT -> whole(column, value, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SMALLINT -> whole(column, value, Short.MIN_VALUE, Short.MAX_VALUE);
            case INT -> whole(column, value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT -> whole(column, value, Long.MIN_VALUE, Long.MAX_VALUE);
            // As a double: the driver's shortest text of a float may lie beyond the float's own range.
            case FLOAT -> value instanceof Float number ? finite(column, number).doubleValue() : null;
            case DOUBLE -> value instanceof Double || value instanceof Float ? finite(column, ((Number) value)) : null;
            case DECIMAL -> decimal(column, value);
            case VARCHAR, CHAR, TEXT -> text(value);
            case VARBINARY, BLOB -> value instanceof byte[] bytes ? bytes.clone() : null;
            case DATE -> value instanceof LocalDate ? value : null;
            case TIME -> value instanceof LocalTime time ? fitting(column, time) : null;
            case DATETIME -> dateTime(column, value);
            case JSON -> json(column, value);
            case VECTOR -> value instanceof float[] vector ? codec.encodeVector(checked(column, vector)) : null;
        };
        if (encoded == null) {
            throw refused(
                    column,
                    "a " + column.javaType().getTypeName() + " for " + column,
                    value.getClass().getName());
        }
        return encoded;
    }

    /**
     * A value as JDBC takes it, for SQL of the caller's own, where no column says what it becomes.
     *
     * @param where what has the value, for the message
     * @throws IllegalArgumentException if the value is of a type that no column holds as it is
     */
    public static Object encode(VectorCodec codec, String where, Object value) {
        Object text = text(value);
        if (text != null) {
            return text;
        }
        if (value instanceof Boolean
                || value instanceof Byte
                || value instanceof Short
                || value instanceof Integer
                || value instanceof Long
                || value instanceof BigDecimal
                || value instanceof LocalDate
                || value instanceof LocalTime
                || value instanceof LocalDateTime) {
            return value;
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (Double.isFinite(number)) {
                return number;
            }
        } else if (value instanceof BigInteger number) {
            return new BigDecimal(number);
        } else if (value instanceof Instant instant) {
            return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        } else if (value instanceof byte[] bytes) {
            return bytes.clone();
        } else if (value instanceof float[] vector) {
            return codec.encodeVector(vector);
        }
        throw new IllegalArgumentException(
                "The value of " + where + " cannot be bound: expected a text, a finite number,"
                        + " a boolean, an enum, a UUID, a java.time value, byte[] or float[], got a "
                        + value.getClass().getName() + ".");
    }

    /**
     * A value as JSON, to compare with what is found in a JSON column.
     *
     * @throws IllegalArgumentException if it is no text, enum, UUID, finite number or boolean
     */
    public static String encodeJson(ColumnSchema column, Object value) {
        Object text = text(value);
        boolean finite = value instanceof Number number && Double.isFinite(number.doubleValue());
        if (text == null && !finite && !(value instanceof Boolean)) {
            throw refused(
                    column,
                    "a text, a finite number or a boolean to compare what a path finds with",
                    "a " + value.getClass().getName());
        }
        return json(column, text != null ? text : value);
    }

    private static @Nullable Object whole(ColumnSchema column, Object value, long least, long most) {
        if (!(value instanceof Byte || value instanceof Short || value instanceof Integer || value instanceof Long)) {
            return null;
        }
        long number = ((Number) value).longValue();
        if (number < least || number > most) {
            throw refused(column, "a whole number from " + least + " to " + most, "one outside");
        }
        return number;
    }

    private static Number finite(ColumnSchema column, Number value) {
        if (!Double.isFinite(value.doubleValue())) {
            throw refused(column, "a finite number", value.toString());
        }
        return value;
    }

    private static @Nullable Object decimal(ColumnSchema column, Object value) {
        BigDecimal number = null;
        if (value instanceof BigDecimal decimal) {
            number = decimal;
        } else if (value instanceof BigInteger integer) {
            number = new BigDecimal(integer);
        } else if (value instanceof Integer || value instanceof Long) {
            number = BigDecimal.valueOf(((Number) value).longValue());
        }
        if (number == null) {
            return null;
        }
        BigDecimal plain = number.stripTrailingZeros();
        int before = plain.precision() - plain.scale();
        if (plain.scale() > column.scale() || before > column.precision() - column.scale()) {
            throw refused(
                    column,
                    "at most " + (column.precision() - column.scale()) + " digits before the point and "
                            + column.scale() + " after it",
                    Math.max(before, 0) + " and " + Math.max(plain.scale(), 0) + "; round it, or widen the column");
        }
        return number;
    }

    private static @Nullable Object text(Object value) {
        if (value instanceof String) {
            return value;
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return value instanceof UUID ? value.toString() : null;
    }

    private static <T extends TemporalAccessor> T fitting(ColumnSchema column, T value) {
        int finest = NANOS_OF_DIGIT[column.precision()];
        if (value.get(ChronoField.NANO_OF_SECOND) % finest != 0) {
            throw column.precision() == 6
                    ? refused(
                            column,
                            "a time to the microsecond",
                            "one to the nanosecond; truncate it to ChronoUnit.MICROS")
                    : refused(
                            column,
                            "a time with " + column.precision() + " digits of a second's fraction",
                            "a finer one; truncate it, to ChronoUnit.SECONDS for 0 digits");
        }
        return value;
    }

    /** An instant is stored as its date and time in UTC, whatever the session's time zone. */
    private static @Nullable Object dateTime(ColumnSchema column, Object value) {
        LocalDateTime time = null;
        if (value instanceof LocalDateTime local) {
            time = local;
        } else if (value instanceof Instant instant) {
            time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        }
        return time == null ? null : fitting(column, time);
    }

    private static String json(ColumnSchema column, Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new SchemaException(
                    "Field '" + column.field() + "' cannot be written as JSON: " + e.getOriginalMessage()
                            + ". Expected a map, a list or a record of plain values.",
                    e);
        }
    }

    private static float[] checked(ColumnSchema column, float[] vector) {
        int dimensions = column.vector().orElseThrow().dimensions().orElseThrow();
        if (vector.length != dimensions) {
            throw refused(column, "a vector of " + dimensions + " dimensions", "one of " + vector.length);
        }
        for (int i = 0; i < vector.length; i++) {
            if (!Float.isFinite(vector[i])) {
                throw refused(column, "finite values", vector[i] + " at position " + i);
            }
        }
        return vector;
    }

    private static IllegalArgumentException refused(ColumnSchema column, String expected, String got) {
        return new IllegalArgumentException(
                "Field '" + column.field() + "': expected " + expected + ", got " + got + ".");
    }

    /** A key that the database generated, as the field's Java type. */
    public static Object generatedKey(ColumnSchema column, long key) {
        return switch (column.type()) {
            case TINYINT -> (byte) key;
            case SMALLINT -> (short) key;
            case INT -> Math.toIntExact(key);
            // How an unsigned BIGINT is read.
            case DECIMAL -> BigDecimal.valueOf(key);
            default -> key;
        };
    }

    /** Reads a column's value as the field's Java type; null for NULL. */
    public static @Nullable Object decode(VectorCodec codec, ColumnSchema column, ResultSet row, int index)
            throws SQLException {
        Object value = switch (column.type()) {
            case BOOLEAN -> row.getBoolean(index);
            case TINYINT -> row.getByte(index);
            case SMALLINT -> row.getShort(index);
            case INT -> row.getInt(index);
            case BIGINT -> row.getLong(index);
            case FLOAT -> row.getFloat(index);
            case DOUBLE -> row.getDouble(index);
            case DECIMAL -> decimal(column.javaType(), row.getBigDecimal(index));
            case VARCHAR, CHAR, TEXT -> text(column, row.getString(index));
            case VARBINARY, BLOB -> row.getBytes(index);
            case DATE -> row.getObject(index, LocalDate.class);
            case TIME -> row.getObject(index, LocalTime.class);
            case DATETIME -> dateTime(column.javaType(), row.getObject(index, LocalDateTime.class));
            case JSON -> json(column, row.getString(index));
            case VECTOR -> codec.decodeVector(row, index);
        };
        return row.wasNull() ? null : value;
    }

    private static @Nullable Object decimal(Type type, @Nullable BigDecimal value) {
        return value != null && type == BigInteger.class ? value.toBigIntegerExact() : value;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable Object text(ColumnSchema column, @Nullable String value) {
        if (value == null || !(column.javaType() instanceof Class<?> type) || type == String.class) {
            return value;
        }
        try {
            return type == UUID.class ? UUID.fromString(value) : Enum.valueOf((Class<? extends Enum>) type, value);
        } catch (IllegalArgumentException e) {
            throw new SchemaException(
                    "Column '" + column.name() + "' holds a text that is no " + type.getName()
                            + ": the rows were written with another class.",
                    e);
        }
    }

    private static @Nullable Object dateTime(Type type, @Nullable LocalDateTime value) {
        return value != null && type == Instant.class ? value.toInstant(ZoneOffset.UTC) : value;
    }

    static Object readJson(String json, Type type) throws JsonProcessingException {
        return JSON.readValue(json, JSON.getTypeFactory().constructType(type));
    }

    private static @Nullable Object json(ColumnSchema column, @Nullable String value) {
        if (value == null) {
            return null;
        }
        try {
            return readJson(value, column.javaType());
        } catch (JsonProcessingException e) {
            throw new SchemaException(
                    "Column '" + column.name() + "' holds JSON that is no "
                            + column.javaType().getTypeName() + ": the rows were written with another class.",
                    e);
        }
    }
}
