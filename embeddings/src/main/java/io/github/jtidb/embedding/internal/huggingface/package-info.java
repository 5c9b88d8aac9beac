/** Hugging Face: its Inference Providers and endpoints, and servers of Text Embeddings Inference. */
package io.github.jtidb.embedding.internal.huggingface;
