/** Ollama, on this machine or another. */
package io.github.jtidb.embedding.internal.ollama;
