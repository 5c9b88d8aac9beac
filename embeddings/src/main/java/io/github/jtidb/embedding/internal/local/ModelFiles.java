package io.github.jtidb.embedding.internal.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.internal.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds and reads the files of one model, in a folder or on the class path. Immutable. */
final class ModelFiles {

    /** What the folder of a model on the class path begins with. */
    static final String CLASS_PATH = "classpath:";

    static final ObjectMapper JSON = new ObjectMapper();

    private final String model;

    /** Null for the class path. */
    private final @Nullable Path folder;

    private final String prefix;

    private ModelFiles(String model, @Nullable Path folder, String prefix) {
        this.model = model;
        this.folder = folder;
        this.prefix = prefix;
    }

    /**
     * The files of a folder.
     *
     * @param model the full name of the model, for messages
     * @param place a path, or {@code classpath:} and a folder of resources
     */
    static ModelFiles in(String model, String place) {
        if (place.startsWith(CLASS_PATH)) {
            String resources = place.substring(CLASS_PATH.length()).replaceFirst("^/", "");
            return onClassPath(model, resources.endsWith("/") ? resources : resources + "/");
        }
        try {
            return in(model, Path.of(place));
        } catch (InvalidPathException e) {
            throw Refusal.of(model + ": not a path: " + e.getReason());
        }
    }

    static ModelFiles in(String model, Path folder) {
        if (!Files.isDirectory(folder)) {
            throw Refusal.of(model + ": there is no folder " + folder.toAbsolutePath()
                    + ": name one with the files of a model, onnx/model.onnx and tokenizer.json among them");
        }
        return new ModelFiles(model, folder, "");
    }

    /** Resources whose names begin with the prefix. */
    static ModelFiles onClassPath(String model, String prefix) {
        return new ModelFiles(model, null, prefix);
    }

    /** The full name of the model, for messages. */
    String model() {
        return model;
    }

    /** Where the files are, for messages. */
    @Override
    public String toString() {
        return folder == null
                ? "the class path, " + prefix
                : folder.toAbsolutePath().toString();
    }

    /** The folder, or null for the class path. */
    @Nullable
    Path folder() {
        return folder;
    }

    boolean has(String path) {
        return find(path) != null;
    }

    /** A file by its path with slashes, or null if there is none. */
    @Nullable
    URL find(String path) {
        if (folder == null) {
            return resource(prefix + path);
        }
        Path file = folder.resolve(path);
        try {
            return Files.isRegularFile(file) ? file.toUri().toURL() : null;
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file that there must be. */
    URL require(String path, String remedy) {
        URL file = find(path);
        if (file == null) {
            throw Refusal.of(model + " needs the file " + prefix + path + ", which is not in " + this + ": " + remedy);
        }
        return file;
    }

    /** A resource: through the context class loader of the thread first, then through that of this library. */
    private static @Nullable URL resource(String name) {
        @Nullable
        ClassLoader[] loaders = {Thread.currentThread().getContextClassLoader(), ModelFiles.class.getClassLoader()};
        for (ClassLoader loader : loaders) {
            URL found = loader == null ? null : loader.getResource(name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** A file of JSON; a missing node if there is no such file. */
    JsonNode json(String path) {
        URL file = find(path);
        if (file == null) {
            return MissingNode.getInstance();
        }
        try (InputStream in = open(file)) {
            return JSON.readTree(in);
        } catch (JsonProcessingException e) {
            throw Refusal.of(model + ": " + path + " in " + this + " is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new EmbeddingException(
                    model + ": " + path + " in " + this + " could not be read: " + e.getMessage(), e);
        }
    }

    static InputStream open(URL file) throws IOException {
        URLConnection connection = file.openConnection();
        // A cached connection would keep the jar open behind the back of a class loader that is closed later.
        connection.setUseCaches(false);
        return connection.getInputStream();
    }
}
