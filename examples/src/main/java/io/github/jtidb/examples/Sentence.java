package io.github.jtidb.examples;

import java.util.List;

/**
 * A text to store and find.
 *
 * @param id its key
 * @param content the text
 */
public record Sentence(int id, String content) {

    /** Five, of which the first and the fourth tell of the language. */
    static final List<Sentence> ABOUT_JAVA = List.of(
            new Sentence(1, "Java: Object-oriented language for cross-platform development."),
            new Sentence(2, "Java coffee: Bold Indonesian beans with low acidity."),
            new Sentence(3, "Java island: Densely populated, home to Jakarta."),
            new Sentence(4, "Java's syntax is used in Android apps."),
            new Sentence(5, "Dark roast Java beans enhance espresso blends."));
}
