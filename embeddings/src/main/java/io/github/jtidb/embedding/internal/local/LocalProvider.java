package io.github.jtidb.embedding.internal.local;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.EmbeddingProvider;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.Reranker;
import io.github.jtidb.embedding.internal.ModelName;
import io.github.jtidb.embedding.internal.Refusal;
import io.github.jtidb.embedding.internal.clip.ClipEmbeddingFunction;
import io.github.jtidb.embedding.internal.clip.ClipFolder;
import io.github.jtidb.embedding.internal.hub.Hub;
import io.github.jtidb.embedding.internal.local.LocalOptions.Origin;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Models in this JVM: those known by name, which come as jars; a folder, {@code local:models/mine}, or one on the class
 * path, {@code local:classpath:models/mine}; and those of the Hugging Face hub, {@code local/BAAI/bge-m3}, fetched once.
 * This class links to nothing optional, so that listings work where ONNX Runtime and the tokenizers are absent. Immutable.
 */
public final class LocalProvider implements EmbeddingProvider {

    /** {@code local/organisation/name}. */
    private static final Pattern HUB = Pattern.compile("local/[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*");

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
        return linked(options.model(), () -> {
            Origin origin = origin(options.model());
            LocalOptions local = LocalOptions.forVectors(options, origin);
            if (origin == Origin.JAR) {
                return LocalEmbeddingFunction.load(jar(options.model()).plan(local), local);
            }
            ModelFiles files = files(local, origin);
            Path folder = files.folder();
            return folder != null && ClipFolder.isClip(folder)
                    ? ClipEmbeddingFunction.open(folder, options, origin == Origin.HUB ? Hub.OPTIONS : Set.of())
                    : LocalEmbeddingFunction.load(FolderModel.read(files, local), local);
        });
    }

    @Override
    public Reranker createReranker(ModelOptions options) {
        return linked(options.model(), () -> {
            Origin origin = origin(options.model());
            if (origin == Origin.JAR) {
                throw Refusal.of(options.model() + " makes vectors and cannot rank texts: name a cross-encoder, by its"
                        + " folder or its name in the hub");
            }
            LocalOptions local = LocalOptions.forScores(options, origin);
            return LocalReranker.load(files(local, origin), local);
        });
    }

    private Origin origin(String name) {
        if (name.startsWith(ModelName.FOLDER)) {
            return Origin.FOLDER;
        }
        if (HUB.matcher(name).matches()) {
            return Origin.HUB;
        }
        if (models().contains(name)) {
            return Origin.JAR;
        }
        throw Refusal.of("Unknown local embedding model \"" + name + "\"" + ModelName.didYouMean(name, models())
                + " Known: " + String.join(", ", models())
                + ". A model in a folder is local:FOLDER, one of the Hugging Face hub local/ORGANISATION/NAME");
    }

    private static JarModel jar(String name) {
        return JarModel.ALL.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The files of a model in a folder, or of one in the hub, which are fetched if they are not here. */
    private static ModelFiles files(LocalOptions local, Origin origin) {
        String name = local.all().model();
        if (origin == Origin.FOLDER) {
            return ModelFiles.in(name, name.substring(ModelName.FOLDER.length()));
        }
        String repository = name.substring("local/".length());
        Path folder = Hub.fetch(local.all(), repository, paths -> HubFiles.choose(name, repository, local, paths));
        return ModelFiles.in(name, folder);
    }

    /** Says what to add where a class or a native library is missing. */
    private static <T> T linked(String model, Supplier<T> open) {
        try {
            return open.get();
        } catch (LinkageError e) {
            throw new EmbeddingException(remedy(model, e), e);
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
