package io.github.jtidb.embedding.internal.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchesTest {

    @ParameterizedTest
    @EnumSource
    void of_mixed_everyTextOnceAndNoBatchTooWide(Batches kind) {
        int[] lengths = new Random(7).ints(1000, 2, 257).toArray();

        List<int[]> batches = kind.of(lengths);

        assertThat(batches.stream().flatMapToInt(Arrays::stream))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 1000).boxed().toList());
        assertThat(batches).allSatisfy(batch -> {
            int longest = Arrays.stream(batch).map(i -> lengths[i]).max().orElseThrow();
            assertThat(batch.length * longest).isLessThanOrEqualTo(Batches.MOST_TOKENS);
            if (kind != Batches.LIKE_LENGTHS) {
                assertThat(Arrays.stream(batch)).allMatch(i -> lengths[i] == longest);
            }
        });
        assertThat(batches.stream()
                        .flatMapToInt(Arrays::stream)
                        .map(i -> -lengths[i])
                        .boxed())
                .isSorted();
    }

    @Test
    void of_shortTexts_batchesAreFull() {
        int[] lengths = new int[100];
        Arrays.fill(lengths, 16);

        assertThat(Batches.LIKE_LENGTHS.of(lengths))
                .extracting(batch -> batch.length)
                .containsExactly(32, 32, 32, 4);
        assertThat(Batches.SAME_LENGTHS.of(lengths)).hasSize(4);
        assertThat(Batches.SINGLE.of(lengths)).hasSize(100);
    }

    @Test
    void of_textLongerThanABatch_alone() {
        assertThat(Batches.LIKE_LENGTHS.of(new int[] {Batches.MOST_TOKENS + 1, 2}))
                .containsExactly(new int[] {0}, new int[] {1});
    }
}
