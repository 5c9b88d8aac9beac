/** Embedding functions and their providers. */
@SuppressWarnings("module") // The examples are built later.
@org.jspecify.annotations.NullMarked
module io.github.jtidb.embedding {
    requires transitive io.github.jtidb.vector;
    requires transitive java.net.http;
    requires transitive java.desktop;
    requires org.slf4j;
    requires com.fasterxml.jackson.databind;
    requires static com.microsoft.onnxruntime;
    requires static ai.djl.tokenizers;
    requires static transitive org.jspecify;

    exports io.github.jtidb.embedding;
    exports io.github.jtidb.embedding.internal to
            io.github.jtidb.client;
    // A language model on Bedrock is asked with the same signature.
    exports io.github.jtidb.embedding.internal.aws to
            io.github.jtidb.examples;

    uses io.github.jtidb.embedding.EmbeddingProvider;

    provides io.github.jtidb.embedding.EmbeddingProvider with
            io.github.jtidb.embedding.internal.bedrock.BedrockProvider,
            io.github.jtidb.embedding.internal.huggingface.HuggingFaceProvider,
            io.github.jtidb.embedding.internal.local.LocalProvider,
            io.github.jtidb.embedding.internal.nvidia.NvidiaProvider,
            io.github.jtidb.embedding.internal.ollama.OllamaProvider,
            io.github.jtidb.embedding.internal.openai.OpenAiProvider;
}
