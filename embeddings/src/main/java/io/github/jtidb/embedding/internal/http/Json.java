package io.github.jtidb.embedding.internal.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/**
 * JSON as it goes over the wire. An array that begins with a number becomes one {@code float[]} in a {@link POJONode}, since a
 * node for each number of a large answer would take twenty times the memory. Stateless.
 */
public final class Json {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Some servers in Python write NaN, which is told apart from broken JSON. */
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .build())
            .build();

    private Json() {}

    /** A new object, to be filled. */
    public static ObjectNode object() {
        return NODES.objectNode();
    }

    /** An array of strings. */
    public static ArrayNode array(List<String> texts) {
        ArrayNode array = NODES.arrayNode(texts.size());
        texts.forEach(array::add);
        return array;
    }

    /**
     * A value that the caller's option holds: a map, a list, a text, a number.
     *
     * @throws IllegalArgumentException if it has no form in JSON
     */
    public static JsonNode of(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** The bytes of a value, in UTF-8. */
    public static byte[] write(JsonNode value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads bytes in UTF-8.
     *
     * @throws InvalidAnswerException if they are not one JSON value
     */
    public static JsonNode read(byte[] json) {
        // What Jackson says of broken JSON may quote it, so its exception is not passed on.
        try (JsonParser parser = MAPPER.createParser(json)) {
            if (parser.nextToken() == null) {
                throw new InvalidAnswerException("nothing where JSON was expected");
            }
            JsonNode value = value(parser);
            if (parser.nextToken() != null) {
                throw new InvalidAnswerException("more than one JSON value");
            }
            return value;
        } catch (IOException e) {
            throw new InvalidAnswerException(json.length + " bytes that are not JSON");
        }
    }

    private static JsonNode value(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                ObjectNode object = NODES.objectNode();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.set(name, value(parser));
                }
                return object;
            }
            case START_ARRAY -> {
                if (parser.nextToken().isNumeric()) {
                    return NODES.pojoNode(floats(parser));
                }
                ArrayNode array = NODES.arrayNode();
                while (parser.currentToken() != JsonToken.END_ARRAY) {
                    array.add(value(parser));
                    parser.nextToken();
                }
                return array;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                return parser.isNaN() || parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT
                        ? NODES.numberNode(parser.getDoubleValue())
                        : NODES.numberNode(parser.getBigIntegerValue());
            }
            case VALUE_STRING -> {
                return NODES.textNode(parser.getText());
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                return NODES.booleanNode(parser.getBooleanValue());
            }
            default -> {
                return NODES.nullNode();
            }
        }
    }

    private static float[] floats(JsonParser parser) throws IOException {
        float[] values = new float[1024];
        int size = 0;
        while (parser.currentToken() != JsonToken.END_ARRAY) {
            if (!parser.currentToken().isNumeric()) {
                throw new InvalidAnswerException("a list of numbers with something else in it");
            }
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = parser.getFloatValue();
            parser.nextToken();
        }
        return Arrays.copyOf(values, size);
    }
}
