package io.github.jtidb.jmh.contest;

import io.github.jtidb.jmh.contest.ContestProcess.Built;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Draws recall against queries a second for us and our rivals, on real text embeddings with queries that are no rows.
 *
 * <p>Each contestant has a JVM of its own and builds its index in it, one after another. Then all are measured in turns, effort
 * by effort and round by round, so that what else the machine does meets all alike; the median of the rounds counts. Written
 * to {@code jmh/results}: {@code contest-100000.md} with the figures, {@code contest-100000.png} with the curves. With several
 * numbers of rows there is one contest after another, and {@code contest-growth.md} tells how the speed fell.
 *
 * <pre>{@code JTIDB_BENCH_TEXTS=texts.txt.gz ./jmh/run contest [rows=100000,490000] [queries=1000] [rounds=3] [seconds=0.6] \
 *     [only=JTIDB_EXACT,LUCENE_10]}</pre>
 *
 * <p>The text file needs 10,000 lines more than there are rows; the queries are the last of these.
 */
public final class SearchContest {

    /** Lines of the text file beyond the rows, of which the last are queries: parameters can be tuned on the others. */
    private static final int HELD_OUT = 10_000;

    private static final int BUILD_THREADS = 2;

    final int rows;
    final int queries;
    final List<Entry> entries = new ArrayList<>();
    private final int rounds;
    private final double seconds;

    private SearchContest(int rows, int queries, int rounds, double seconds) {
        this.rows = rows;
        this.queries = queries;
        this.rounds = rounds;
        this.seconds = seconds;
    }

    /** Runs the contest; the arguments stand above. */
    public static void main(String[] args) throws Exception {
        Map<String, String> options = Arrays.stream(args)
                .map(argument -> argument.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        String texts = System.getenv("JTIDB_BENCH_TEXTS");
        if (texts == null) {
            throw new IllegalStateException("Set JTIDB_BENCH_TEXTS to a file of texts, one a line, plain or .gz");
        }
        int[] sizes = Arrays.stream(options.getOrDefault("rows", "100000").split(","))
                .mapToInt(Integer::parseInt)
                .toArray();
        int queries = Integer.parseInt(options.getOrDefault("queries", "1000"));
        int rounds = Integer.parseInt(options.getOrDefault("rounds", "3"));
        double seconds = Double.parseDouble(options.getOrDefault("seconds", "0.6"));
        List<String> only = List.of(options.getOrDefault("only", "").split(","));
        String command = ("./jmh/run contest " + String.join(" ", args)).strip();
        Path results = Files.createDirectories(Path.of("results"));

        List<SearchContest> contests = new ArrayList<>();
        for (int rows : sizes) {
            Path vectors = MiniLmVectors.prepare(Path.of(texts), rows + HELD_OUT, Path.of("data"));
            SearchContest contest = new SearchContest(rows, queries, rounds, seconds);
            contest.run(vectors, only);
            ContestReport report = new ContestReport(contest, command);
            report.write(results.resolve("contest-" + rows + ".md"));
            report.draw(results.resolve("contest-" + rows + ".png"));
            contests.add(contest);
        }
        if (contests.size() > 1) {
            GrowthReport.write(contests, command, results.resolve("contest-growth.md"));
        }
    }

    private void run(Path vectors, List<String> only) throws Exception {
        try {
            for (Contestants contestant : Contestants.values()) {
                if (contestant.runsHere() && (only.get(0).isEmpty() || only.contains(contestant.name()))) {
                    build(contestant, vectors);
                }
            }
            measure();
        } finally {
            for (Entry entry : entries) {
                entry.process.close();
            }
        }
    }

    private void build(Contestants contestant, Path vectors) throws Exception {
        ContestProcess process =
                new ContestProcess(contestant, vectors, rows, rows + HELD_OUT - queries, queries, BUILD_THREADS);
        Built built = process.built();
        System.err.printf("Built %s in %.1f s%n", contestant.title, built.seconds());
        entries.add(new Entry(contestant, process, built, new HashMap<>()));
    }

    private void measure() throws Exception {
        int most = entries.stream()
                .mapToInt(entry -> entry.built.efforts().length)
                .max()
                .orElse(0);
        for (int round = 1; round <= rounds; round++) {
            System.err.printf("Measuring, round %d of %d%n", round, rounds);
            for (Setting setting : Setting.values()) {
                for (int effort = 0; effort < most; effort++) {
                    for (Entry entry : entries) {
                        entry.measure(setting, effort, seconds);
                    }
                }
            }
        }
    }

    /** What is measured of each. */
    enum Setting {
        ONE_THREAD(1, 1000),
        TWO_THREADS(2, 1000),
        TENTH(1, 100),
        HUNDREDTH(1, 10);

        final int threads;
        final Share share;

        Setting(int threads, int permille) {
            this.threads = threads;
            share = new Share(permille);
        }
    }

    /** A contestant and what was measured of it. */
    record Entry(Contestants contestant, ContestProcess process, Built built, Map<Setting, Curve> curves) {

        void measure(Setting setting, int effort, double seconds) throws Exception {
            if (effort >= built.efforts().length || !(setting.share.isAll() || built.canFilter())) {
                return;
            }
            int value = built.efforts()[effort];
            curves.computeIfAbsent(setting, s -> new Curve())
                    .add(value, process.measure(value, setting.threads, setting.share, seconds));
        }

        Curve curve(Setting setting) {
            return curves.getOrDefault(setting, new Curve());
        }
    }
}
