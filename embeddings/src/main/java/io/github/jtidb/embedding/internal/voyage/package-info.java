/** Voyage AI. */
package io.github.jtidb.embedding.internal.voyage;
