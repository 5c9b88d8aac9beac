package io.github.jtidb.vector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SmokeTest {
    @Test
    void works() {
        assertThat(VectorMath.normalize(new float[] {3, 4})).containsExactly(0.6f, 0.8f);
    }
}
