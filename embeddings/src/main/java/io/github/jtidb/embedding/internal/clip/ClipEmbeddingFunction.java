package io.github.jtidb.embedding.internal.clip;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.ImageInput;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.PartialEmbeddingException;
import io.github.jtidb.embedding.internal.Progress;
import io.github.jtidb.embedding.internal.Refusal;
import io.github.jtidb.embedding.internal.local.CallGate;
import io.github.jtidb.embedding.internal.local.Helpers;
import io.github.jtidb.vector.VectorMath;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A model that reads texts and images, in this JVM. A single input is embedded on the calling thread, a list on several.
 * Thread-safe.
 */
public final class ClipEmbeddingFunction implements EmbeddingFunction {

    private final ClipOptions options;
    private final ClipTokenizer tokenizer;
    private final ImagePreprocessor images;
    private final ClipNetwork network;
    private final int dimensions;
    private final Helpers helpers = new Helpers(Runtime.getRuntime().availableProcessors() - 1);
    private final CallGate gate;

    private ClipEmbeddingFunction(
            ClipOptions options, ClipTokenizer tokenizer, ImagePreprocessor images, ClipNetwork network) {
        this.options = options;
        this.tokenizer = tokenizer;
        this.images = images;
        this.network = network;
        gate = new CallGate("The embedding function of " + options.model());
        this.dimensions = options.checkDimensions(network.blankText().length, network.blankImage().length);
    }

    /** Opens a model in a folder of the caller's. */
    public static ClipEmbeddingFunction open(Path folder, ModelOptions options) {
        return open(folder, options, Set.of());
    }

    /**
     * Opens a model.
     *
     * @param folder a folder for which {@link ClipFolder#isClip} holds
     * @param options the name of the model, and of the options {@code normalize} (vectors get length one unless it is
     *     false), {@code truncation} (END unless set), {@code queryPrompt}, {@code documentPrompt}, {@code dimensions},
     *     {@code progress}, and {@code variant}, such as {@code quantized} for the files {@code text_model_quantized.onnx} and
     *     {@code vision_model_quantized.onnx}; others are refused
     * @param others the names of options that are none of this class's business, and right all the same
     * @return a new function
     * @throws EmbeddingException if a file is missing or not as expected, or an option does not suit
     */
    public static ClipEmbeddingFunction open(Path folder, ModelOptions options, Set<String> others) {
        ClipOptions known = ClipOptions.of(options, others);
        ClipFolder files = ClipFolder.of(options.model(), folder);
        ClipFamily family = files.family()
                .orElseThrow(() -> Refusal.of(options.model() + " is no model of CLIP's or SigLIP's family: "
                        + files.files() + " has no config.json with such a model_type"));
        ImagePreprocessor images = ImagePreprocessor.of(files.preprocessor(), options.model());
        ClipTokenizer tokenizer = ClipTokenizer.load(files, family, known.truncation());
        try {
            ClipNetwork network =
                    ClipNetwork.load(files, family, known.suffix(), tokenizer.encode("", "the empty text"), images);
            try {
                return new ClipEmbeddingFunction(known, tokenizer, images, network);
            } catch (RuntimeException | Error e) {
                network.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            tokenizer.close();
            throw e;
        }
    }

    @Override
    public String model() {
        return options.model();
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public boolean embedsImages() {
        return true;
    }

    @Override
    public float[] embedQuery(String text) {
        Objects.requireNonNull(text, "text");
        return gate.pass(() -> embed(options.queryPrompt() + text, "the text"));
    }

    @Override
    public List<float[]> embedDocuments(List<String> texts) {
        String[] copy = texts.toArray(new String[0]);
        checkNotNull("texts", copy);
        return gate.pass(() -> {
            float[][] vectors = new float[copy.length][];
            run("texts", copy.length, i -> vectors[i] = embed(options.documentPrompt() + copy[i], "texts[" + i + "]"));
            return Arrays.asList(vectors);
        });
    }

    /** {@inheritDoc} An image that cannot be read does not keep the others of a list from being embedded. */
    @Override
    public List<float[]> embedImages(List<ImageInput> images) {
        ImageInput[] copy = images.toArray(new ImageInput[0]);
        checkNotNull("images", copy);
        return gate.pass(() -> embed(copy));
    }

    private float[] embed(String text, String name) {
        return finished(network.text(tokenizer.encode(text, name)));
    }

    private List<float[]> embed(ImageInput[] inputs) {
        float[] @Nullable [] vectors = new float[inputs.length] @Nullable [];
        SortedMap<Integer, EmbeddingException> failures = new ConcurrentSkipListMap<>();
        run("images", inputs.length, i -> {
            try {
                vectors[i] = finished(network.image(images.pixels(inputs[i].decode())));
            } catch (EmbeddingException e) {
                failures.put(i, e);
            }
        });
        if (failures.isEmpty()) {
            return Arrays.asList(vectors);
        }
        int first = failures.firstKey();
        EmbeddingException failure = Objects.requireNonNull(failures.get(first));
        if (inputs.length == 1) {
            throw failure;
        }
        throw new PartialEmbeddingException(
                model() + ": " + failures.size() + " of " + inputs.length
                        + " images were not embedded, the first images[" + first + "]: " + failure.getMessage(),
                Arrays.asList(vectors),
                failures);
    }

    private float[] finished(float[] vector) {
        double norm = VectorMath.norm(vector);
        if (vector.length != dimensions || !Double.isFinite(norm)) {
            throw new EmbeddingException(
                    Reason.INVALID_RESPONSE,
                    0,
                    model() + " gave a vector of " + vector.length + " values and length " + norm + ": expected "
                            + dimensions + " finite values. Use another export of it",
                    null);
        }
        return options.normalize() ? VectorMath.normalize(vector) : vector;
    }

    private void run(String what, int steps, IntConsumer step) {
        Progress progress = new Progress(options.progress(), "embedding " + steps + " " + what, steps);
        try {
            helpers.run(steps, i -> {
                step.accept(i);
                progress.add(1);
            });
        } catch (InterruptedException e) {
            throw new EmbeddingException(
                    Reason.CANCELLED, 0, model() + ": interrupted while embedding a list of " + what, e);
        }
    }

    private static void checkNotNull(String name, Object[] values) {
        for (int i = 0; i < values.length; i++) {
            Objects.requireNonNull(values[i], name + "[" + i + "] is null");
        }
    }

    @Override
    public void close() {
        gate.close(() -> {
            tokenizer.close();
            network.close();
        });
    }
}
