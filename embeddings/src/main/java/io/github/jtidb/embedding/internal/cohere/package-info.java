/** Cohere's models at Cohere. */
package io.github.jtidb.embedding.internal.cohere;
