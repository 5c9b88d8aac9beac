/**
 * What all services have in common. A provider says in a {@link io.github.jtidb.embedding.internal.http.Service} who the
 * service is, and in an {@link io.github.jtidb.embedding.internal.http.EmbeddingApi} what its requests and answers look like;
 * batches, retries, limits, checks and the cache are here.
 */
package io.github.jtidb.embedding.internal.http;
