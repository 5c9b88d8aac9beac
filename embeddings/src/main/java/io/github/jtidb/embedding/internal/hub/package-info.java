/** Fetches models from the Hugging Face hub, or a mirror of it; start at {@code Hub}. Not API. */
package io.github.jtidb.embedding.internal.hub;
