package io.github.jtidb.jmh.contest;

import io.github.jtidb.jmh.contest.SearchContest.Entry;
import io.github.jtidb.jmh.contest.SearchContest.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** The contest as a table and a picture. Immutable. */
final class ContestReport {

    private final List<Entry> entries;
    private final int rows;
    private final int queries;
    private final String command;

    ContestReport(SearchContest contest, String command) {
        entries = contest.entries;
        rows = contest.rows;
        queries = contest.queries;
        this.command = command;
    }

    void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        line(text, "# Searching %,d text embeddings", rows);
        line(text, "");
        line(
                text,
                "The %d nearest by cosine among %,d lines of text, embedded with all-MiniLM-L6-v2 (%d dimensions), for %,d"
                        + " queries that are other lines. QPS: queries a second, one query a call, median of the rounds, at"
                        + " the recall that stands above it, read from the curve between two efforts.",
                ContestRunner.K,
                rows,
                MiniLmVectors.DIMENSIONS,
                queries);
        line(text, "");
        text.append(Machine.describe(command)).append('\n');
        line(
                text,
                "| engine | .95, 1 thread | .95, 2 threads | .99, 1 thread | .99, 2 threads | build, s | build, CPU s | MB"
                        + " | bytes a row beside the floats |");
        line(text, "| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        for (Entry entry : entries) {
            double rowBytes = (entry.built().megabytes() * 1e6 - 4.0 * MiniLmVectors.DIMENSIONS * rows) / rows;
            line(
                    text,
                    "| %s | %s | %s | %s | %s | %.1f | %.1f | %.0f | %.0f |",
                    entry.contestant().title,
                    speed(entry, Setting.ONE_THREAD, 0.95),
                    speed(entry, Setting.TWO_THREADS, 0.95),
                    speed(entry, Setting.ONE_THREAD, 0.99),
                    speed(entry, Setting.TWO_THREADS, 0.99),
                    entry.built().seconds(),
                    entry.built().cpuSeconds(),
                    entry.built().megabytes(),
                    rowBytes);
        }
        line(text, "");
        line(text, "With a filter that lets a tenth or a hundredth of the rows pass, one thread:");
        line(text, "");
        line(text, "| engine | tenth, .95 | tenth, .99 | hundredth, .95 | hundredth, .99 |");
        line(text, "| --- | --- | --- | --- | --- |");
        for (Entry entry : entries) {
            line(
                    text,
                    "| %s | %s | %s | %s | %s |",
                    entry.contestant().title,
                    speed(entry, Setting.TENTH, 0.95),
                    speed(entry, Setting.TENTH, 0.99),
                    speed(entry, Setting.HUNDREDTH, 0.95),
                    speed(entry, Setting.HUNDREDTH, 0.99));
        }
        line(text, "");
        line(text, "The curves, as effort: recall, QPS on one thread and on two:");
        line(text, "");
        for (Entry entry : entries) {
            StringBuilder points = new StringBuilder();
            List<Curve.Point> two = entry.curve(Setting.TWO_THREADS).points();
            List<Curve.Point> one = entry.curve(Setting.ONE_THREAD).points();
            for (int i = 0; i < one.size(); i++) {
                points.append(String.format(
                        Locale.ROOT,
                        "%s%d: %.4f, %.0f, %.0f",
                        i == 0 ? "" : "; ",
                        one.get(i).effort(),
                        one.get(i).recall(),
                        one.get(i).queriesPerSecond(),
                        two.get(i).queriesPerSecond()));
            }
            line(text, "- %s: %s", entry.contestant().title, points);
        }
        line(text, "");
        line(text, "![Recall against queries a second](contest-%d.png)", rows);
        Files.writeString(file, text);
    }

    void draw(Path file) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(1000)
                .height(650)
                .title(String.format(Locale.ROOT, "Searching %,d text embeddings, one thread", rows))
                .xAxisTitle("recall of the 10 nearest")
                .yAxisTitle("queries a second")
                .build();
        chart.getStyler()
                .setYAxisLogarithmic(true)
                .setXAxisMin(0.8)
                .setXAxisMax(1.0)
                .setLegendPosition(LegendPosition.OutsideS);
        for (Entry entry : entries) {
            List<Curve.Point> points = entry.curve(Setting.ONE_THREAD).points().stream()
                    .filter(point -> point.recall() >= 0.8)
                    .toList();
            if (!points.isEmpty()) {
                chart.addSeries(
                        entry.contestant().title,
                        points.stream().mapToDouble(Curve.Point::recall).toArray(),
                        points.stream()
                                .mapToDouble(Curve.Point::queriesPerSecond)
                                .toArray());
            }
        }
        BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    }

    static String speed(Entry entry, Setting setting, double recall) {
        OptionalDouble speed = entry.curve(setting).speedAt(recall);
        return speed.isEmpty()
                ? "-"
                : String.format(Locale.ROOT, speed.getAsDouble() < 100 ? "%.1f" : "%,.0f", speed.getAsDouble());
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
