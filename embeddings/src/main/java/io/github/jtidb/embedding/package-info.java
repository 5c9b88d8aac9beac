/**
 * Embedding functions and their providers; start at {@link io.github.jtidb.embedding.Embeddings#open}.
 *
 * <p>Models are named {@code provider/model}. The provider {@code local} runs models that lie on the class path, in this
 * JVM, without a server or a key.
 */
package io.github.jtidb.embedding;
