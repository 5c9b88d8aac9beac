/** Embedding functions and their providers. */
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

    uses io.github.jtidb.embedding.EmbeddingProvider;

    provides io.github.jtidb.embedding.EmbeddingProvider with
            io.github.jtidb.embedding.internal.bedrock.BedrockProvider,
            io.github.jtidb.embedding.internal.cohere.CohereProvider,
            io.github.jtidb.embedding.internal.dashscope.DashScopeProvider,
            io.github.jtidb.embedding.internal.gemini.GeminiProvider,
            io.github.jtidb.embedding.internal.huggingface.HuggingFaceProvider,
            io.github.jtidb.embedding.internal.jina.JinaProvider,
            io.github.jtidb.embedding.internal.local.LocalProvider,
            io.github.jtidb.embedding.internal.nvidia.NvidiaProvider,
            io.github.jtidb.embedding.internal.ollama.OllamaProvider,
            io.github.jtidb.embedding.internal.openai.OpenAiProvider,
            io.github.jtidb.embedding.internal.voyage.VoyageProvider;
}
