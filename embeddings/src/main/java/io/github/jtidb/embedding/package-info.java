/** Embedding functions and their providers. */
package io.github.jtidb.embedding;
