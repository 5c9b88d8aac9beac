package io.github.jtidb.embedding.internal.http;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes what a service says fit for a message: short, on one line, without keys and without pieces of the texts that it was
 * sent, which services like to quote. Immutable.
 */
final class Redaction {

    private static final int LONGEST_MESSAGE = 300;

    /** A shorter piece of a key or of a text tells nothing. */
    private static final int KEY_PIECE = 8;

    private static final int TEXT_PIECE = 16;
    private static final int SHORTEST_SECRET = 4;

    private final List<String> keys;

    Redaction(Collection<String> keys) {
        this.keys = List.copyOf(keys);
    }

    /** The message, with dots in place of what must not be shown. */
    String clean(String message, Collection<String> texts) {
        String line = line(message);
        if (line.length() > LONGEST_MESSAGE) {
            line = line.substring(0, LONGEST_MESSAGE) + "…";
        }
        boolean[] hidden = new boolean[line.length()];
        hide(line, keys, KEY_PIECE, hidden);
        hide(line, texts, TEXT_PIECE, hidden);
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < hidden.length; i++) {
            if (!hidden[i]) {
                shown.append(line.charAt(i));
            } else if (i == 0 || !hidden[i - 1]) {
                shown.append('…');
            }
        }
        return shown.toString();
    }

    private static void hide(String line, Collection<String> secrets, int piece, boolean[] hidden) {
        Map<String, Set<Integer>> pieces = new HashMap<>();
        for (int i = 0; i + piece <= line.length(); i++) {
            pieces.computeIfAbsent(line.substring(i, i + piece), any -> new HashSet<>())
                    .add(i);
        }
        for (String each : secrets) {
            String secret = line(each);
            if (secret.length() < piece) {
                hideWhole(line, secret, hidden);
            }
            for (int i = 0; i + piece <= secret.length(); i++) {
                for (int start : pieces.getOrDefault(secret.substring(i, i + piece), Set.of())) {
                    Arrays.fill(hidden, start, start + piece, true);
                }
            }
        }
    }

    private static void hideWhole(String line, String secret, boolean[] hidden) {
        if (secret.length() < SHORTEST_SECRET) {
            return;
        }
        for (int i = line.indexOf(secret); i >= 0; i = line.indexOf(secret, i + 1)) {
            Arrays.fill(hidden, i, i + secret.length(), true);
        }
    }

    private static String line(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    }
}
