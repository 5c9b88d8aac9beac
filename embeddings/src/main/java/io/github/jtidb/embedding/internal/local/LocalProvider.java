package io.github.jtidb.embedding.internal.local;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.EmbeddingProvider;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.internal.ModelName;
import java.util.List;

/**
 * Models on the class path. This class links to nothing optional, so that listings work where ONNX Runtime and the
 * tokenizers are absent. Immutable.
 */
public final class LocalProvider implements EmbeddingProvider {

    static final String ONNX_RUNTIME = "com.microsoft.onnxruntime:onnxruntime:1.28.0";
    static final String TOKENIZERS = "ai.djl.huggingface:tokenizers:0.38.0";

    /** For the service loader. */
    public LocalProvider() {}

    @Override
    public String id() {
        return "local";
    }

    @Override
    public List<String> models() {
        return JarModel.ALL.stream().map(JarModel::name).toList();
    }

    @Override
    public EmbeddingFunction create(ModelOptions options) {
        String name = options.model();
        if (!options.names().isEmpty()) {
            throw new EmbeddingException(
                    EmbeddingException.Reason.INVALID_REQUEST,
                    0,
                    name + " takes no option " + String.join(", ", options.names()) + ": leave it out",
                    null);
        }
        JarModel model = JarModel.ALL.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new EmbeddingException("Unknown local embedding model \"" + name + "\""
                        + ModelName.didYouMean(name, models()) + " Known: " + String.join(", ", models())));
        try {
            return LocalEmbeddingFunction.load(model);
        } catch (LinkageError e) {
            throw new EmbeddingException(remedy(name, e), e);
        }
    }

    private static String remedy(String model, LinkageError error) {
        if (error instanceof NoClassDefFoundError && error.getMessage() != null) {
            if (error.getMessage().startsWith("ai/onnxruntime/")) {
                return missing(model, "ONNX Runtime", ONNX_RUNTIME, "com.microsoft.onnxruntime");
            }
            if (error.getMessage().startsWith("ai/djl/")) {
                return missing(model, "the Hugging Face tokenizers of DJL", TOKENIZERS, "ai.djl.tokenizers");
            }
        }
        return model
                + " could not be opened: a native library or a class of ONNX Runtime or of the tokenizers did not load on "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ". Expected " + ONNX_RUNTIME
                + " and "
                + TOKENIZERS + " with what they depend on, on a system that they support (on Linux, glibc)";
    }

    private static String missing(String model, String what, String dependency, String module) {
        return model + " needs " + what + ": add the dependency " + dependency + " with what it depends on"
                + ". On the module path, also start java with --add-modules " + module;
    }
}
