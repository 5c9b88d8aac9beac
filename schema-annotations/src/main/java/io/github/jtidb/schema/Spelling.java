package io.github.jtidb.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses the name that was meant. */
final class Spelling {

    private Spelling() {}

    /** The nearest candidate, if no more than a third of the letters, rounded up, differ. */
    static Optional<String> nearest(String wrong, Collection<String> candidates) {
        int tolerated = (wrong.length() + 2) / 3;
        return candidates.stream()
                .filter(candidate -> distance(wrong, candidate) <= tolerated)
                .min(Comparator.comparingInt(candidate -> distance(wrong, candidate)));
    }

    /** How many letters must be changed, added or removed (Levenshtein), whatever their case; O(product of lengths). */
    static int distance(String a, String b) {
        String from = a.toLowerCase(Locale.ROOT);
        String to = b.toLowerCase(Locale.ROOT);
        int[] previous = new int[to.length() + 1];
        int[] current = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(previous[j - 1] + change, 1 + Math.min(previous[j], current[j - 1]));
            }
            int[] spare = previous;
            previous = current;
            current = spare;
        }
        return previous[to.length()];
    }
}
