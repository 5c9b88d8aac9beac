package io.github.jtidb.embedding.internal;

import io.github.jtidb.embedding.EmbeddingException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The two parts of {@code provider/model}, where the model may hold slashes itself, or of {@code local:folder}, where the
 * folder may hold white space. Immutable.
 *
 * @param provider before the first slash, or {@code local}
 * @param model behind it
 */
public record ModelName(String provider, String model) {

    /** What the name of a model in a folder begins with. */
    public static final String FOLDER = "local:";

    private static final int MOST_SUGGESTIONS = 3;

    /**
     * Splits a name.
     *
     * @param name {@code provider/model} or {@code local:folder}
     * @param known the names to suggest from, asked for only when the name is malformed
     * @return its parts
     * @throws EmbeddingException if a part is missing, or there is white space in {@code provider/model}
     */
    public static ModelName parse(String name, Supplier<? extends Collection<String>> known) {
        if (name.startsWith(FOLDER) && name.length() > FOLDER.length()) {
            return new ModelName("local", name.substring(FOLDER.length()));
        }
        int slash = name.indexOf('/');
        if (slash < 1 || slash == name.length() - 1 || name.chars().anyMatch(Character::isWhitespace)) {
            throw new EmbeddingException("Malformed embedding model name \"" + name
                    + "\": expected \"provider/model\" without white space, such as \"local/all-MiniLM-L6-v2\", or \"local:\""
                    + " and a folder" + didYouMean(name, known.get())
                    + " Embeddings.models() lists those that are known");
        }
        return new ModelName(name.substring(0, slash), name.substring(slash + 1));
    }

    /**
     * A hint for an error message.
     *
     * @param name a name that was not found
     * @param known the names there are
     * @return the end of a sentence: "; did you mean …?" with the nearest names, or "." when none is near
     */
    public static String didYouMean(String name, Collection<String> known) {
        record Candidate(String name, int distance) {}
        List<Candidate> near = known.stream()
                .map(candidate -> new Candidate(candidate, distance(name, candidate)))
                .filter(candidate -> candidate.distance() <= candidate.name().length() / 4)
                .sorted(Comparator.comparingInt(Candidate::distance)
                        .thenComparingInt(candidate -> edits(name, candidate.name())))
                .limit(MOST_SUGGESTIONS)
                .toList();
        return near.isEmpty()
                ? "."
                : near.stream()
                        .map(candidate -> "\"" + candidate.name() + "\"")
                        .collect(Collectors.joining(" or ", "; did you mean ", "?"));
    }

    /** The smaller of two distances, since a right model is often named with another provider or with none. */
    private static int distance(String name, String known) {
        String asked = name.strip().toLowerCase(Locale.ROOT);
        String candidate = known.toLowerCase(Locale.ROOT);
        return Math.min(
                edits(asked, candidate),
                edits(
                        asked.substring(asked.lastIndexOf('/') + 1),
                        candidate.substring(candidate.lastIndexOf('/') + 1)));
    }

    /** How many characters must be inserted, deleted or replaced to make one text from the other. */
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
