package io.github.jtidb.vector.internal.graph;

import org.jspecify.annotations.Nullable;

/** Makes the codes of rows. Not thread-safe: each thread has its own. */
final class Encoder {

    private final Codec codec;
    private final Codes codes;
    private final @Nullable ByteCodes bytes;
    private final RowReader row;
    private final float[] residual;

    Encoder(Rows rows, Codec codec, Codes codes, @Nullable ByteCodes bytes) {
        this.codec = codec;
        this.codes = codes;
        this.bytes = bytes;
        row = new RowReader(rows);
        residual = new float[codec.length()];
    }

    void encode(int slot) {
        codec.encode(row.read(slot), residual, codes, slot);
        if (bytes != null) {
            bytes.set(slot, residual, Codes.summand(codes.floats(slot)));
        }
    }
}
