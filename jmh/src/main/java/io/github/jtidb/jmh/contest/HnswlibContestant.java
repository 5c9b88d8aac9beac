package io.github.jtidb.jmh.contest;

import com.github.jelmerk.hnswlib.core.DistanceFunctions;
import com.github.jelmerk.hnswlib.core.Item;
import com.github.jelmerk.hnswlib.core.hnsw.HnswIndex;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/** hnswlib-java, which has no filters, and one effort for all searches. */
@NullUnmarked // Built before anything else.
final class HnswlibContestant implements Contestant {

    private HnswIndex<Integer, float[], Row, Float> index;

    @Override
    public int[] efforts() {
        return new int[] {20, 40, 80, 120, 200, 320, 500};
    }

    @Override
    public void build(float[][] rows, int threads) throws InterruptedException {
        index = HnswIndex.newBuilder(MiniLmVectors.DIMENSIONS, DistanceFunctions.FLOAT_INNER_PRODUCT, rows.length)
                .withM(16)
                .withEfConstruction(200)
                .build();
        List<Row> items = new ArrayList<>();
        for (int id = 0; id < rows.length; id++) {
            items.add(new Row(id, rows[id]));
        }
        index.addAll(items, threads, (done, all) -> {}, rows.length);
    }

    @Override
    public boolean canFilter() {
        return false;
    }

    @Override
    public Searcher searcher() {
        return (query, k, effort, share) -> {
            // The same for all threads while one effort is measured.
            if (index.getEf() != effort) {
                index.setEf(effort);
            }
            return index.findNearest(query, k).stream()
                    .mapToInt(found -> found.item().id())
                    .toArray();
        };
    }

    /** As their interface wants it. */
    private record Row(Integer id, float[] vector) implements Item<Integer, float[]> {

        @Override
        public int dimensions() {
            return vector.length;
        }
    }
}
