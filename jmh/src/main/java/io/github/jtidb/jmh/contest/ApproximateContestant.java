package io.github.jtidb.jmh.contest;

import io.github.jtidb.vector.ApproximateIndex;
import io.github.jtidb.vector.DistanceMetric;
import io.github.jtidb.vector.Neighbor;
import io.github.jtidb.vector.Quantization;
import java.util.List;
import java.util.stream.LongStream;

/** Our approximate search. */
final class ApproximateContestant implements Contestant {

    private final Quantization quantization;
    private ApproximateIndex index;

    ApproximateContestant(Quantization quantization) {
        this.quantization = quantization;
    }

    @Override
    public int[] efforts() {
        return new int[] {16, 32, 48, 64, 96, 128, 192, 256, 384};
    }

    @Override
    public void build(float[][] rows, int threads) {
        index = ApproximateIndex.builder(MiniLmVectors.DIMENSIONS, DistanceMetric.COSINE)
                .quantization(quantization)
                .threads(threads)
                .build();
        index.addAll(LongStream.range(0, rows.length).toArray(), rows, (task, done, total) -> {});
    }

    @Override
    public Searcher searcher() {
        return (query, k, effort, share) -> {
            List<Neighbor> found =
                    share.isAll() ? index.search(query, k, effort) : index.search(query, k, effort, share::contains);
            return found.stream().mapToInt(neighbor -> (int) neighbor.id()).toArray();
        };
    }
}
