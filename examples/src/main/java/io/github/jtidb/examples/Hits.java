package io.github.jtidb.examples;

import io.github.jtidb.client.SearchHit;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Prints what a search found, as the examples show it. */
final class Hits {

    private Hits() {}

    static <T> void print(
            String question, List<SearchHit<T>> hits, Function<T, Object> id, Function<T, Object> content) {
        System.out.println();
        System.out.println(question);
        System.out.println("  id  distance   score  content");
        for (SearchHit<T> hit : hits) {
            System.out.println(String.format(
                    Locale.ROOT,
                    "%4s  %8.4f  %6.4f  %s",
                    id.apply(hit.row()),
                    hit.distance(),
                    hit.score(),
                    content.apply(hit.row())));
        }
    }
}
