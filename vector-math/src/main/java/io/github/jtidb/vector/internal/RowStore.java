package io.github.jtidb.vector.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Vectors under ids, in segments of contiguous rows.
 *
 * <p>A segment has up to 4 MB of values: reading goes a tenth faster than with 256 KB, and no array nears its limit. The
 * first begins small and doubles, so that few rows take little memory; after that, growing copies nothing. All segments but
 * the last are full: a removed row is overwritten by the last one. Arguments are not checked. Not thread-safe.
 */
public final class RowStore {

    /** A little less than 4 MB, so that an array with its header does not begin another region of the heap. */
    private static final int SEGMENT_FLOATS = (1 << 20) - 16;

    private static final int FIRST_ROWS = 16;

    private final int dimensions;
    private final int segmentRows;
    private final List<Segment> segments = new ArrayList<>();
    private final LongIntMap rowsById = new LongIntMap();

    /** An empty store. */
    public RowStore(int dimensions) {
        this.dimensions = dimensions;
        segmentRows = Math.max(1, SEGMENT_FLOATS / dimensions);
    }

    /** How many rows a full segment has. */
    public int segmentRows() {
        return segmentRows;
    }

    /** How many rows are stored. */
    public int size() {
        return rowsById.size();
    }

    /** Whether a row has this id. */
    public boolean contains(long id) {
        return rowsById.contains(id);
    }

    /** The rows; full but for the last segment. */
    public List<Segment> segments() {
        return segments;
    }

    /** Copies a vector in; false if the id is stored already. */
    public boolean add(long id, float[] vector) {
        int row = size();
        if (rowsById.contains(id)) {
            return false;
        }
        rowsById.put(id, row);
        if (row == segments.size() * segmentRows) {
            segments.add(new Segment(row == 0 ? Math.min(FIRST_ROWS, segmentRows) : segmentRows, dimensions));
        }
        Segment last = segments.get(segments.size() - 1);
        if (last.size == last.ids.length) {
            last.grow(segmentRows);
        }
        last.set(last.size++, id, vector, 0, Distances.dot(vector, 0, vector, 0, dimensions));
        return true;
    }

    /** Removes the row of an id; false if there is none. */
    public boolean remove(long id) {
        int row = rowsById.remove(id);
        if (row == LongIntMap.ABSENT) {
            return false;
        }
        Segment last = segments.get(segments.size() - 1);
        int moved = --last.size;
        // The map has lost the id already, so its size is the row number of the last row.
        if (row != size()) {
            segments.get(row / segmentRows)
                    .set(row % segmentRows, last.ids[moved], last.values, moved * dimensions, last.squaredNorms[moved]);
            rowsById.put(last.ids[moved], row);
        }
        if (moved == 0) {
            segments.remove(segments.size() - 1);
        }
        return true;
    }

    /** A run of rows; its arrays are valid up to {@link #size()} rows and only to be read. Not thread-safe. */
    public static final class Segment {

        private final int dimensions;
        private float[] values;
        private long[] ids;
        private double[] squaredNorms;
        private double[] lengths;
        private int size;

        private Segment(int rows, int dimensions) {
            this.dimensions = dimensions;
            values = new float[rows * dimensions];
            ids = new long[rows];
            squaredNorms = new double[rows];
            lengths = new double[rows];
        }

        /** How many rows it holds. */
        public int size() {
            return size;
        }

        /** The values, row by row. */
        public float[] values() {
            return values;
        }

        /** The id of a row. */
        public long id(int row) {
            return ids[row];
        }

        /** The inner product of a row with itself. */
        public double squaredNorm(int row) {
            return squaredNorms[row];
        }

        /** The root of that. */
        double length(int row) {
            return lengths[row];
        }

        private void grow(int most) {
            int rows = Math.min(2 * ids.length, most);
            values = Arrays.copyOf(values, rows * dimensions);
            ids = Arrays.copyOf(ids, rows);
            squaredNorms = Arrays.copyOf(squaredNorms, rows);
            lengths = Arrays.copyOf(lengths, rows);
        }

        private void set(int row, long id, float[] source, int offset, double squaredNorm) {
            System.arraycopy(source, offset, values, row * dimensions, dimensions);
            ids[row] = id;
            squaredNorms[row] = squaredNorm;
            lengths[row] = Math.sqrt(squaredNorm);
        }
    }
}
