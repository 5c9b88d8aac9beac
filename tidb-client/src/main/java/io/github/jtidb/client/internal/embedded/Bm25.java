package io.github.jtidb.client.internal.embedded;

/**
 * The BM25 formula, with its usual constants: a word counts the more the rarer it is among all texts, the more often it is in
 * this text, and the shorter this text is. Thread-safe.
 */
final class Bm25 {

    private static final double K1 = 1.2;
    private static final double B = 0.75;

    private Bm25() {}

    /** How much a word counts that so many of all texts have. */
    static double rarity(long texts, long withWord) {
        return Math.log(1 + (texts - withWord + 0.5) / (withWord + 0.5));
    }

    /** How much of it counts in a text of a length. */
    static double weight(double occurrences, double length, double averageLength) {
        return occurrences * (K1 + 1) / (occurrences + K1 * (1 - B + B * length / averageLength));
    }
}
