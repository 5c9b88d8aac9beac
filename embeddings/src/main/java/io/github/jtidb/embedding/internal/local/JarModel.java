package io.github.jtidb.embedding.internal.local;

import java.util.List;

/**
 * A model that comes as a jar, without the files that would describe it. All of them are normalised. Immutable.
 *
 * @param name the full name, {@code local/…}
 * @param files what its two resources begin with
 * @param maxTokens the longest input in tokens, [CLS] and [SEP] included
 * @param pooling from tokens to a text
 * @param prompts what it was trained with
 * @param dependency the Maven coordinates of the jar
 */
record JarModel(String name, String files, int maxTokens, Pooling pooling, Prompts prompts, String dependency) {

    private static final Prompts BGE = new Prompts("Represent this sentence for searching relevant passages: ", "");
    private static final Prompts E5 = new Prompts("query: ", "passage: ");

    static final List<JarModel> ALL = List.of(
            of("all-MiniLM-L6-v2", "all-minilm-l6-v2", "1.20.0-beta30", 256, Pooling.MEAN, Prompts.NONE),
            of("all-MiniLM-L6-v2-q", "all-minilm-l6-v2-q", "1.20.0-beta30", 256, Pooling.MEAN, Prompts.NONE),
            of("bge-small-en-v1.5", "bge-small-en-v15", "1.20.0-beta30", 512, Pooling.CLS, BGE),
            of("bge-small-en-v1.5-q", "bge-small-en-v15-q", "1.20.0-beta30", 512, Pooling.CLS, BGE),
            of("e5-small-v2", "e5-small-v2", "1.17.0-beta27", 512, Pooling.MEAN, E5),
            of("e5-small-v2-q", "e5-small-v2-q", "1.11.0-beta19", 512, Pooling.MEAN, E5));

    private static JarModel of(
            String name, String artifact, String version, int maxTokens, Pooling pooling, Prompts prompts) {
        return new JarModel(
                "local/" + name,
                artifact.replace("v15", "v1.5"),
                maxTokens,
                pooling,
                prompts,
                "dev.langchain4j:langchain4j-embeddings-" + artifact + ":" + version);
    }

    ModelPlan plan(LocalOptions options) {
        ModelFiles resources = ModelFiles.onClassPath(name, "");
        String remedy = "add the dependency " + dependency + " (its own dependencies are not used and can be excluded)";
        return new ModelPlan(
                name,
                resources.require(files + ".onnx", remedy),
                resources.require(files + "-tokenizer.json", remedy),
                false,
                FolderModel.longest(name, options, maxTokens, 0, 0),
                0,
                false,
                0,
                pooling,
                List.of(),
                true,
                prompts);
    }
}
