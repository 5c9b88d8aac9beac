package io.github.jtidb.embedding.internal.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A file of named tensors: eight bytes with the length of the header, the header in JSON, the values. It is held whole, so it
 * is for the small ones. Immutable.
 */
final class Safetensors {

    private final String file;
    private final JsonNode header;
    private final ByteBuffer values;

    private Safetensors(String file, JsonNode header, ByteBuffer values) {
        this.file = file;
        this.header = header;
        this.values = values;
    }

    static Safetensors read(URL file) throws IOException {
        ByteBuffer content;
        try (InputStream in = ModelFiles.open(file)) {
            content = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        }
        long length = content.remaining() < Long.BYTES ? -1 : content.getLong();
        if (length < 0 || length > content.remaining()) {
            throw new IOException(file + " is no whole safetensors file");
        }
        byte[] header = new byte[(int) length];
        content.get(header);
        return new Safetensors(
                file.toString(),
                ModelFiles.JSON.readTree(new String(header, StandardCharsets.UTF_8)),
                content.slice().order(ByteOrder.LITTLE_ENDIAN));
    }

    boolean has(String name) {
        return header.has(name);
    }

    /**
     * The values of a tensor, row by row.
     *
     * @throws IOException if it is not there or has another shape
     */
    float[] tensor(String name, Integer... shape) throws IOException {
        JsonNode tensor = header.path(name);
        List<Integer> got = StreamSupport.stream(tensor.path("shape").spliterator(), false)
                .map(JsonNode::asInt)
                .toList();
        if (!tensor.isObject() || !got.equals(List.of(shape))) {
            throw new IOException(file + ": expected a tensor " + name + " of shape " + List.of(shape) + ", got "
                    + (tensor.isObject() ? got : "none"));
        }
        String type = tensor.path("dtype").asText();
        int bytes = bytes(type);
        int start = tensor.path("data_offsets").path(0).asInt(-1);
        int end = tensor.path("data_offsets").path(1).asInt(-1);
        int count = List.of(shape).stream().reduce(1, Math::multiplyExact);
        if (start < 0 || end > values.limit() || end - start != (long) count * bytes) {
            throw new IOException(file + ": the tensor " + name + " does not lie within the file");
        }
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = value(type, start + i * bytes);
        }
        return floats;
    }

    private int bytes(String type) throws IOException {
        return switch (type) {
            case "F64" -> Double.BYTES;
            case "F32" -> Float.BYTES;
            case "F16", "BF16" -> Short.BYTES;
            default -> throw new IOException(file + ": expected tensors of type F64, F32, F16 or BF16, got " + type);
        };
    }

    private float value(String type, int at) {
        return switch (type) {
            case "F64" -> (float) values.getDouble(at);
            case "F32" -> values.getFloat(at);
            case "BF16" -> Float.intBitsToFloat(values.getShort(at) << 16);
            default -> half(values.getShort(at));
        };
    }

    /** JDK 20 has Float.float16ToFloat. */
    static float half(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        float size;
        if (exponent == 0) {
            size = fraction * 0x1p-24f;
        } else if (exponent == 0x1f) {
            size = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            size = Math.scalb(1 + fraction * 0x1p-10f, exponent - 15);
        }
        return bits < 0 ? -size : size;
    }
}
