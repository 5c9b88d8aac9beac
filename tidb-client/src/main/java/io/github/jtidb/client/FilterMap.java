package io.github.jtidb.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads filters written as maps. */
final class FilterMap {

    /** Deeper maps are a mistake, or contain themselves. */
    private static final int DEEPEST = 100;

    private FilterMap() {}

    static Filter read(Map<?, ? extends @Nullable Object> conditions) {
        return read(conditions, 0);
    }

    private static Filter read(Map<?, ? extends @Nullable Object> conditions, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("A filter's maps are nested more than " + DEEPEST + " deep.");
        }
        List<Filter> parts = new ArrayList<>();
        for (Map.Entry<?, ? extends @Nullable Object> entry : conditions.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new IllegalArgumentException(
                        "A filter's keys are field names or operators, got a " + kind(entry.getKey()) + ".");
            }
            parts.add(
                    key.startsWith("$") ? combined(key, entry.getValue(), depth) : field(key, entry.getValue(), depth));
        }
        return parts.size() == 1 ? parts.get(0) : new Filter.And(parts);
    }

    private static Filter combined(String operator, @Nullable Object value, int depth) {
        return switch (operator.toLowerCase(Locale.ROOT)) {
            case "$and" -> new Filter.And(list(operator, value, depth));
            case "$or" -> new Filter.Or(list(operator, value, depth));
            case "$not" -> Filter.not(read(map(operator, value), depth + 1));
            default -> throw unknown(operator, "$and, $or, $not, or a field name");
        };
    }

    private static List<Filter> list(String operator, @Nullable Object value, int depth) {
        List<Filter> parts = new ArrayList<>();
        for (Object part : collection(operator, value)) {
            parts.add(read(map(operator, part), depth + 1));
        }
        return parts;
    }

    private static Filter field(String field, @Nullable Object value, int depth) {
        if (!(value instanceof Map<?, ?> operators)) {
            return Filter.eq(field, value);
        }
        if (operators.isEmpty() || depth > DEEPEST) {
            throw new IllegalArgumentException("Field '" + field + "' of a filter has "
                    + (operators.isEmpty() ? "a map without operators." : "operators nested without end."));
        }
        List<Filter> parts = new ArrayList<>();
        for (Map.Entry<?, ?> entry : operators.entrySet()) {
            parts.add(operator(field, String.valueOf(entry.getKey()), entry.getValue(), depth));
        }
        return parts.size() == 1 ? parts.get(0) : new Filter.And(parts);
    }

    private static Filter operator(String field, String operator, @Nullable Object value, int depth) {
        return switch (operator.toLowerCase(Locale.ROOT)) {
            case "$eq" -> Filter.eq(field, value);
            case "$ne" -> Filter.ne(field, value);
            case "$gt" -> Filter.gt(field, given(operator, value));
            case "$gte" -> Filter.gte(field, given(operator, value));
            case "$lt" -> Filter.lt(field, given(operator, value));
            case "$lte" -> Filter.lte(field, given(operator, value));
            case "$in" -> Filter.in(field, collection(operator, value));
            case "$nin" -> Filter.notIn(field, collection(operator, value));
            case "$not" -> Filter.not(field(field, map(operator, value), depth + 1));
            case "$like" -> {
                if (!(value instanceof String pattern)) {
                    throw wrong(operator, "a text", value);
                }
                yield Filter.like(field, pattern);
            }
            case "$exists" -> {
                if (!(value instanceof Boolean there)) {
                    throw wrong(operator, "true or false", value);
                }
                yield there ? Filter.exists(field) : Filter.eq(field, null);
            }
            default ->
                throw unknown(
                        operator,
                        "$eq, $ne, $gt, $gte, $lt, $lte, $in, $nin, $like, $exists or $not on field '" + field + "'");
        };
    }

    private static Object given(String operator, @Nullable Object value) {
        if (value == null) {
            throw wrong(operator, "a value", null);
        }
        return value;
    }

    private static Collection<?> collection(String operator, @Nullable Object value) {
        if (value instanceof Collection<?> collection) {
            return collection;
        }
        throw wrong(operator, "a list", value);
    }

    private static Map<?, ?> map(String operator, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw wrong(operator, "a map", value);
    }

    private static IllegalArgumentException unknown(String operator, String expected) {
        return new IllegalArgumentException("Unknown filter operator '" + operator + "': expected " + expected + ".");
    }

    private static IllegalArgumentException wrong(String operator, String expected, @Nullable Object got) {
        return new IllegalArgumentException(
                "The filter operator '" + operator + "' takes " + expected + ", got " + kind(got) + ".");
    }

    private static String kind(@Nullable Object value) {
        return value == null ? "null" : value.getClass().getSimpleName();
    }
}
