package io.github.jtidb.client.internal.embedded;

import io.github.jtidb.schema.FullTextField.Parser;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** TiDB's function of full-text search for the embedded database, called by H2. Thread-safe. */
public final class WordFunctions {

    private WordFunctions() {}

    /**
     * {@code FTS_MATCH_WORD}: how well a text matches, 0 where it has no word of the query. It knows this one text alone, so
     * neither rare words nor short texts count more; a search of a table by words does better. Words are cut as MULTILINGUAL.
     */
    public static @Nullable Double matchWord(@Nullable String query, @Nullable String text) {
        if (query == null || text == null) {
            return null;
        }
        Words words = Words.of(Parser.MULTILINGUAL);
        Map<String, Integer> counts = words.count(text);
        return words.query(query).stream()
                .mapToDouble(word -> Bm25.weight(counts.getOrDefault(word, 0), 1, 1))
                .sum();
    }
}
