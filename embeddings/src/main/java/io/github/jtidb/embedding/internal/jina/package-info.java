/** Jina AI. */
package io.github.jtidb.embedding.internal.jina;
