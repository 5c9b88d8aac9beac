package io.github.jtidb.jmh.contest;

import io.github.jtidb.jmh.contest.SearchContest.Entry;
import io.github.jtidb.jmh.contest.SearchContest.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Contests of the same contestants over more and more rows, as a table. */
final class GrowthReport {

    private GrowthReport() {}

    static void write(List<SearchContest> contests, String command, Path file) throws IOException {
        StringBuilder text = new StringBuilder("# Searching more and more text embeddings\n\n");
        text.append("Queries a second on one thread at the recall that stands above them, and seconds to build.\n\n");
        text.append(Machine.describe(command));
        text.append("\n| rows | engine | .95 | .99 | build, s | MB |\n| --- | --- | --- | --- | --- | --- |\n");
        for (SearchContest contest : contests) {
            for (Entry entry : contest.entries) {
                text.append(String.format(
                        Locale.ROOT,
                        "| %,d | %s | %s | %s | %.1f | %.0f |%n",
                        contest.rows,
                        entry.contestant().title,
                        ContestReport.speed(entry, Setting.ONE_THREAD, 0.95),
                        ContestReport.speed(entry, Setting.ONE_THREAD, 0.99),
                        entry.built().seconds(),
                        entry.built().megabytes()));
            }
        }
        Files.writeString(file, text);
    }
}
