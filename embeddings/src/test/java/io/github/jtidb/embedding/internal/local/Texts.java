package io.github.jtidb.embedding.internal.local;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Texts for tests, the same in every run. */
final class Texts {

    /** Each word is one token of the vocabulary. */
    private static final List<String> WORDS = List.of(
            "java", "coffee", "island", "search", "database", "word", "token", "the", "of", "river", "green", "seven");

    private Texts() {}

    static String words(int count, Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.toString();
    }

    /** Texts of no word to {@code longest} words, long and short ones mixed. */
    static List<String> mixed(int count, int longest, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> words(random.nextInt(i % 8 == 0 ? longest + 1 : longest / 8 + 1), random))
                .toList();
    }
}
