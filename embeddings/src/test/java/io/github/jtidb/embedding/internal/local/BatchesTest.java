package io.github.jtidb.embedding.internal.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {

    @Test
    void byLength_mixed_everyTextOnceAndNoBatchTooWide() {
        Random random = new Random(7);
        long[][] texts = random.ints(1000, 2, 257).mapToObj(long[]::new).toArray(long[][]::new);

        List<int[]> batches = Batches.byLength(texts);

        assertThat(batches.stream().flatMapToInt(Arrays::stream))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 1000).boxed().toList());
        assertThat(batches).allSatisfy(batch -> {
            int longest = Arrays.stream(batch).map(i -> texts[i].length).max().orElseThrow();
            assertThat(batch.length * longest).isLessThanOrEqualTo(Batches.MOST_TOKENS);
        });
        assertThat(batches.stream()
                        .flatMapToInt(Arrays::stream)
                        .map(i -> -texts[i].length)
                        .boxed())
                .isSorted();
    }

    @Test
    void byLength_shortTexts_batchesAreFull() {
        long[][] texts = new long[100][16];

        assertThat(Batches.byLength(texts)).extracting(batch -> batch.length).containsExactly(32, 32, 32, 4);
    }

    @Test
    void byLength_textLongerThanABatch_alone() {
        long[][] texts = {new long[Batches.MOST_TOKENS + 1], new long[2]};

        assertThat(Batches.byLength(texts)).containsExactly(new int[] {0}, new int[] {1});
    }

    @Test
    void single_eachAlone() {
        assertThat(Batches.single(new long[3][2])).containsExactly(new int[] {0}, new int[] {1}, new int[] {2});
    }
}
