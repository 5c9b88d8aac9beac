package io.github.jtidb.vector;

/**
 * One row found by a search, and how far it is from the query.
 *
 * <p>The natural order is nearest first, and among equal distances the smaller id first; NaN comes last. Immutable.
 *
 * @param id the id under which the row was added
 * @param distance its distance from the query, as the metric of the index defines it
 */
public record Neighbor(long id, double distance) implements Comparable<Neighbor> {

    @Override
    public int compareTo(Neighbor other) {
        int byDistance = Double.compare(distance, other.distance);
        return byDistance != 0 ? byDistance : Long.compare(id, other.id);
    }
}
