package io.github.jtidb.vector.internal;

import java.util.Arrays;

/**
 * Reads one vector text from left to right; see {@link io.github.jtidb.vector.VectorText#parse}. Not thread-safe.
 */
public final class VectorTextParser {

    private static final int EXCERPT = 20;

    /** The powers of ten that a double holds exactly. */
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private static final long MAX_EXACT = 1L << 53;

    private final String text;
    private final int maxValues;
    private int at;

    /** A parser at the beginning of a text. */
    public VectorTextParser(String text, int maxValues) {
        this.text = text;
        this.maxValues = maxValues;
    }

    /** The vector; call once. */
    public float[] parse() {
        float[] values = new float[16];
        int count = 0;
        skipSpace();
        expect('[', "'['");
        skipSpace();
        if (peek() == ']') {
            at++;
        } else {
            do {
                if (count == maxValues) {
                    throw error("at most " + maxValues + " values");
                }
                if (count == values.length) {
                    values = Arrays.copyOf(values, 2 * count);
                }
                skipSpace();
                values[count++] = number();
                skipSpace();
            } while (skip(','));
            expect(']', "',' or ']'");
        }
        skipSpace();
        if (at < text.length()) {
            throw error("nothing after ']'");
        }
        return Arrays.copyOf(values, count);
    }

    private float number() {
        int start = at;
        boolean negative = skip('-');
        long digits = 0;
        int scale = 0;
        if (!skip('0')) {
            digits = digits(0, "a number");
        } else if (isDigit(peek())) {
            throw error("no digit after a leading zero");
        }
        if (skip('.')) {
            int point = at;
            digits = digits(digits, "a digit");
            scale = point - at;
        }
        boolean exact = digits <= MAX_EXACT;
        if (peek() == 'e' || peek() == 'E') {
            exact = false;
            at++;
            if (!skip('+')) {
                skip('-');
            }
            digits(0, "a digit");
        }
        double value;
        if (exact && -scale < POWERS_OF_TEN.length) {
            // One rounding of two exact doubles: what Double.parseDouble gives, without a String.
            value = digits / POWERS_OF_TEN[-scale];
            value = negative ? -value : value;
        } else {
            value = Double.parseDouble(text.substring(start, at));
        }
        if (Math.abs(value) > Float.MAX_VALUE) {
            at = start;
            throw error("a number within the range of float (up to 3.4028235e38)");
        }
        return (float) value;
    }

    /** Skips digits, at least one, and appends them to a number, which stays above MAX_EXACT once it is. */
    private long digits(long number, String expected) {
        if (!isDigit(peek())) {
            throw error(expected);
        }
        for (; isDigit(peek()); at++) {
            if (number <= MAX_EXACT) {
                number = 10 * number + (text.charAt(at) - '0');
            }
        }
        return number;
    }

    private void skipSpace() {
        for (char c = peek(); c == ' ' || c == '\n' || c == '\r' || c == '\t'; c = peek()) {
            at++;
        }
    }

    private boolean skip(char c) {
        if (peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    private void expect(char c, String expected) {
        if (!skip(c)) {
            throw error(expected);
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private IllegalArgumentException error(String expected) {
        String rest = text.substring(at, Math.min(text.length(), at + EXCERPT));
        String got = rest.isEmpty() ? "the end" : "'" + rest + (at + EXCERPT < text.length() ? "…'" : "'");
        return new IllegalArgumentException("Invalid vector text at position " + at + ": expected " + expected
                + ", got " + got + "; a vector is written as [1,2.5,-0.1]");
    }
}
