/** The caches of {@link io.github.jtidb.embedding.EmbeddingCache}. */
package io.github.jtidb.embedding.internal.cache;
