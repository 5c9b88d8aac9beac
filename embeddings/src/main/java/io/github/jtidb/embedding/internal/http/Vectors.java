package io.github.jtidb.embedding.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of an answer. Immutable; the vectors are not copied.
 *
 * @param list one for each input, in the order of the inputs
 * @param tokens how many tokens the service counted, if it says
 */
public record Vectors(List<float[]> list, OptionalLong tokens) {

    /** The answer that OpenAI gives, and many others with it. */
    public static Vectors ofOpenAi(JsonNode answer) {
        JsonNode usage = answer.path("usage");
        return new Vectors(
                indexed(answer.path("data"), "index", "embedding"),
                tokens(usage.path("total_tokens"), usage.path("prompt_tokens")));
    }

    /**
     * Vectors that carry the position of their input.
     *
     * @param items an array of objects
     * @param index the name of the position
     * @param vector the name of the vector
     * @throws InvalidAnswerException if a position is missing, doubled or out of range
     */
    public static List<float[]> indexed(JsonNode items, String index, String vector) {
        int size = size(items);
        float @Nullable [][] found = new float[size][];
        for (JsonNode item : items) {
            JsonNode position = item.path(index);
            if (!position.canConvertToInt() || position.intValue() < 0 || position.intValue() >= size) {
                throw new InvalidAnswerException(
                        "a vector whose \"" + index + "\" is no position from 0 to " + (size - 1));
            }
            if (found[position.intValue()] != null) {
                throw new InvalidAnswerException("two vectors for the input " + position.intValue());
            }
            found[position.intValue()] = floats(item.path(vector));
        }
        List<float[]> list = new ArrayList<>(size);
        for (float[] each : found) {
            list.add(each);
        }
        return list;
    }

    /** Vectors in the order of the inputs, each of them an element of the array. */
    public static List<float[]> positional(JsonNode items) {
        List<float[]> vectors = new ArrayList<>(size(items));
        items.forEach(item -> vectors.add(floats(item)));
        return vectors;
    }

    /**
     * Vectors in the order of the inputs, each of them within an object.
     *
     * @param items an array of objects
     * @param vector the name of the vector
     */
    public static List<float[]> positional(JsonNode items, String vector) {
        List<float[]> vectors = new ArrayList<>(size(items));
        items.forEach(item -> vectors.add(floats(item.path(vector))));
        return vectors;
    }

    /** One vector, as numbers or as base64 of little-endian floats. */
    public static float[] floats(JsonNode vector) {
        if (vector instanceof POJONode node && node.getPojo() instanceof float[] values) {
            return values;
        }
        if (vector.isTextual()) {
            return decode(vector.textValue());
        }
        if (vector.isArray() && vector.isEmpty()) {
            return new float[0];
        }
        throw new InvalidAnswerException("no vector where one was expected");
    }

    private static float[] decode(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new InvalidAnswerException("a vector that is not base64");
        }
        if (bytes.length % Float.BYTES != 0) {
            throw new InvalidAnswerException("a vector of " + bytes.length + " bytes, which are no 4-byte floats");
        }
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    /** A count of tokens, if there is one in these places, the first of them that is a number. */
    public static OptionalLong tokens(JsonNode... counts) {
        return Arrays.stream(counts)
                .filter(JsonNode::isIntegralNumber)
                .mapToLong(JsonNode::longValue)
                .findFirst();
    }

    private static int size(JsonNode items) {
        if (!items.isArray()) {
            throw new InvalidAnswerException("no list of vectors");
        }
        return items.size();
    }
}
