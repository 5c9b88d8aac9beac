package io.github.jtidb.vector.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jtidb.vector.DistanceMetric;
import io.github.jtidb.vector.RandomVectors;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EncoderTest {

    private static final int D = 100;
    private static final int ROWS = 50;

    /** Estimates are sorted, so none may be NaN: not of a row that in the units of the others leaves the range of float. */
    @ParameterizedTest
    @EnumSource(names = {"L2", "NEGATIVE_INNER_PRODUCT"})
    void encode_rowFarBeyondTheOthers_estimatesStayFinite(DistanceMetric metric) {
        Random random = new Random(3);
        Rows rows = new Rows(D, metric);
        for (int id = 0; id < ROWS; id++) {
            rows.add(id, RandomVectors.gaussian(random, D, 1e-20));
        }
        Codec codec = Objects.requireNonNull(Training.train(rows));
        int outlier = rows.add(ROWS, RandomVectors.gaussian(random, D, 1e36));
        Codes codes = new Codes(codec.words(), rows.values.chunkBits);
        ByteCodes bytes = new ByteCodes(codec.length(), rows.values.chunkBits);
        codes.reserve(rows.high());
        bytes.reserve(rows.high());
        Encoder encoder = new Encoder(rows, codec, codes, bytes);
        for (int slot = 0; slot < rows.high(); slot++) {
            encoder.encode(slot);
        }
        CodeScorer scorer = new CodeScorer(rows, codec, codes, bytes, false);
        for (int asked : new int[] {0, outlier}) {
            scorer.query(asked);
            for (int slot : new int[] {0, 1, outlier}) {
                assertThat(scorer.score(slot)).isFinite();
                assertThat(codec.apart(bytes, asked, slot)).isFinite();
            }
        }
    }
}
