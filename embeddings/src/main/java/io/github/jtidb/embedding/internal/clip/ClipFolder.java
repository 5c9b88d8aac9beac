package io.github.jtidb.embedding.internal.clip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.internal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of one model: as Hugging Face lays them out, or in the folder {@code 0_CLIPModel} of a sentence-transformers
 * model. Immutable.
 *
 * @param model the full name of the model, for messages
 * @param root where it was opened
 * @param files where {@code config.json} and its like are
 */
public record ClipFolder(String model, Path root, Path files) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Whether a folder holds a model that this package opens.
     *
     * @param folder the folder of a model
     * @return whether it is of CLIP's or SigLIP's family; false if it is none, or its files cannot be read
     */
    public static boolean isClip(Path folder) {
        try {
            return of(folder.toString(), folder).family().isPresent();
        } catch (EmbeddingException e) {
            return false;
        }
    }

    static ClipFolder of(String model, Path folder) {
        ClipFolder plain = new ClipFolder(model, folder, folder);
        JsonNode first = plain.json("modules.json").path(0);
        // Both old and new versions end the type so.
        boolean inner = first.path("type").asText().endsWith(".CLIPModel");
        return inner
                ? new ClipFolder(
                        model, folder, folder.resolve(first.path("path").asText()))
                : plain;
    }

    Optional<ClipFamily> family() {
        return ClipFamily.of(json("config.json"));
    }

    /** A JSON file; a missing node if there is no such file. */
    JsonNode json(String name) {
        Path file = files.resolve(name);
        if (!Files.exists(file)) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw Refusal.of(model + ": " + file + " is no readable JSON: fetch the model again", e);
        }
    }

    /** How images are prepared: a file of its own, or since transformers 5 a part of a common one. */
    JsonNode preprocessor() {
        JsonNode own = json("preprocessor_config.json");
        JsonNode found = own.isMissingNode() ? json("processor_config.json").path("image_processor") : own;
        if (!found.isObject()) {
            throw Refusal.of(model + " does not say how its images are prepared: expected preprocessor_config.json in "
                    + files + ". Fetch it from where the model is from");
        }
        return found;
    }

    /** A file that must be there. */
    Path require(String name) {
        Path file = files.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw Refusal.of(model + " lacks " + name + " in " + files + ": fetch it from where the model is from");
        }
        return file;
    }

    /** An ONNX file, in one of the places where it may be. */
    Optional<Path> onnx(String name) {
        for (Path place : new Path[] {files.resolve("onnx"), files, root.resolve("onnx"), root}) {
            Path file = place.resolve(name);
            if (Files.isRegularFile(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }
}
