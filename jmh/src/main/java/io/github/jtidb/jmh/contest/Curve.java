package io.github.jtidb.jmh.contest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Recall and speed of one contestant by effort, each measured several times. Not thread-safe. */
final class Curve {

    private final Map<Integer, Double> recalls = new TreeMap<>();
    private final Map<Integer, List<Double>> speeds = new TreeMap<>();

    void add(int effort, ContestProcess.Measured measured) {
        recalls.put(effort, measured.recall());
        speeds.computeIfAbsent(effort, e -> new ArrayList<>()).add(measured.queriesPerSecond());
    }

    /** The points by effort, each with the median of its speeds. */
    List<Point> points() {
        List<Point> points = new ArrayList<>();
        recalls.forEach((effort, recall) -> {
            List<Double> sorted =
                    speeds.getOrDefault(effort, List.of()).stream().sorted().toList();
            points.add(new Point(effort, recall, sorted.get(sorted.size() / 2)));
        });
        return points;
    }

    /** The queries a second at a recall: between the two points around it on the curve, as it is drawn. */
    OptionalDouble speedAt(double recall) {
        Point before = null;
        for (Point point : points()) {
            if (point.recall >= recall) {
                if (before == null || before.recall >= point.recall) {
                    return OptionalDouble.of(point.queriesPerSecond);
                }
                double part = (recall - before.recall) / (point.recall - before.recall);
                double low = Math.log(before.queriesPerSecond);
                return OptionalDouble.of(Math.exp(low + part * (Math.log(point.queriesPerSecond) - low)));
            }
            before = point;
        }
        return OptionalDouble.empty();
    }

    /** What an effort brings. */
    record Point(int effort, double recall, double queriesPerSecond) {}
}
