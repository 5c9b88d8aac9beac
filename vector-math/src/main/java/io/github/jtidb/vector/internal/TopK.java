package io.github.jtidb.vector.internal;

import io.github.jtidb.vector.Neighbor;
import java.util.Arrays;
import java.util.List;

/**
 * The k nearest of the neighbours offered; among equal distances the smaller ids.
 *
 * <p>A binary heap on two arrays with the farthest kept neighbour on top, so that most offers cost one comparison and
 * nothing is allocated before {@link #toList}. Not thread-safe.
 */
public final class TopK {

    private final double[] distances;
    private final long[] ids;
    private int size;

    /** Room for {@code k} neighbours, at least one. */
    public TopK(int k) {
        distances = new double[k];
        ids = new long[k];
    }

    /** Keeps the neighbour, and says so, if it is among the k nearest so far; the distance must not be NaN. */
    public boolean offer(long id, double distance) {
        if (size < ids.length) {
            siftUp(size++, id, distance);
            return true;
        }
        if (isFarther(distances[0], ids[0], distance, id)) {
            siftDown(id, distance);
            return true;
        }
        return false;
    }

    /** Offers all that another one kept. */
    void addAll(TopK other) {
        for (int i = 0; i < other.size; i++) {
            offer(other.ids[i], other.distances[i]);
        }
    }

    /** The distance of the farthest neighbour kept; infinite while there are fewer than k. */
    public double farthest() {
        return size < ids.length ? Double.POSITIVE_INFINITY : distances[0];
    }

    /** Whether k neighbours are kept. */
    public boolean isFull() {
        return size == ids.length;
    }

    /** The neighbours kept, nearest first; unmodifiable. */
    public List<Neighbor> toList() {
        Neighbor[] neighbors = new Neighbor[size];
        for (int i = 0; i < size; i++) {
            neighbors[i] = new Neighbor(ids[i], distances[i]);
        }
        Arrays.sort(neighbors);
        return List.of(neighbors);
    }

    private void siftUp(int hole, long id, double distance) {
        while (hole > 0) {
            int parent = (hole - 1) / 2;
            if (!isFarther(distance, id, distances[parent], ids[parent])) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        place(hole, id, distance);
    }

    private void siftDown(long id, double distance) {
        int hole = 0;
        for (int child = 1; child < size; child = 2 * hole + 1) {
            if (child + 1 < size && isFarther(distances[child + 1], ids[child + 1], distances[child], ids[child])) {
                child++;
            }
            if (!isFarther(distances[child], ids[child], distance, id)) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        place(hole, id, distance);
    }

    private void move(int from, int to) {
        place(to, ids[from], distances[from]);
    }

    private void place(int slot, long id, double distance) {
        ids[slot] = id;
        distances[slot] = distance;
    }

    private static boolean isFarther(double distance, long id, double otherDistance, long otherId) {
        return distance > otherDistance || (distance == otherDistance && id > otherId);
    }
}
