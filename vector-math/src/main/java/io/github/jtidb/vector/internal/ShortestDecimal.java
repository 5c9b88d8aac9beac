package io.github.jtidb.vector.internal;

import java.math.BigInteger;

/**
 * Prints a float with the fewest digits that parse back to it.
 *
 * <p>The decimals that round to a float are an interval around it. Let 10^k be the largest power of ten that is no wider
 * than the interval: then some multiple of 10^k lies inside, and at most one multiple of 10^(k+1) does. That one, where it
 * exists, is the shortest decimal once its trailing zeros are gone; else the shortest are multiples of 10^k, and the one
 * nearest to the float is taken. Thread-safe.
 */
public final class ShortestDecimal {

    private static final int MIN_K = -45;
    private static final int MAX_K = 31;
    private static final int MIN_EXPONENT = -149;
    private static final int HIDDEN_BIT = 1 << 23;
    private static final double LOG10_OF_2 = Math.log10(2);
    private static final double LOG10_OF_3_4 = Math.log10(0.75);

    /** For each k the value of 10^-k, rounded up to 63 bits, as {@code FACTORS[k] * 2^EXPONENTS[k]}. */
    private static final long[] FACTORS = new long[MAX_K - MIN_K + 1];

    private static final int[] EXPONENTS = new int[FACTORS.length];

    static {
        for (int k = MIN_K; k <= MAX_K; k++) {
            BigInteger power = BigInteger.TEN.pow(Math.abs(k));
            int length = power.bitLength();
            // Shifted so far left that the quotient or the power itself has 63 bits or more.
            BigInteger factor = k > 0 ? BigInteger.ONE.shiftLeft(length + 63).divide(power) : power.shiftLeft(64);
            int exponent = k > 0 ? -length - 63 : -64;
            int excess = factor.bitLength() - 63;
            boolean exact = k <= 0 && factor.getLowestSetBit() >= excess;
            FACTORS[k - MIN_K] = factor.shiftRight(excess).longValueExact() + (exact ? 0 : 1);
            EXPONENTS[k - MIN_K] = exponent + excess;
        }
    }

    private ShortestDecimal() {}

    /** Appends a finite float, without an exponent; negative zero as {@code -0}. */
    public static void append(StringBuilder out, float value) {
        int bits = Float.floatToRawIntBits(value);
        if (bits < 0) {
            out.append('-');
        }
        int fraction = bits & (HIDDEN_BIT - 1);
        int biased = (bits >>> 23) & 0xFF;
        if (biased == 0 && fraction == 0) {
            out.append('0');
        } else if (biased == 0) {
            appendShortest(out, fraction, MIN_EXPONENT, false);
        } else {
            appendShortest(out, fraction | HIDDEN_BIT, biased - 150, fraction == 0 && biased > 1);
        }
    }

    /**
     * Appends {@code significand * 2^exponent}.
     *
     * @param narrow whether the float below is only half as far as the one above, as it is at powers of two
     */
    private static void appendShortest(StringBuilder out, int significand, int exponent, boolean narrow) {
        int k = (int) Math.floor(exponent * LOG10_OF_2 + (narrow ? LOG10_OF_3_4 : 0));
        // The float and the ends of its interval, in quarters of 10^k.
        long middle = scale(4L * significand, exponent, k);
        long lower = scale(4L * significand - (narrow ? 1 : 2), exponent, k);
        long upper = scale(4L * significand + 2, exponent, k);
        // A number halfway between two floats is rounded to the even one.
        if ((significand & 1) != 0) {
            lower++;
            upper--;
        }
        long below = middle / 4;
        long tens = below / 10;
        if (lower <= 40 * tens || 40 * (tens + 1) <= upper) {
            appendPlain(out, lower <= 40 * tens ? tens : tens + 1, k + 1);
            return;
        }
        boolean belowFits = lower <= 4 * below;
        boolean aboveFits = 4 * (below + 1) <= upper;
        boolean belowIsNearer = middle < 4 * below + 2 || (middle == 4 * below + 2 && (below & 1) == 0);
        appendPlain(out, belowFits && (!aboveFits || belowIsNearer) ? below : below + 1, k);
    }

    /**
     * {@code value * 2^exponent / 10^k} rounded down, with the lowest bit set where anything was cut off: enough to compare
     * it with even numbers. The error of the factor cannot reach the upper half of the cut-off bits.
     */
    private static long scale(long value, int exponent, int k) {
        long factor = FACTORS[k - MIN_K];
        long shifted = value << (64 + exponent + EXPONENTS[k - MIN_K]);
        long whole = Math.multiplyHigh(shifted, factor);
        boolean cutOff = (shifted * factor) >>> 32 != 0;
        return cutOff ? whole | 1 : whole;
    }

    private static void appendPlain(StringBuilder out, long digits, int power) {
        while (digits % 10 == 0) {
            digits /= 10;
            power++;
        }
        int start = out.length();
        out.append(digits);
        if (power >= 0) {
            out.append("0".repeat(power));
            return;
        }
        int whole = out.length() - start + power;
        if (whole > 0) {
            out.insert(start + whole, '.');
        } else {
            out.insert(start, "0." + "0".repeat(-whole));
        }
    }
}
