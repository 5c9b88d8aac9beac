package io.github.jtidb.schema;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Names in the database: the ones made from Java names, and what is wrong with those given. */
final class Names {

    private static final int MAX_LENGTH = 64;
    private static final List<String> RETURNED_BY_SEARCH = List.of("_distance", "_score", "_match_score");

    private Names() {}

    static String snakeCase(String javaName) {
        StringBuilder snake = new StringBuilder(javaName.length() + 8);
        for (int i = 0; i < javaName.length(); i++) {
            if (startsWord(javaName, i)) {
                snake.append('_');
            }
            // By character, not by string: the result must not depend on the locale.
            snake.append(Character.toLowerCase(javaName.charAt(i)));
        }
        return snake.toString();
    }

    private static boolean startsWord(String name, int at) {
        if (at == 0 || !Character.isUpperCase(name.charAt(at))) {
            return false;
        }
        char before = name.charAt(at - 1);
        if (Character.isLowerCase(before) || Character.isDigit(before)) {
            return true;
        }
        return Character.isUpperCase(before) && at + 1 < name.length() && Character.isLowerCase(name.charAt(at + 1));
    }

    /** What makes this no name of a table. */
    static Optional<String> faultOfTable(String name) {
        return faultOfAny(name);
    }

    /** What makes this no name of an index. */
    static Optional<String> faultOfIndex(String name) {
        return name.equalsIgnoreCase("PRIMARY") ? Optional.of("is the key's own name") : faultOfAny(name);
    }

    /** What makes this no name of a column. */
    static Optional<String> faultOfColumn(String name) {
        if (name.startsWith("$")) {
            return Optional.of("begins with '$', which marks an operator in a filter");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        for (String taken : RETURNED_BY_SEARCH) {
            if (lower.startsWith(taken)) {
                return Optional.of("begins with '" + taken + "', which is what a search returns");
            }
        }
        return lower.startsWith("_tidb_")
                ? Optional.of("begins with '_tidb_', which is kept for TiDB")
                : faultOfAny(name);
    }

    private static Optional<String> faultOfAny(String name) {
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            return Optional.of("has " + name.length() + " characters instead of 1 to " + MAX_LENGTH);
        }
        if (name.toLowerCase(Locale.ROOT).startsWith("_jtidb")) {
            return Optional.of("begins with '_jtidb', which is kept for the library itself");
        }
        if (!name.strip().equals(name)) {
            return Optional.of("begins or ends with white space");
        }
        return name.chars()
                .mapToObj(c -> faultOf((char) c))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> faultOf(char c) {
        // Surrogates make up the characters that TiDB refuses; a dot begins a JSON path in a filter.
        boolean refused = Character.isISOControl(c) || Character.isSurrogate(c) || c == '`' || c == '.';
        return refused ? Optional.of("holds the character " + describe(c)) : Optional.empty();
    }

    private static String describe(char c) {
        return c == '`' || c == '.' ? "'" + c + "'" : String.format(Locale.ROOT, "U+%04X", (int) c);
    }
}
