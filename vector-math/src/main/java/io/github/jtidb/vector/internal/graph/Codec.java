package io.github.jtidb.vector.internal.graph;

import io.github.jtidb.vector.internal.Distances;
import java.io.IOException;
import java.util.Arrays;

/**
 * Makes the 1-bit codes of rows and the 4-bit codes of queries.
 *
 * <p>A row is taken relative to the mean of all rows and rotated; what is left, r, keeps its signs s and two floats. For a
 * query q, relative to the mean as well, the inner product r·q is estimated as {@code |r|² / |r|₁ · s·q}, which is right on
 * average. With it minus half the squared distance is {@code r·q - (|r|² + |q|²) / 2}, and with the mean m the inner product
 * of the two as they were {@code r·q + r·m + m·(q + m)}. Immutable.
 */
final class Codec {

    private static final float LARGEST = 1e15f;
    /** Queries are rounded to the odd numbers from -15 to 15. */
    private static final int TOP = 15;
    /** Values beyond so many times the root of the mean square are cut off, for which the others are rounded less. */
    private static final double CLIP = 2.6;

    /** A product with this has bit b of four bits at bit 16 b as well. */
    private static final long SPREAD = 1 | 1L << 15 | 1L << 30 | 1L << 45;

    private static final long LOWEST_BITS = 1 | 1L << 16 | 1L << 32 | 1L << 48;

    final Space space;
    private final int dimensions;
    private final double[] mean;
    private final double residual;
    private final int length;
    private final Rotation rotation;
    private final float[] rotatedMean;
    private final float meanSquared;

    /**
     * A codec.
     *
     * @param mean of the rows, scaled
     * @param residual the usual distance of a row from it
     */
    Codec(Space space, int dimensions, double[] mean, double residual) {
        this.space = space;
        this.dimensions = dimensions;
        this.mean = mean;
        this.residual = residual;
        length = (dimensions + 63) / 64 * 64;
        rotation = new Rotation(length);
        rotatedMean = new float[length];
        for (int i = 0; i < dimensions; i++) {
            rotatedMean[i] = (float) mean[i];
        }
        rotation.apply(rotatedMean);
        meanSquared = (float) Distances.dot(rotatedMean, 0, rotatedMean, 0, length);
    }

    /** How many longs of bits a code has. */
    int words() {
        return length / 64;
    }

    double[] mean() {
        return mean;
    }

    void write(FileOutput out) throws IOException {
        out.put(space.scale());
        out.put(space.reach());
        out.put(space.queryLength());
        out.put(residual);
        for (double value : mean) {
            out.put(value);
        }
        out.endSection();
    }

    static Codec read(FileInput in, Settings settings) throws IOException {
        Space space = new Space(settings.metric(), in.getDouble(), in.getDouble(), in.getDouble());
        double residual = in.getDouble();
        double[] mean = new double[settings.dimensions()];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = in.getDouble();
        }
        in.endSection();
        return new Codec(space, mean.length, mean, residual);
    }

    /** How many values a row has relative to the mean and rotated. */
    int length() {
        return length;
    }

    /** The usual distance of a row from the mean. */
    double residual() {
        return residual;
    }

    /**
     * Codes a row.
     *
     * @param residual takes the row relative to the mean and rotated
     */
    void encode(RowReader row, float[] residual, Codes codes, int slot) {
        project(row.array, row.offset, space.factor(row.squaredNorm), residual);
        long[] target = codes.chunk(slot);
        int offset = codes.offset(slot);
        double squares = 0;
        double magnitudes = 0;
        double alongMean = 0;
        for (int word = 0; word < codes.words; word++) {
            long bits = 0;
            for (int i = 0; i < 64; i++) {
                float value = residual[64 * word + i];
                squares += (double) value * value;
                magnitudes += Math.abs(value);
                alongMean += value * rotatedMean[64 * word + i];
                bits |= (long) (value > 0 ? 1 : 0) << i;
            }
            target[offset + word] = bits;
        }
        // Kept finite, so that an estimate is never NaN; a row so far out is last anyway.
        double exact = space.isInner() ? alongMean : -squares / 2;
        float summand = (float) Math.max(-LARGEST, Math.min(LARGEST, exact));
        float factor = magnitudes > 0 ? (float) Math.min(squares / magnitudes, LARGEST) : 0;
        target[offset + codes.words] = Codes.pack(summand, factor);
    }

    /** Codes a query. */
    void query(float[] query, int offset, double squaredNorm, QueryCode target) {
        double factor = space.queryFactor(squaredNorm);
        project(query, offset, factor, target.values);
        code(factor, target);
    }

    /** As {@link Space#apart}, but for what is rounded off. */
    double apart(ByteCodes bytes, int a, int b) {
        double score = bytes.summand(a) + bytes.summand(b) + bytes.product(a, b);
        return Math.max(0, space.isInner() ? space.reach() * space.reach() - meanSquared - score : -2 * score);
    }

    private void project(float[] values, int offset, double factor, float[] target) {
        for (int i = 0; i < dimensions; i++) {
            target[i] = (float) (values[offset + i] * factor - mean[i]);
        }
        Arrays.fill(target, dimensions, length, 0);
        if (!(Distances.dot(target, 0, target, 0, length) <= (double) LARGEST * LARGEST)) {
            clamp(target);
        }
        rotation.apply(target);
    }

    /** Keeps a row that is very far out finite, whatever is added up of it; it is last anyway. */
    private static void clamp(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(-LARGEST, Math.min(LARGEST, values[i]));
        }
    }

    private void code(double factor, QueryCode target) {
        float[] values = target.values;
        float squares = (float) Distances.dot(values, 0, values, 0, length);
        float alongMean = (float) Distances.dot(values, 0, rotatedMean, 0, length);
        float step = (float) (CLIP * Math.sqrt(squares / length) / TOP);
        float perHalf = step > 0 ? 1 / (2 * step) : 0;
        for (int word = 0; word < length / 64; word++) {
            long bits0 = 0;
            long bits1 = 0;
            long bits2 = 0;
            long bits3 = 0;
            for (int i = 0; i < 64; i += 16) {
                long planes = planes(values, 64 * word + i, perHalf);
                bits0 |= (planes & 0xffff) << i;
                bits1 |= (planes >>> 16 & 0xffff) << i;
                bits2 |= (planes >>> 32 & 0xffff) << i;
                bits3 |= (planes >>> 48) << i;
            }
            target.set(word, bits0, bits1, bits2, bits3);
        }
        target.spaceFactor = factor;
        // With d the weighted number of differing bits, the sum of sign times odd number is 15 length - 2 d.
        target.constant = step * TOP * length;
        target.perBit = -2 * step;
        target.base = space.isInner() ? alongMean + meanSquared : -squares / 2;
        target.norm = (float) Math.sqrt(squares);
        target.deviation = (float) (target.norm * residual * 0.75 / Math.sqrt(length));
    }

    /** Four times 16 bits, the lowest bits of 16 values first. */
    private static long planes(float[] values, int from, float perHalf) {
        long planes = 0;
        for (int i = 0; i < 16; i++) {
            // The odd number 2 n - 15, where n has the four bits.
            long n = Math.max(0, Math.min(TOP, (int) (values[from + i] * perHalf + 8)));
            planes |= (n * SPREAD & LOWEST_BITS) << i;
        }
        return planes;
    }
}
