package io.github.jtidb.vector;

import io.github.jtidb.vector.internal.ShortestDecimal;
import io.github.jtidb.vector.internal.VectorTextParser;

/**
 * The text form of a vector in TiDB, such as {@code [1,2.5,-0.1]}.
 *
 * <p>{@code parse(format(v))} gives {@code v} back to the last bit. Thread-safe.
 */
public final class VectorText {

    /** How many values a vector may have in TiDB: {@value}. */
    public static final int MAX_DIMENSIONS = 16383;

    private VectorText() {}

    /**
     * The text of a vector, as TiDB prints it: no spaces, for each value the fewest decimal digits that parse back to the
     * same float (of these the nearest), and never an exponent. The same on every JDK, whatever
     * {@link Float#toString(float)} prints there. Takes O(length); a value has up to 48 characters, most have about 12.
     *
     * @param vector finite values; may be empty; negative zero is printed as {@code -0}
     * @return the text
     * @throws IllegalArgumentException if a value is NaN or infinite, or there are more than {@value #MAX_DIMENSIONS}
     */
    public static String format(float[] vector) {
        if (vector.length > MAX_DIMENSIONS) {
            throw new IllegalArgumentException(
                    "A vector may have " + MAX_DIMENSIONS + " values at most, got " + vector.length);
        }
        StringBuilder text = new StringBuilder(2 + 13 * vector.length).append('[');
        for (int i = 0; i < vector.length; i++) {
            if (!Float.isFinite(vector[i])) {
                throw new IllegalArgumentException("A vector must be finite, got " + vector[i] + " at position " + i);
            }
            if (i > 0) {
                text.append(',');
            }
            ShortestDecimal.append(text, vector[i]);
        }
        return text.append(']').toString();
    }

    /**
     * The vector of a text: a JSON array of JSON numbers and nothing else, with JSON's white space anywhere between them.
     *
     * <p>As in TiDB, a number is rounded to double and then to float, so one that is too small for a float becomes zero.
     * Takes O(length of the text).
     *
     * @param text such as {@code [1, 2.5, -1e-3]}; {@code []} is the empty vector
     * @return a new array
     * @throws IllegalArgumentException if the text is anything else, a number is beyond the range of float, or there are
     *     more than {@value #MAX_DIMENSIONS}; the message names the place, what is expected there, and what is there
     */
    public static float[] parse(String text) {
        return new VectorTextParser(text, MAX_DIMENSIONS).parse();
    }
}
