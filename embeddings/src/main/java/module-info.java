/** Embedding functions and their providers. */
@org.jspecify.annotations.NullMarked
module io.github.jtidb.embedding {
    requires transitive io.github.jtidb.vector;
    requires transitive java.net.http;
    requires transitive java.desktop;
    requires com.fasterxml.jackson.databind;
    requires org.slf4j;
    requires static com.microsoft.onnxruntime;
    requires static ai.djl.tokenizers;
    requires static transitive org.jspecify;

    exports io.github.jtidb.embedding;
    exports io.github.jtidb.embedding.internal to
            io.github.jtidb.client;

    uses io.github.jtidb.embedding.EmbeddingProvider;

    provides io.github.jtidb.embedding.EmbeddingProvider with
            io.github.jtidb.embedding.internal.huggingface.HuggingFaceProvider,
            io.github.jtidb.embedding.internal.local.LocalProvider,
            io.github.jtidb.embedding.internal.nvidia.NvidiaProvider,
            io.github.jtidb.embedding.internal.ollama.OllamaProvider,
            io.github.jtidb.embedding.internal.openai.OpenAiProvider;
}
