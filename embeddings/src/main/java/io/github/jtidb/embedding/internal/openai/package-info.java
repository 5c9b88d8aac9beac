/** OpenAI, Azure, and all that speak like OpenAI. */
package io.github.jtidb.embedding.internal.openai;
