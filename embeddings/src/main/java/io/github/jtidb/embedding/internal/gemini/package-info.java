/** Google Gemini. */
package io.github.jtidb.embedding.internal.gemini;
