package io.github.jtidb.client.internal.embedded;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A vector as the embedded database stores it: its floats, four bytes each, least significant first. Thread-safe. */
public final class VectorBytes {

    private VectorBytes() {}

    /** The bytes that a vector of so many dimensions takes. */
    public static int size(int dimensions) {
        return Math.multiplyExact(dimensions, Float.BYTES);
    }

    /** The bytes of a vector. */
    public static byte[] encode(float[] vector) {
        ByteBuffer buffer = ByteBuffer.allocate(size(vector.length)).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(vector);
        return buffer.array();
    }

    /** The vector that some bytes hold; their number is a multiple of four. */
    public static float[] decode(byte[] bytes) {
        if (bytes.length % Float.BYTES != 0) {
            throw new IllegalArgumentException(
                    "A stored vector has " + bytes.length + " bytes: expected a multiple of " + Float.BYTES);
        }
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        return vector;
    }
}
