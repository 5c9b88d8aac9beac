package io.github.jtidb.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NeighborTest {

    @Test
    void compareTo_distanceThenId() {
        Neighbor near = new Neighbor(9, 0.5);
        Neighbor farSmallId = new Neighbor(-1, 2);
        Neighbor farLargeId = new Neighbor(3, 2);
        Neighbor unknown = new Neighbor(0, Double.NaN);
        assertThat(Stream.of(unknown, farLargeId, near, farSmallId).sorted())
                .containsExactly(near, farSmallId, farLargeId, unknown);
    }
}
