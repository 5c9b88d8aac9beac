package io.github.jtidb.embedding.internal.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.internal.Refusal;
import io.github.jtidb.vector.VectorMath;
import java.io.IOException;
import java.net.URL;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One layer behind the pooling: weights, a bias perhaps, and an activation. Immutable. */
final class Dense implements UnaryOperator<float[]> {

    private static final String NETWORK = "onnx/model.onnx";

    /** Which it is, for messages. */
    private final String layer;

    /** For each value that comes out, the weights of those that go in. */
    private final float[][] weights;

    private final float @Nullable [] bias;
    private final DoubleUnaryOperator activation;

    private Dense(String layer, float[][] weights, float @Nullable [] bias, DoubleUnaryOperator activation) {
        this.layer = layer;
        this.weights = weights;
        this.bias = bias;
        this.activation = activation;
    }

    /** Reads a folder's config.json and model.safetensors. */
    static Dense read(ModelFiles files, String folder) {
        JsonNode config = files.json(folder + "/config.json");
        int in = config.path("in_features").asInt();
        int out = config.path("out_features").asInt();
        if (in < 1 || out < 1) {
            throw Refusal.of(
                    files.model() + ": " + folder + "/config.json has no in_features and out_features of 1 or more");
        }
        DoubleUnaryOperator activation = activation(files.model(), config.path("activation_function"));
        URL file = files.require(
                folder + "/model.safetensors",
                "save the layer's weights as safetensors (the older pytorch_model.bin is a Python program, not data), or export"
                        + " the whole model, with an output sentence_embedding, to " + NETWORK);
        try {
            Safetensors tensors = Safetensors.read(file);
            float[] flat = tensors.tensor("linear.weight", out, in);
            float[][] weights = new float[out][];
            for (int i = 0; i < out; i++) {
                weights[i] = Arrays.copyOfRange(flat, i * in, (i + 1) * in);
            }
            boolean biased = config.path("bias").asBoolean(true);
            return new Dense(
                    files.model() + ": " + folder,
                    weights,
                    biased ? tensors.tensor("linear.bias", out) : null,
                    activation);
        } catch (IOException e) {
            throw new EmbeddingException(files.model() + ": a layer could not be read: " + e.getMessage(), e);
        }
    }

    /** PyTorch's class names; tanh where nothing is said, as there. */
    private static DoubleUnaryOperator activation(String model, JsonNode name) {
        String type = name.asText("torch.nn.modules.activation.Tanh");
        return switch (type.substring(type.lastIndexOf('.') + 1)) {
            case "Identity" -> x -> x;
            case "Tanh" -> Math::tanh;
            case "ReLU" -> x -> Math.max(x, 0);
            case "Sigmoid" -> Dense::sigmoid;
            case "SiLU" -> x -> x * sigmoid(x);
            default ->
                throw Refusal.of(model + ": unknown activation \"" + type
                        + "\" of a dense layer: expected Identity, Tanh, ReLU, Sigmoid or SiLU");
        };
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Override
    public float[] apply(float[] vector) {
        if (vector.length != weights[0].length) {
            throw Refusal.of(
                    layer + " reads vectors of " + weights[0].length + " values, and what comes before it gives "
                            + vector.length + ": the files of the model do not fit together");
        }
        float[] result = new float[weights.length];
        for (int i = 0; i < result.length; i++) {
            double sum = VectorMath.dot(weights[i], vector) + (bias == null ? 0 : bias[i]);
            result[i] = (float) activation.applyAsDouble(sum);
        }
        return result;
    }
}
