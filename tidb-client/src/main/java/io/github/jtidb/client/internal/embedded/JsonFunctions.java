package io.github.jtidb.client.internal.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.Map;
import org.h2.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * MySQL's JSON functions for the embedded database, called by H2. JSON is a JSON column or a text; NULL gives NULL.
 * Thread-safe.
 */
public final class JsonFunctions {

    /** The functions, and the methods that they are. */
    static final Map<String, String> METHODS = Map.of(
            "JSON_EXTRACT", "extract",
            "JSON_TYPE", "type",
            "JSON_UNQUOTE", "unquote",
            "JTIDB_COMPARE_JSON", "compare");

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private JsonFunctions() {}

    /** {@code JSON_EXTRACT} with one path of keys and positions: the JSON text found, or NULL. */
    public static @Nullable String extract(Value document, Value path) throws JsonProcessingException {
        if (isNull(document) || isNull(path)) {
            return null;
        }
        JsonNode found = find(read(document), path.getString());
        return found.isMissingNode() ? null : found.toString();
    }

    private static JsonNode find(JsonNode document, String path) throws JsonProcessingException {
        JsonNode node = document;
        boolean read = path.startsWith("$");
        int at = 1;
        while (read && at < path.length()) {
            int end = end(path, at);
            String step = path.substring(at, end);
            if (step.matches("\\[\\d{1,9}]")) {
                int position = Integer.parseInt(step.substring(1, step.length() - 1));
                // As in MySQL, what is no list is a list of itself.
                node = node.isArray() || position > 0 ? node.path(position) : node;
            } else if (step.endsWith("\"") && step.length() > 2) {
                node = node.path(JSON.readTree(step.substring(1)).textValue());
            } else {
                read = step.startsWith(".") && step.length() > 1 && step.indexOf('*') < 0;
                node = node.path(step.substring(1));
            }
            at = end;
        }
        if (!read) {
            throw new IllegalArgumentException("JSON_EXTRACT cannot read the path '" + path
                    + "': expected $ and keys or positions, such as $.owner.\"first name\"[0]");
        }
        return node;
    }

    /** Where the step of a path ends that begins at a position: at the next one, or at the end of its quotes. */
    private static int end(String path, int begin) {
        if (path.startsWith(".\"", begin)) {
            for (int i = begin + 2; i < path.length(); i++) {
                if (path.charAt(i) == '"') {
                    return i + 1;
                }
                i += path.charAt(i) == '\\' ? 1 : 0;
            }
            return path.length();
        }
        int end = begin + 1;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
            end++;
        }
        return end;
    }

    /** {@code JSON_TYPE}: the kind of a JSON value, as MySQL names it. */
    public static @Nullable String type(Value json) throws JsonProcessingException {
        if (isNull(json)) {
            return null;
        }
        JsonNode node = read(json);
        return switch (node.getNodeType()) {
            case OBJECT -> "OBJECT";
            case ARRAY -> "ARRAY";
            case STRING -> "STRING";
            case BOOLEAN -> "BOOLEAN";
            case NUMBER -> isLong(node) ? "INTEGER" : "DOUBLE";
            default -> "NULL";
        };
    }

    /** {@code JSON_UNQUOTE}: the text that a JSON string holds; anything else as it is. */
    public static @Nullable String unquote(Value json) throws JsonProcessingException {
        if (isNull(json)) {
            return null;
        }
        String text = json.getString();
        return text.startsWith("\"") ? JSON.readTree(text).textValue() : text;
    }

    /**
     * Compares two JSON values: negative, zero or positive, as MySQL orders numbers and texts. Values that have no order
     * between them, being of two kinds, are unequal.
     */
    public static @Nullable Integer compare(Value left, Value right) throws JsonProcessingException {
        if (isNull(left) || isNull(right)) {
            return null;
        }
        JsonNode a = read(left);
        JsonNode b = read(right);
        if (a.isNumber() && b.isNumber()) {
            boolean whole = isLong(a) && isLong(b);
            return whole
                    ? Long.compare(a.longValue(), b.longValue())
                    : Double.compare(a.doubleValue() + 0.0, b.doubleValue() + 0.0);
        }
        if (a.isTextual() && b.isTextual()) {
            return compare(a.textValue(), b.textValue());
        }
        return a.equals(b) ? 0 : 1;
    }

    private static boolean isLong(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToLong();
    }

    /** By code points, whose order is that of UTF-8's bytes. */
    private static int compare(String a, String b) {
        return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
    }

    private static boolean isNull(Value value) {
        return value.getValueType() == Value.NULL;
    }

    private static JsonNode read(Value value) throws JsonProcessingException {
        return JSON.readTree(value.getString());
    }
}
