package io.github.jtidb.embedding.internal.clip;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.internal.Refusal;
import io.github.jtidb.embedding.internal.local.Telemetry;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The networks of a model: one for texts and one for images, or one for both, which then always reads a text and an image, one
 * of them blank. An input goes through alone, so that its vector never depends on others. Thread-safe, except that nothing may
 * run during close.
 */
final class ClipNetwork implements AutoCloseable {

    private static final Map<String, OnnxJavaType> INPUTS = Map.of(
            "input_ids", OnnxJavaType.INT64,
            "attention_mask", OnnxJavaType.INT64,
            "pixel_values", OnnxJavaType.FLOAT);

    private final String model;
    private final Tower text;
    private final Tower image;
    private final long[] blankText;
    private final float[] blankImage;
    private final long[] imageShape;

    private ClipNetwork(String model, Tower text, Tower image, long[] blankText, int width, int height) {
        this.model = model;
        this.text = text;
        this.image = image;
        this.blankText = blankText;
        this.blankImage = new float[3 * width * height];
        this.imageShape = new long[] {1, 3, height, width};
    }

    /** A network and which of its outputs is wanted. */
    private record Tower(OrtSession session, String output) {}

    /**
     * Loads the networks.
     *
     * @param folder where they are
     * @param family which outputs they have
     * @param suffix what the names of the files end in, before {@code .onnx}
     * @param blankText the token ids of the empty text
     * @param images says the size of images
     */
    static ClipNetwork load(
            ClipFolder folder, ClipFamily family, String suffix, long[] blankText, ImagePreprocessor images) {
        String textFile = "text_model" + suffix + ".onnx";
        String imageFile = "vision_model" + suffix + ".onnx";
        String bothFile = "model" + suffix + ".onnx";
        Path text = folder.onnx(textFile).or(() -> folder.onnx(bothFile)).orElse(null);
        Path image = folder.onnx(imageFile).or(() -> folder.onnx(bothFile)).orElse(null);
        if (text == null || image == null) {
            throw Refusal.of(
                    folder.model() + " lacks its networks: expected " + textFile + " and " + imageFile + ", or "
                            + bothFile + ", in " + folder.files().resolve("onnx")
                            + ". Fetch them, or export them with optimum: optimum-cli export onnx --model NAME FOLDER");
        }
        Telemetry.refuse(OrtEnvironment.class, folder.model());
        Loader loader = new Loader(folder.model());
        OrtSession textSession = loader.open(text);
        OrtSession imageSession = textSession;
        try {
            imageSession = text.equals(image) ? textSession : loader.open(image);
            return new ClipNetwork(
                    folder.model(),
                    new Tower(textSession, loader.output(textSession, family.textOutputs(), text)),
                    new Tower(imageSession, loader.output(imageSession, family.imageOutputs(), image)),
                    blankText,
                    images.width(),
                    images.height());
        } catch (RuntimeException | Error e) {
            close(folder.model(), List.of(textSession, imageSession));
            throw e;
        }
    }

    /** Loads one model's networks. */
    private record Loader(String model) {

        OrtSession open(Path file) {
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                OrtEnvironment environment = OrtEnvironment.getEnvironment();
                environment.setTelemetry(false);
                // Several callers with a thread each get more done than one caller with several threads.
                options.setIntraOpNumThreads(1);
                return environment.createSession(file.toString(), options);
            } catch (OrtException e) {
                throw Refusal.of(model + ": the network could not be read from " + file + ": " + e.getMessage(), e);
            }
        }

        String output(OrtSession session, List<String> wanted, Path file) {
            checkInputs(session, file);
            Set<String> outputs = session.getOutputNames();
            return wanted.stream()
                    .filter(outputs::contains)
                    .findFirst()
                    .orElseThrow(() -> Refusal.of(model + ": " + file + " does not give vectors that texts and images"
                            + " share: expected an output " + String.join(" or ", wanted) + ", got " + outputs
                            + ". Export the model with its projection"));
        }

        private void checkInputs(OrtSession session, Path file) {
            try {
                for (Map.Entry<String, NodeInfo> input : session.getInputInfo().entrySet()) {
                    OnnxJavaType wanted = INPUTS.get(input.getKey());
                    if (!(input.getValue().getInfo() instanceof TensorInfo info) || info.type != wanted) {
                        throw Refusal.of(model + ": " + file + " is not the network expected: wanted inputs among "
                                + INPUTS + ", got " + input.getKey() + " of "
                                + input.getValue().getInfo()
                                + ". Choose an export without it, or in float");
                    }
                }
            } catch (OrtException e) {
                throw Refusal.of(model + ": " + file + " does not tell its inputs: " + e.getMessage(), e);
            }
        }
    }

    /** The vector of the empty text. */
    float[] blankText() {
        return text(blankText);
    }

    /** The vector of a black image, or nearly so. */
    float[] blankImage() {
        return image(blankImage);
    }

    /** The vector of a text, as the network gives it. */
    float[] text(long[] ids) {
        return run(text, ids, blankImage, "a text of " + ids.length + " tokens");
    }

    /** The vector of an image, as the network gives it. */
    float[] image(float[] pixels) {
        return run(image, blankText, pixels, "an image of " + imageShape[3] + " x " + imageShape[2] + " pixels");
    }

    private float[] run(Tower tower, long[] ids, float[] pixels, String what) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        long[] textShape = {1, ids.length};
        long[] mask = new long[ids.length];
        Arrays.fill(mask, 1);
        try (OnnxTensor idTensor = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), textShape);
                OnnxTensor maskTensor = OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), textShape);
                OnnxTensor pixelTensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(pixels), imageShape)) {
            Map<String, OnnxTensor> inputs = new HashMap<>(
                    Map.of("input_ids", idTensor, "attention_mask", maskTensor, "pixel_values", pixelTensor));
            inputs.keySet().retainAll(tower.session().getInputNames());
            try (OrtSession.Result result = tower.session().run(inputs, Set.of(tower.output()))) {
                FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
                float[] vector = new float[values.remaining()];
                values.get(vector);
                return vector;
            }
        } catch (OrtException e) {
            throw new EmbeddingException(model + ": ONNX Runtime failed on " + what + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        close(model, List.of(text.session(), image.session()));
    }

    private static void close(String model, List<OrtSession> sessions) {
        try {
            // A session that stands for both is closed once.
            for (OrtSession session : Set.copyOf(sessions)) {
                session.close();
            }
        } catch (OrtException e) {
            throw new EmbeddingException(model + ": ONNX Runtime failed to close: " + e.getMessage(), e);
        }
    }
}
