package io.github.jtidb.embedding.internal.local;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import io.github.jtidb.embedding.internal.Refusal;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the tensors that a network asks for by their names, and no others. Immutable. */
final class Inputs {

    private static final List<String> KNOWN =
            List.of("input_ids", "attention_mask", "token_type_ids", "position_ids", "past_key_values.…");

    private final OrtEnvironment environment;
    private final Map<String, TensorInfo> wanted = new LinkedHashMap<>();
    private final long padToken;
    private final int firstPosition;

    /**
     * Checks that all inputs are known.
     *
     * @param inputs by name, as the network tells them
     * @param padToken what fills up shorter texts
     * @param firstPosition the position of the first token
     */
    Inputs(OrtEnvironment environment, Map<String, NodeInfo> inputs, String model, long padToken, int firstPosition) {
        this.environment = environment;
        this.padToken = padToken;
        this.firstPosition = firstPosition;
        inputs.forEach((name, node) -> {
            if (!(node.getInfo() instanceof TensorInfo info) || !known(name, info)) {
                throw Refusal.of(model + ": the network asks for the input " + name + " (" + node.getInfo()
                        + "): expected some of " + KNOWN + ". Export it for the task feature-extraction");
            }
            wanted.put(name, info);
        });
    }

    private static boolean known(String name, TensorInfo info) {
        if (isPast(name)) {
            // Texts, heads, past tokens, width.
            return info.type == OnnxJavaType.FLOAT && info.getShape().length == 4;
        }
        return KNOWN.contains(name) && (info.type == OnnxJavaType.INT64 || info.type == OnnxJavaType.INT32);
    }

    private static boolean isPast(String name) {
        return name.startsWith("past_key_values.");
    }

    /**
     * Makes the tensors for some texts, which are filled up at their ends.
     *
     * @param texts the texts
     * @param width the tokens of the longest
     * @return the tensors by name; the caller closes them
     */
    Map<String, OnnxTensor> of(List<Tokens> texts, int width) throws OrtException {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, TensorInfo> input : wanted.entrySet()) {
                tensors.put(input.getKey(), tensor(input.getKey(), input.getValue(), texts, width));
            }
            return tensors;
        } catch (OrtException | RuntimeException e) {
            close(tensors);
            throw e;
        }
    }

    static void close(Map<String, OnnxTensor> tensors) {
        tensors.values().forEach(OnnxTensor::close);
    }

    private OnnxTensor tensor(String name, TensorInfo info, List<Tokens> texts, int width) throws OrtException {
        if (isPast(name)) {
            long[] shape = info.getShape();
            // Nothing was read before.
            return OnnxTensor.createTensor(
                    environment, FloatBuffer.allocate(0), new long[] {texts.size(), shape[1], 0, shape[3]});
        }
        long[] values = new long[texts.size() * width];
        for (int i = 0; i < texts.size(); i++) {
            Tokens text = texts.get(i);
            int start = i * width;
            int end = start + text.count();
            switch (name) {
                case "input_ids" -> {
                    System.arraycopy(text.ids(), 0, values, start, text.count());
                    Arrays.fill(values, end, start + width, padToken);
                }
                case "attention_mask" -> Arrays.fill(values, start, end, 1);
                case "token_type_ids" -> System.arraycopy(text.types(), 0, values, start, text.count());
                default -> {
                    for (int t = start; t < end; t++) {
                        values[t] = firstPosition + t - start;
                    }
                    Arrays.fill(values, end, start + width, firstPosition == 0 ? 0 : padToken);
                }
            }
        }
        long[] shape = {texts.size(), width};
        return info.type == OnnxJavaType.INT64
                ? OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape)
                : OnnxTensor.createTensor(environment, ints(values), shape);
    }

    private static IntBuffer ints(long[] values) {
        return IntBuffer.wrap(Arrays.stream(values).mapToInt(Math::toIntExact).toArray());
    }
}
