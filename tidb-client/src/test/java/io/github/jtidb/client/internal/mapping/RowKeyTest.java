package io.github.jtidb.client.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowKeyTest {

    @Test
    void equals_bytes_comparesTheirContent() {
        RowKey key = new RowKey(List.of(new byte[] {1, -1}, 2));

        assertThat(key).isEqualTo(new RowKey(List.of(new byte[] {1, -1}, 2)));
        assertThat(key).hasSameHashCodeAs(new RowKey(List.of(new byte[] {1, -1}, 2)));
        assertThat(key).isNotEqualTo(new RowKey(List.of(new byte[] {1, -1}, 3)));
        assertThat(key).isNotEqualTo(new RowKey(List.of(new byte[] {1}, 2)));
    }

    @Test
    void compareTo_partsInOrderAndBytesUnsigned() {
        assertThat(new RowKey(List.of("a", 2))).isLessThan(new RowKey(List.of("b", 1)));
        assertThat(new RowKey(List.of("a", 2))).isGreaterThan(new RowKey(List.of("a", 1)));
        assertThat((Object) new RowKey(List.of((Object) new byte[] {(byte) 0x80})))
                .matches(key -> ((RowKey) key).compareTo(new RowKey(List.of((Object) new byte[] {0x7f}))) > 0);
        assertThat(new RowKey(List.of(110L))).isLessThan(new RowKey(List.of(150L)));
    }
}
