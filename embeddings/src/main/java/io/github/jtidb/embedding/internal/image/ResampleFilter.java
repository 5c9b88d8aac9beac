package io.github.jtidb.embedding.internal.image;

import java.util.function.DoubleUnaryOperator;

/**
 * How far away pixels still count, and how much: by Pillow's names and formulas, which many others differ from.
 */
public enum ResampleFilter {
    LANCZOS(1, 3, x -> Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0),
    BILINEAR(2, 1, x -> Math.max(0, 1 - Math.abs(x))),
    BICUBIC(3, 2, ResampleFilter::cubic),
    BOX(4, 0.5, x -> x > -0.5 && x <= 0.5 ? 1 : 0),
    HAMMING(5, 1, x -> Math.abs(x) < 1 ? sinc(x) * (0.54 + 0.46 * Math.cos(Math.PI * x)) : 0);

    private final int number;
    private final double support;
    private final DoubleUnaryOperator weight;

    ResampleFilter(int number, double support, DoubleUnaryOperator weight) {
        this.number = number;
        this.support = support;
        this.weight = weight;
    }

    /** Pillow's number, which model folders hold. */
    public int number() {
        return number;
    }

    /** The distance from which the weight is zero, in pixels. */
    double support() {
        return support;
    }

    /** The weight of a pixel at a distance. */
    double weight(double distance) {
        return weight.applyAsDouble(distance);
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    /** Keys's cubic with a = -0.5, where OpenCV, PyTorch and AWT have other ones. */
    private static double cubic(double distance) {
        double a = -0.5;
        double x = Math.abs(distance);
        if (x < 1) {
            return ((a + 2) * x - (a + 3)) * x * x + 1;
        }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
    }
}
