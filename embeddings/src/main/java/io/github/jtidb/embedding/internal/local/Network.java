package io.github.jtidb.embedding.internal.local;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.github.jtidb.embedding.EmbeddingException;
import java.io.IOException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A network in ONNX Runtime. Thread-safe, except that nothing may run during close.
 *
 * <p>Several callers with a thread each get more done than one caller with several threads. Only a call that is alone is
 * faster with several: for that there is a second session, opened when it is first wanted.
 */
final class Network implements AutoCloseable {

    /**
     * What a run gives.
     *
     * @param values all values, text by text
     * @param tokens how many vectors there are for each text, those of filled-up places included
     * @param width how many values a vector has
     */
    record Output(FloatBuffer values, int tokens, int width) {}

    private static final Logger log = LoggerFactory.getLogger(Network.class);

    /** In bytes. */
    private static final long LARGEST_TWICE = 256L << 20;

    private final String model;
    private final NetworkFile file;
    private final boolean scalesByRun;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Inputs inputs;
    private final int lonelyThreads;

    private final Lock opening = new ReentrantLock();
    private volatile @Nullable OrtSession lonely;

    private Network(
            String model,
            NetworkFile file,
            boolean scalesByRun,
            OrtEnvironment environment,
            OrtSession session,
            Inputs inputs,
            int lonelyThreads) {
        this.model = model;
        this.file = file;
        this.scalesByRun = scalesByRun;
        this.environment = environment;
        this.session = session;
        this.inputs = inputs;
        this.lonelyThreads = lonelyThreads;
    }

    /**
     * Opens a network.
     *
     * @param model the model's full name, for messages
     * @param location the ONNX file; beside it lie the files that it names
     * @param padToken what fills up shorter texts
     * @param firstPosition the position of the first token
     * @param lonelyThreads how many threads a call that is alone may use; 0 for what suits
     */
    static Network load(String model, URL location, long padToken, int firstPosition, int lonelyThreads) {
        Telemetry.refuse(OrtEnvironment.class, model);
        try {
            NetworkFile file = new NetworkFile(location);
            ByteBuffer content = file.content();
            boolean scalesByRun = file.scalesByRun(content);
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            environment.setTelemetry(false);
            OrtSession session = open(environment, file, content, 1);
            try {
                Inputs inputs = new Inputs(environment, session.getInputInfo(), model, padToken, firstPosition);
                int threads = lonelyThreads > 0 ? lonelyThreads : lonelyThreads(file, scalesByRun);
                return new Network(model, file, scalesByRun, environment, session, inputs, threads);
            } catch (OrtException | IOException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (OrtException | IOException e) {
            throw new EmbeddingException(
                    model + ": the network could not be read from " + location + ": " + e.getMessage(), e);
        }
    }

    /** A second session holds the weights a second time, which is worth it for small float networks. */
    private static int lonelyThreads(NetworkFile file, boolean quantised) throws IOException {
        return quantised || file.size() > LARGEST_TWICE
                ? 1
                : Math.min(2, Runtime.getRuntime().availableProcessors());
    }

    private static OrtSession open(
            OrtEnvironment environment, NetworkFile file, @Nullable ByteBuffer content, int threads)
            throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            if (threads > 1) {
                // The helper waits for work without sleeping, as waking it would take longer than the work; but only
                // while
                // there is a call.
                options.addConfigEntry("session.force_spinning_stop", "1");
            }
            return file.open(environment, options, content);
        }
    }

    /** Whether the vectors of a text depend on what it is run with, so that each must be run alone. */
    boolean scalesByRun() {
        return scalesByRun;
    }

    /** The first output of floats of which the predicate is true, by name and shape, or null. */
    @Nullable
    String output(Predicate<Map.Entry<String, long[]>> wanted) {
        try {
            for (Map.Entry<String, NodeInfo> output : session.getOutputInfo().entrySet()) {
                if (output.getValue().getInfo() instanceof TensorInfo info
                        && (info.type == OnnxJavaType.FLOAT
                                || info.type == OnnxJavaType.FLOAT16
                                || info.type == OnnxJavaType.BFLOAT16)
                        && wanted.test(Map.entry(output.getKey(), info.getShape()))) {
                    return output.getKey();
                }
            }
            return null;
        } catch (OrtException e) {
            throw new EmbeddingException(model + ": the outputs could not be read: " + e.getMessage(), e);
        }
    }

    /** The names of all outputs, for messages. */
    Set<String> outputs() {
        return session.getOutputNames();
    }

    /**
     * Runs the network once.
     *
     * @param output the output that is wanted, of two or three dimensions
     * @param texts one or more, none without tokens
     * @param alone whether no other call is running
     */
    Output run(String output, List<Tokens> texts, boolean alone) {
        int width = texts.stream().mapToInt(Tokens::count).max().orElseThrow();
        Map<String, OnnxTensor> tensors = Map.of();
        try {
            tensors = inputs.of(texts, width);
            OrtSession runner = alone && lonelyThreads > 1 ? lonely() : session;
            try (OrtSession.Result result = runner.run(tensors, Set.of(output))) {
                OnnxTensor tensor = (OnnxTensor) result.get(0);
                long[] shape = tensor.getInfo().getShape();
                int tokens = shape.length == 3 ? (int) shape[1] : 1;
                return new Output(tensor.getFloatBuffer(), tokens, (int) shape[shape.length - 1]);
            }
        } catch (OrtException e) {
            throw new EmbeddingException(
                    model + ": ONNX Runtime failed on " + texts.size() + " texts of up to " + width + " tokens: "
                            + e.getMessage(),
                    e);
        } finally {
            Inputs.close(tensors);
        }
    }

    private OrtSession lonely() {
        OrtSession open = lonely;
        if (open != null) {
            return open;
        }
        opening.lock();
        try {
            open = lonely;
            if (open == null) {
                open = openLonely();
                lonely = open;
            }
            return open;
        } finally {
            opening.unlock();
        }
    }

    private OrtSession openLonely() {
        try {
            return open(environment, file, file.content(), lonelyThreads);
        } catch (OrtException | IOException e) {
            log.warn("{}: {} cannot be read any more; single texts are embedded on one thread", model, file, e);
            return session;
        }
    }

    @Override
    public void close() {
        OrtSession second = lonely;
        try {
            if (second != null && second != session) {
                second.close();
            }
            session.close();
        } catch (OrtException e) {
            throw new EmbeddingException(model + ": ONNX Runtime failed to close: " + e.getMessage(), e);
        }
    }
}
