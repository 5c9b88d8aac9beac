package io.github.jtidb.embedding.internal.local;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.vector.VectorMath;
import java.io.IOException;
import java.net.URL;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Token ids to vectors: one run of the network, the mean over the tokens of each text, length one. Thread-safe, except that
 * nothing may run during close.
 */
final class Encoder implements AutoCloseable {

    private static final Set<String> INPUTS = Set.of("input_ids", "attention_mask", "token_type_ids");

    private final JarModel model;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final String output;

    private Encoder(JarModel model, OrtEnvironment environment, OrtSession session, String output) {
        this.model = model;
        this.environment = environment;
        this.session = session;
        this.output = output;
    }

    static Encoder load(JarModel model) {
        URL network = Resources.find(model.network(), model);
        Telemetry.refuse(OrtEnvironment.class, model.name());
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            environment.setTelemetry(false);
            // Several callers with a thread each get more done than one caller with several threads.
            options.setIntraOpNumThreads(1);
            OrtSession session = environment.createSession(Resources.read(network), options);
            try {
                return new Encoder(model, environment, session, tokenOutput(session, model));
            } catch (OrtException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (OrtException | IOException e) {
            throw new EmbeddingException(
                    model.name() + ": the network could not be read from " + network + ": " + e.getMessage(), e);
        }
    }

    /** The output with a vector for each token, whatever this version of the jar calls it. */
    private static String tokenOutput(OrtSession session, JarModel model) throws OrtException {
        if (!INPUTS.containsAll(session.getInputNames())) {
            throw unexpected(model, "inputs among " + INPUTS, session.getInputNames());
        }
        for (var candidate : session.getOutputInfo().entrySet()) {
            if (candidate.getValue().getInfo() instanceof TensorInfo info
                    && info.type == OnnxJavaType.FLOAT
                    && info.getShape().length == 3
                    && info.getShape()[2] == model.dimensions()) {
                return candidate.getKey();
            }
        }
        throw unexpected(
                model,
                "a float output of shape [texts, tokens, " + model.dimensions() + "]",
                session.getOutputInfo().values());
    }

    private static EmbeddingException unexpected(JarModel model, String expected, Object got) {
        return new EmbeddingException(model.name() + ": " + model.network() + " is not the network expected: wanted "
                + expected + ", got " + got + ". Use " + model.dependency());
    }

    /**
     * The unit vectors of some texts.
     *
     * @param texts the token ids of each text, none empty
     * @return a vector for each text, in order
     */
    float[][] encode(long[][] texts) {
        int width = Arrays.stream(texts).mapToInt(ids -> ids.length).max().orElseThrow();
        long[] ids = new long[texts.length * width];
        long[] mask = new long[ids.length];
        for (int i = 0; i < texts.length; i++) {
            System.arraycopy(texts[i], 0, ids, i * width, texts[i].length);
            Arrays.fill(mask, i * width, i * width + texts[i].length, 1);
        }
        long[] shape = {texts.length, width};
        try (OnnxTensor idTensor = tensor(ids, shape);
                OnnxTensor maskTensor = tensor(mask, shape);
                OnnxTensor typeTensor = tensor(new long[ids.length], shape)) {
            Map<String, OnnxTensor> inputs = new HashMap<>(
                    Map.of("input_ids", idTensor, "attention_mask", maskTensor, "token_type_ids", typeTensor));
            inputs.keySet().retainAll(session.getInputNames());
            try (OrtSession.Result result = session.run(inputs, Set.of(output))) {
                return pool(((OnnxTensor) result.get(0)).getFloatBuffer(), texts, width);
            }
        } catch (OrtException e) {
            throw new EmbeddingException(
                    model.name() + ": ONNX Runtime failed on " + texts.length + " texts of up to " + width + " tokens: "
                            + e.getMessage(),
                    e);
        }
    }

    private OnnxTensor tensor(long[] values, long[] shape) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
    }

    private float[][] pool(FloatBuffer tokens, long[][] texts, int width) {
        int dimensions = model.dimensions();
        float[][] vectors = new float[texts.length][];
        float[] token = new float[dimensions];
        for (int i = 0; i < texts.length; i++) {
            float[] mean = new float[dimensions];
            tokens.position(i * width * dimensions);
            for (int t = 0; t < texts[i].length; t++) {
                tokens.get(token);
                for (int d = 0; d < dimensions; d++) {
                    mean[d] += token[d] / texts[i].length;
                }
            }
            vectors[i] = VectorMath.normalize(mean);
        }
        return vectors;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new EmbeddingException(model.name() + ": ONNX Runtime failed to close: " + e.getMessage(), e);
        }
    }
}
