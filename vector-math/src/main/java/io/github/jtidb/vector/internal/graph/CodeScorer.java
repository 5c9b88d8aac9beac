package io.github.jtidb.vector.internal.graph;

import org.jspecify.annotations.Nullable;

/**
 * Compares with the codes of rows: those of all links at once where they stand beside the node, else one after another.
 * Not thread-safe.
 */
final class CodeScorer extends Scorer {

    private final RowReader row;
    private final Codec codec;
    private final Codes codes;
    private final @Nullable ByteCodes bytes;
    private final @Nullable CodeKernel kernel = CodeKernel.select();
    private final boolean inline;
    private final QueryCode query;
    private final float[] scores = new float[64];
    /** Keeps the compiler from leaving out reads whose values are not needed. */
    private int touched;

    /**
     * A scorer without a query.
     *
     * @param bytes the bytes of the same rows, if there are any
     * @param inline whether codes stand beside the nodes, which takes a kernel
     */
    CodeScorer(Rows rows, Codec codec, Codes codes, @Nullable ByteCodes bytes, boolean inline) {
        row = new RowReader(rows);
        this.codec = codec;
        this.codes = codes;
        this.bytes = bytes;
        this.inline = inline;
        query = new QueryCode(codec.words());
    }

    @Override
    void query(float[] values, double squaredNorm) {
        codec.query(values, 0, squaredNorm, query);
    }

    @Override
    void query(int slot) {
        row.read(slot);
        codec.query(row.array, row.offset, row.squaredNorm, query);
    }

    @Override
    float score(int slot) {
        return query.estimate(codes, slot);
    }

    @Override
    float deviation() {
        return query.deviation;
    }

    @Override
    double best() {
        return codec.space.best();
    }

    @Override
    double exact(double distance) {
        return codec.space.score(distance, query.spaceFactor);
    }

    @Override
    @Nullable
    Refiner refiner() {
        return bytes == null ? null : new Refiner(bytes, codec, query);
    }

    @Override
    void scores(Links links, int node, float[] target) {
        if (kernel == null || !inline) {
            super.scores(links, node, target);
        } else {
            kernel.estimate(links.chunk(node), links.offset(node), links.width, query, Float.POSITIVE_INFINITY, target);
        }
    }

    @Override
    void expand(Links links, int[] nodes, int count, Beam beam) {
        if (kernel == null || !inline) {
            super.expand(links, nodes, count, beam);
            return;
        }
        for (int i = 0; i < count; i++) {
            int[] chunk = links.chunk(nodes[i]);
            int offset = links.offset(nodes[i]);
            long better = kernel.estimate(chunk, offset, links.width, query, beam.threshold(), scores);
            while (better != 0) {
                int lane = Long.numberOfTrailingZeros(better);
                better &= better - 1;
                int slot = chunk[offset + lane];
                if (beam.visit(slot)) {
                    beam.offer(slot, scores[lane]);
                }
            }
        }
    }

    @Override
    void scores(int[] slots, int from, int count, float[] target) {
        if (kernel != null) {
            kernel.estimate(codes, slots, from, count, query, target);
            return;
        }
        touched += codes.touch(slots, from, count);
        for (int i = 0; i < count; i++) {
            target[i] = query.estimate(codes, slots[from + i]);
        }
    }
}
