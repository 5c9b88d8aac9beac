package io.github.jtidb.embedding.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class BatchLimitsTest {

    @Test
    void split_anyTexts_keepsOrderAndLimits() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            BatchLimits limits =
                    new BatchLimits(1 + random.nextInt(9), 1 + random.nextInt(300), 1 + random.nextInt(900));
            List<String> texts = new ArrayList<>();
            for (int i = random.nextInt(60); i > 0; i--) {
                texts.add((random.nextBoolean() ? "é" : "a").repeat(random.nextInt(120)));
            }

            List<List<String>> batches = limits.split(texts, Function.identity());

            assertThat(batches.stream().flatMap(List::stream).toList()).isEqualTo(texts);
            assertThat(batches).allSatisfy(batch -> {
                assertThat(batch).hasSizeBetween(1, limits.inputs());
                if (batch.size() > 1) {
                    assertThat(batch.stream().mapToLong(BatchLimits::tokens).sum())
                            .isLessThanOrEqualTo(limits.tokens());
                    assertThat(batch.stream()
                                    .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
                                    .sum())
                            .isLessThanOrEqualTo(limits.bytes());
                }
            });
        }
    }

    @Test
    void split_textsThatFitTogether_areTogether() {
        assertThat(BatchLimits.inputs(3).split(List.of("a", "b", "c", "d"), Function.identity()))
                .containsExactly(List.of("a", "b", "c"), List.of("d"));
    }
}
