package io.github.jtidb.embedding.internal.image;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * Scales images as Pillow does, to the last bit: where an image gets smaller the filter gets wider, first along rows, then along
 * columns, with weights of 22 bits and each of the two steps rounded to bytes. Only the part of the result that is asked for is
 * computed. So does Pillow up to 12; since 13 it takes the columns of some tall images first, which changes some bytes by one.
 * Immutable.
 */
public final class Resampler {

    /** A byte, a weight's sign and its carry leave so much of an int. */
    private static final int PRECISION = 22;

    private final ResampleFilter filter;

    /** A resampler with a filter. */
    public Resampler(ResampleFilter filter) {
        this.filter = filter;
    }

    /**
     * Scales an image and cuts a window out of it.
     *
     * @param image any size
     * @param width what the whole image is scaled to; 1 or more
     * @param height likewise
     * @param window the part that is wanted, which must lie within
     * @return 3 values of 0 to 255 a pixel, by rows
     */
    public byte[] scale(BufferedImage image, int width, int height, Window window) {
        RgbRows rows = new RgbRows(image);
        Weights across = weights(rows.width(), width, window.left(), window.width());
        Weights down = weights(rows.height(), height, window.top(), window.height());
        int first = down.first();
        byte[] narrow = new byte[Math.multiplyExact(3 * window.width(), down.end() - first)];
        int[] row = new int[3 * rows.width()];
        for (int y = first; y < down.end(); y++) {
            rows.read(y, row);
            across.applyToRow(row, narrow, (y - first) * 3 * window.width());
        }
        return down.applyToColumns(narrow, 3 * window.width());
    }

    /** The part of an image that is wanted, in pixels. */
    public record Window(int left, int top, int width, int height) {}

    /**
     * What each pixel of a line is made of.
     *
     * @param starts the first source pixel of each
     * @param values the weights of that one and those after it
     */
    private record Weights(int[] starts, int[][] values) {

        int first() {
            return starts[0];
        }

        int end() {
            return starts[starts.length - 1] + values[values.length - 1].length;
        }

        void applyToRow(int[] row, byte[] to, int offset) {
            for (int x = 0; x < starts.length; x++) {
                int red = 1 << PRECISION - 1;
                int green = red;
                int blue = red;
                int from = 3 * starts[x];
                for (int weight : values[x]) {
                    red += row[from++] * weight;
                    green += row[from++] * weight;
                    blue += row[from++] * weight;
                }
                to[offset++] = toByte(red);
                to[offset++] = toByte(green);
                to[offset++] = toByte(blue);
            }
        }

        byte[] applyToColumns(byte[] rows, int rowLength) {
            byte[] result = new byte[starts.length * rowLength];
            int[] sums = new int[rowLength];
            for (int y = 0; y < starts.length; y++) {
                Arrays.fill(sums, 1 << PRECISION - 1);
                int from = (starts[y] - first()) * rowLength;
                for (int weight : values[y]) {
                    for (int x = 0; x < rowLength; x++) {
                        sums[x] += (rows[from++] & 0xff) * weight;
                    }
                }
                for (int x = 0; x < rowLength; x++) {
                    result[y * rowLength + x] = toByte(sums[x]);
                }
            }
            return result;
        }
    }

    private static byte toByte(int sum) {
        return (byte) Math.max(0, Math.min(255, sum >> PRECISION));
    }

    private Weights weights(int size, int scaledSize, int start, int count) {
        int[] starts = new int[count];
        int[][] values = new int[count][];
        double scale = (double) size / scaledSize;
        double stretch = Math.max(1, scale);
        double support = filter.support() * stretch;
        for (int i = 0; i < count; i++) {
            if (scaledSize == size) {
                // Pillow leaves the step out.
                starts[i] = start + i;
                values[i] = new int[] {1 << PRECISION};
                continue;
            }
            double centre = (start + i + 0.5) * scale;
            int first = Math.max(0, (int) (centre - support + 0.5));
            int end = Math.min(size, (int) (centre + support + 0.5));
            double[] exact = new double[end - first];
            double sum = 0;
            for (int j = 0; j < exact.length; j++) {
                exact[j] = filter.weight((first + j - centre + 0.5) * (1 / stretch));
                sum += exact[j];
            }
            starts[i] = first;
            values[i] = rounded(exact, sum);
        }
        return new Weights(starts, values);
    }

    private static int[] rounded(double[] exact, double sum) {
        int[] rounded = new int[exact.length];
        for (int j = 0; j < exact.length; j++) {
            double value = (sum == 0 ? exact[j] : exact[j] / sum) * (1 << PRECISION);
            rounded[j] = (int) (value < 0 ? value - 0.5 : value + 0.5);
        }
        return rounded;
    }
}
