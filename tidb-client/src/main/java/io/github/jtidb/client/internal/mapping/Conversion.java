package io.github.jtidb.client.internal.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns a value that a query gave into the Java type that a caller asks for, without loss: numbers into numbers that hold them,
 * text into enums, UUIDs and what JSON stands for, and stored vectors into {@code float[]}. Thread-safe.
 */
public final class Conversion {

    private Conversion() {}

    /**
     * Converts a value.
     *
     * @param what what messages call the value, such as its column
     * @throws IllegalArgumentException if the value does not fit the type
     */
    public static Object convert(VectorCodec codec, String what, Object value, Type type) {
        Class<?> target = boxed(raw(type));
        if (target.isInstance(value)) {
            return value;
        }
        Object converted = null;
        try {
            if (value instanceof Number number) {
                converted = number(number, target);
            } else if (value instanceof Boolean truth && Number.class.isAssignableFrom(target)) {
                converted = number(truth ? 1 : 0, target);
            } else if (target == float[].class) {
                converted = codec.decodeVector(value);
            } else if (value instanceof String text) {
                converted = text(text, target, type);
            } else if (value instanceof LocalDateTime time && target == Instant.class) {
                converted = time.toInstant(ZoneOffset.UTC);
            }
        } catch (ArithmeticException | IllegalArgumentException | JsonProcessingException e) {
            throw refused(what, value, type, e);
        }
        if (converted == null) {
            throw refused(what, value, type, null);
        }
        return converted;
    }

    private static Class<?> raw(Type type) {
        return type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) type;
    }

    private static @Nullable Object number(Number number, Class<?> target) {
        if (target == Boolean.class) {
            return number.doubleValue() == 0 ? Boolean.FALSE : number.doubleValue() == 1 ? Boolean.TRUE : null;
        }
        if (target == Double.class) {
            return number.doubleValue();
        }
        if (target == Float.class) {
            return number.floatValue();
        }
        BigDecimal exact = new BigDecimal(number.toString());
        if (target == Integer.class) {
            return exact.intValueExact();
        }
        if (target == Long.class) {
            return exact.longValueExact();
        }
        if (target == Short.class) {
            return exact.shortValueExact();
        }
        if (target == Byte.class) {
            return exact.byteValueExact();
        }
        if (target == BigInteger.class) {
            return exact.toBigIntegerExact();
        }
        return target == BigDecimal.class ? exact : null;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable Object text(String text, Class<?> target, Type type) throws JsonProcessingException {
        if (target == UUID.class) {
            return UUID.fromString(text);
        }
        if (target.isEnum()) {
            return Enum.valueOf((Class<? extends Enum>) target, text);
        }
        boolean json =
                target.isRecord() || Map.class.isAssignableFrom(target) || Collection.class.isAssignableFrom(target);
        return json ? Values.readJson(text, type) : null;
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    private static IllegalArgumentException refused(String what, Object value, Type type, @Nullable Exception cause) {
        return new IllegalArgumentException(
                what + " is a " + value.getClass().getSimpleName() + " that is no " + type.getTypeName()
                        + ": ask for another type.",
                cause instanceof JsonProcessingException ? null : cause);
    }
}
