package io.github.jtidb.jmh.contest;

import io.github.jtidb.vector.ApproximateIndex;
import io.github.jtidb.vector.ApproximateIndex.Quantization;
import io.github.jtidb.vector.DistanceMetric;
import io.github.jtidb.vector.Neighbor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Our approximate search. */
final class ApproximateContestant implements Contestant {

    private final Quantization quantization;
    private final Map<Share, LongPredicate> filters = new ConcurrentHashMap<>();
    private @Nullable ApproximateIndex index;

    ApproximateContestant(Quantization quantization) {
        this.quantization = quantization;
    }

    @Override
    public int[] efforts() {
        return new int[] {16, 32, 48, 64, 96, 128, 192, 256, 384};
    }

    @Override
    public void build(float[][] rows, int threads) {
        ApproximateIndex fresh = ApproximateIndex.builder(MiniLmVectors.DIMENSIONS, DistanceMetric.COSINE)
                .quantization(quantization)
                .threads(threads)
                .build();
        fresh.addAll(LongStream.range(0, rows.length).toArray(), rows, (task, done, total) -> {});
        index = fresh;
    }

    @Override
    public Searcher searcher() {
        ApproximateIndex built = Objects.requireNonNull(index);
        return (query, k, effort, share) -> {
            List<Neighbor> found = share.isAll()
                    ? built.search(query, k, effort)
                    : built.search(
                            query,
                            k,
                            effort,
                            filters.computeIfAbsent(share, other -> ApproximateIndex.prepare(other::contains)));
            return found.stream().mapToInt(neighbor -> (int) neighbor.id()).toArray();
        };
    }
}
