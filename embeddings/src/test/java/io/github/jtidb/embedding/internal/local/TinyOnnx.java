package io.github.jtidb.embedding.internal.local;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes the smallest network there can be: the vector of a token is its id. Only for tests of what networks ask for and
 * give; in ONNX's form, which is Protocol Buffers.
 */
final class TinyOnnx {

    static final int INT32 = 6;
    static final int INT64 = 7;
    private static final int FLOAT = 1;

    private TinyOnnx() {}

    /**
     * A network.
     *
     * @param idType the type of its input input_ids
     * @param output the name of its output, of shape [texts, tokens, 1]
     * @param others inputs that it asks for and does not use
     */
    static byte[] network(int idType, String output, String... others) {
        ByteArrayOutputStream graph = new ByteArrayOutputStream();
        field(graph, 1, node("Cast", "input_ids", "flat", attribute("to", FLOAT)));
        field(graph, 1, node("Unsqueeze", "flat", output, axes(2)));
        field(graph, 2, text("tiny"));
        field(graph, 11, value("input_ids", idType, List.of("texts", "tokens")));
        for (String other : others) {
            field(graph, 11, value(other, INT64, List.of("texts")));
        }
        field(graph, 12, value(output, FLOAT, List.of("texts", "tokens", "one")));
        ByteArrayOutputStream opset = new ByteArrayOutputStream();
        number(opset, 2, 11);
        ByteArrayOutputStream model = new ByteArrayOutputStream();
        number(model, 1, 6);
        field(model, 7, graph.toByteArray());
        field(model, 8, opset.toByteArray());
        return model.toByteArray();
    }

    private static byte[] node(String operator, String input, String output, byte[] attribute) {
        ByteArrayOutputStream node = new ByteArrayOutputStream();
        field(node, 1, text(input));
        field(node, 2, text(output));
        field(node, 4, text(operator));
        field(node, 5, attribute);
        return node.toByteArray();
    }

    private static byte[] attribute(String name, int value) {
        ByteArrayOutputStream attribute = new ByteArrayOutputStream();
        field(attribute, 1, text(name));
        number(attribute, 3, value);
        number(attribute, 20, 2);
        return attribute.toByteArray();
    }

    private static byte[] axes(int axis) {
        ByteArrayOutputStream attribute = new ByteArrayOutputStream();
        field(attribute, 1, text("axes"));
        number(attribute, 8, axis);
        number(attribute, 20, 7);
        return attribute.toByteArray();
    }

    private static byte[] value(String name, int type, List<String> dimensions) {
        ByteArrayOutputStream shape = new ByteArrayOutputStream();
        for (String dimension : dimensions) {
            ByteArrayOutputStream named = new ByteArrayOutputStream();
            field(named, 2, text(dimension));
            field(shape, 1, named.toByteArray());
        }
        ByteArrayOutputStream tensor = new ByteArrayOutputStream();
        number(tensor, 1, type);
        field(tensor, 2, shape.toByteArray());
        ByteArrayOutputStream kind = new ByteArrayOutputStream();
        field(kind, 1, tensor.toByteArray());
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        field(value, 1, text(name));
        field(value, 2, kind.toByteArray());
        return value.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void field(ByteArrayOutputStream out, int number, byte[] content) {
        varint(out, number << 3 | 2);
        varint(out, content.length);
        out.writeBytes(content);
    }

    private static void number(ByteArrayOutputStream out, int number, int value) {
        varint(out, number << 3);
        varint(out, value);
    }

    private static void varint(ByteArrayOutputStream out, int value) {
        int rest = value;
        while (rest > 0x7f) {
            out.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }
}
