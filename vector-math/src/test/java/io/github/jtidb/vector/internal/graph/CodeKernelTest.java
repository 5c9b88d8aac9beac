package io.github.jtidb.vector.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.jtidb.vector.DistanceMetric;
import io.github.jtidb.vector.RandomVectors;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeKernelTest {

    @Test
    void select_givesAKernelWhereVectorsCountBits() {
        boolean expected =
                Boolean.getBoolean("jtidb.test.simd") && Runtime.version().feature() >= 19;
        assertThat(CodeKernel.select() != null).isEqualTo(expected);
    }

    /** The estimates of a whole block, and of its rows, are those of the plain loop over words. */
    @ParameterizedTest
    @CsvSource({
        "COSINE, 1, 32",
        "L2, 64, 32",
        "NEGATIVE_INNER_PRODUCT, 65, 64",
        "COSINE, 384, 64",
        "L2, 1000, 32",
        "L2, 4352, 32",
        "COSINE, 5000, 32"
    })
    void estimate_anyBlock_equalsTheEstimatesOfItsRows(DistanceMetric metric, int dimensions, int width) {
        CodeKernel kernel = CodeKernel.select();
        if (kernel == null) {
            return;
        }
        Random random = new Random(1);
        Rows rows = new Rows(dimensions, metric);
        for (int id = 0; id < 200; id++) {
            rows.add(id, RandomVectors.gaussian(random, dimensions, 1));
        }
        Codec codec = Objects.requireNonNull(Training.train(rows));
        Codes codes = new Codes(codec.words(), rows.values.chunkBits);
        codes.reserve(rows.high());
        Encoder encoder = new Encoder(rows, codec, codes, null);
        for (int slot = 0; slot < rows.high(); slot++) {
            encoder.encode(slot);
        }
        Links links = new Links(width, codes, rows.values.chunkBits);
        links.reserve(10);
        QueryCode query = new QueryCode(codec.words());
        float[] scores = new float[width];
        for (int count = 0; count <= width; count++) {
            int[] slots = random.ints(count, 0, 200).toArray();
            links.set(7, slots, count);
            float[] values = RandomVectors.gaussian(random, dimensions, 1);
            codec.query(values, 0, GraphIndex.squaredNorm(values), query);
            float threshold = count == 0 ? 0 : query.estimate(codes, slots[0]) - 1e-3f;
            float[] ofRows = new float[count];
            kernel.estimate(codes, slots, 0, count, query, ofRows);
            long above = kernel.estimate(links.chunk(7), links.offset(7), width, query, threshold, scores);
            for (int lane = 0; lane < width; lane++) {
                if (lane < count) {
                    float expected = query.estimate(codes, slots[lane]);
                    assertThat(ofRows[lane]).isEqualTo(expected);
                    assertThat(scores[lane]).isCloseTo(expected, within(1e-4f * Math.max(1, Math.abs(expected))));
                } else {
                    assertThat(scores[lane]).isEqualTo(Float.NEGATIVE_INFINITY);
                }
                assertThat((above >>> lane & 1) == 1).isEqualTo(scores[lane] > threshold);
            }
        }
    }
}
