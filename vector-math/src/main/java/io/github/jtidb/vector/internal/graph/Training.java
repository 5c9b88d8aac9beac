package io.github.jtidb.vector.internal.graph;

import io.github.jtidb.vector.DistanceMetric;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Learns the space and the mean of an index from a sample of its rows. Immutable. */
final class Training {

    private static final int SAMPLE = 20_000;
    private static final long SEED = 42;

    private Training() {}

    /** A codec for the searchable rows, or null if there are none. */
    static @Nullable Codec train(Rows rows) {
        int[] sample = sample(rows);
        if (sample.length == 0) {
            return null;
        }
        Space unscaled = new Space(rows.metric, 1, 0, 1);
        double[] mean = mean(rows, sample, unscaled);
        double spread = spread(rows, sample, unscaled, mean);
        if (rows.metric == DistanceMetric.COSINE) {
            return new Codec(unscaled, rows.values.dimensions, mean, spread);
        }
        // Now the usual distance from the mean is one.
        double scale = spread > 0 && Double.isFinite(1 / spread) ? 1 / spread : 1;
        double longest = 0;
        double usual = 0;
        for (int slot : sample) {
            double length = Math.sqrt(rows.squaredNorm(slot)) * scale;
            longest = Math.max(longest, length);
            usual += length / sample.length;
        }
        boolean inner = unscaled.isInner();
        Space space = new Space(rows.metric, scale, inner ? longest : 0, inner ? usual : 1);
        double[] scaled = Arrays.stream(mean).map(value -> value * scale).toArray();
        return new Codec(space, rows.values.dimensions, scaled, spread * scale);
    }

    /** How many times larger the errors of estimates are with an old codec than with a fresh one. */
    static double drift(Rows rows, Codec old, Codec fresh) {
        double farther = spread(rows, sample(rows), old.space, old.mean()) / old.space.scale();
        return farther / (fresh.residual() / fresh.space.scale());
    }

    private static double[] mean(Rows rows, int[] sample, Space space) {
        double[] mean = new double[rows.values.dimensions];
        RowReader row = new RowReader(rows);
        for (int slot : sample) {
            row.read(slot);
            double weight = space.factor(row.squaredNorm) / sample.length;
            for (int i = 0; i < mean.length; i++) {
                mean[i] += weight * row.array[row.offset + i];
            }
        }
        return mean;
    }

    private static double spread(Rows rows, int[] sample, Space space, double[] mean) {
        double squares = 0;
        RowReader row = new RowReader(rows);
        for (int slot : sample) {
            row.read(slot);
            double factor = space.factor(row.squaredNorm);
            double square = 0;
            for (int i = 0; i < mean.length; i++) {
                double difference = row.array[row.offset + i] * factor - mean[i];
                square += difference * difference;
            }
            squares += square / sample.length;
        }
        return Math.sqrt(squares);
    }

    private static int[] sample(Rows rows) {
        int[] slots = new int[rows.size()];
        int count = 0;
        for (int slot = 0; slot < rows.high(); slot++) {
            if (rows.isSearchable(slot)) {
                slots[count++] = slot;
            }
        }
        Random random = new Random(SEED);
        int wanted = Math.min(count, SAMPLE);
        for (int i = 0; i < wanted; i++) {
            int other = i + random.nextInt(count - i);
            int slot = slots[other];
            slots[other] = slots[i];
            slots[i] = slot;
        }
        return Arrays.copyOf(slots, wanted);
    }
}
